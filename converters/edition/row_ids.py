"""Ids of rows of published tables, which do not move when text before them changes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

_LENGTH = 16


def numbered(keys: Iterable[Sequence[str]]) -> Iterator[str]:
    """An id for each row: a letter, so that no spreadsheet takes it for a number, and digits.

    Args:
        keys: what each row is about. Of rows about the same, the first, second and so on differ.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for key in keys:
        about = tuple(key)
        seen[about] += 1
        whole = json.dumps([*about, seen[about]]).encode()
        yield f"r{hashlib.sha256(whole).hexdigest()[:_LENGTH]}"
