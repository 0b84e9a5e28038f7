"""Which runs are set phrases: words that all plans use, so that they tell of no reuse."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from converters import lexicon
from converters.library.text_reuse import Run

_RULE = lexicon.words("set_phrases")
PHRASES: list[str] = _RULE["phrases"]
"""Without marks."""
FEWEST: int = _RULE["fewest"]
"""With fewer letters beside such phrases a run is one."""
_ASKED_AGAIN = 10_000
"""So many runs are remembered, more than most plans have: their data and pages ask of the same."""


def is_one(run: Run) -> bool:
    """Whether a run is a set phrase, by the rule of `data/set_phrases.yml`."""
    return run.plans is not None or _is_made_of_them("".join(filter(str.isalnum, run.text)))


@lru_cache(maxsize=_ASKED_AGAIN)
def _is_made_of_them(bare: str) -> bool:
    if any(bare in phrase for phrase in PHRASES):
        return True
    rest = _pattern().sub("", bare)
    return len(rest) < FEWEST


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(lexicon.alternatives(PHRASES))
