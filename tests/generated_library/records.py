"""Records of controlled names, written as people write them in `docs/authority/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Record:
    """One record; what is empty is not written."""

    scheme: str
    id: str
    pref: str
    alt: tuple[str, ...] = ()
    kind: str = ""
    type: str = ""
    place: str = ""
    broader: str = ""
    doc_number: str = ""
    issuer: str = ""
    work: str = ""
    at: tuple[str, ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        """The address of its page."""
        return f"{self.scheme}/{self.id}"


def yaml(record: Record) -> str:
    """The entry of a record in the file of its scheme, with a blank line below."""
    (first, *rest) = _fields(record)
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest), "", ""])


def _fields(record: Record) -> Iterator[str]:
    for name in ("id", "pref", "alt", "kind", "type", "place", "broader", "doc_number", "issuer"):
        yield from _field(name, getattr(record, name))
    for name in ("work", "at", "note"):
        yield from _field(name, getattr(record, name))


def _field(name: str, value: str | tuple[str, ...]) -> Iterator[str]:
    if isinstance(value, tuple):
        value = f"[{', '.join(map(scalar, value))}]" if value else ""
    elif value:
        value = scalar(value)
    if value:
        yield f"{name}: {value}"


def scalar(text: str) -> str:
    """A text that stays one: digits alone would be a number."""
    return f'"{text}"' if _DIGITS.fullmatch(text) or text.startswith("“") else text
