"""An item of a bibliography as BibTeX: as BibLaTeX and the styles of GB/T 7714 read it.

A report: it has a number and a body that issued it. `mark` and `medium` are what the styles of
GB/T 7714 print in the place of their own, [A/OL]. Braces twice keep a style from changing a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from converters.citation.bibliography import Item
from converters.text import escape

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # by themselves they would upset the count of braces
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "$&%#_"},
}
_ANY_SPECIAL = re.compile(f"[{re.escape(''.join(_SPECIAL))}]")
_YEAR = 4


def dump(items: Iterable[Item]) -> str:
    """The file."""
    return "\n".join(map(_entry, items))


def _entry(item: Item) -> str:
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(item) if value)
    return f"@techreport{{{item.key},\n{fields}\n}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    names = [f"{{{_escaped(name)}}}" for name in item.authors]
    yield "author", " and ".join(names)
    yield "title", f"{{{_escaped(item.title)}}}"
    yield "institution", " and ".join(names)
    yield "type", _escaped(item.kind)
    yield "number", _escaped(item.number)
    yield "date", item.date
    yield "year", item.date[:_YEAR]
    yield "url", item.url  # which is read as it stands
    yield "langid", "chinese"
    yield "mark", "A"
    yield "medium", "OL"
    yield "note", _escaped(item.note)


def _escaped(text: str) -> str:
    line = escape.visible(" ".join(text.split()))
    return _ANY_SPECIAL.sub(lambda found: _SPECIAL[found[0]], line)
