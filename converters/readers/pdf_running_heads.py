"""Running heads and page numbers of a PDF file: lines at the edges of pages that recur there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from converters.readers.pdf_layout import Placed, PlacedRow
from converters.text import doc_numbers

_EDGE = 0.12
"""Parts of the height of a page in which running heads and page numbers stand."""

_OUTERMOST = 2
_SAME_PLACE = 4.0
_PAGE_NUMBER = re.compile(
    r"(?:第\s*)?[-—–－·•~]{0,3}\s*(?:\d{1,4}|[IVXivx]{1,6})\s*[-—–－·•~]{0,3}(?:\s*页)?"
    r"(?:\s*[/，,共]\s*(?:共\s*)?\d{1,4}\s*页?)?"
)
_AROUND_NUMBER = "-—–－·•~ 第页"
_DIGITS = re.compile(r"\d+")


def mark(pages: Sequence[Sequence[Placed]]) -> None:
    """Say by the rule of each line at the edges of pages whether it recurs there, or numbers them.

    Args:
        pages: what stands on each.
    """
    outer = [one for page in pages for one in _outermost(page)]
    recurring = Counter(name for name, _ in {(_name(one), one.page.number) for one in outer})
    numbered = sum(bool(_PAGE_NUMBER.fullmatch(_text(one))) for one in outer)
    met: set[str] = set()
    for one in outer:
        text = _text(one)
        if _PAGE_NUMBER.fullmatch(text):
            is_own = text.strip(_AROUND_NUMBER) == str(one.page.number)
            one.rule = "page-number" if is_own or numbered > 1 else ""
        elif recurring[_name(one)] > 1:
            # The number of the document may stand above every page: there it is text once.
            is_number = doc_numbers.of_line(text) is not None and text not in met
            one.rule = "" if is_number else "running-head"
            met.add(text)


def _outermost(page: Sequence[Placed]) -> Iterator[PlacedRow]:
    """The lines nearest to the upper and to the lower edge of a page."""
    rows = [one for one in page if isinstance(one, PlacedRow)]
    rows.sort(key=lambda one: one.row.base)
    upper = [one for one in rows if one.row.base < _EDGE * one.page.height]
    lower = [one for one in rows if one.row.base > (1 - _EDGE) * one.page.height]
    yield from upper[:_OUTERMOST]
    yield from lower[-_OUTERMOST:]


def _text(one: PlacedRow) -> str:
    return one.row.text.strip()


def _name(one: PlacedRow) -> tuple[str, int]:
    """What recurs: the text without its numbers, and where it stands."""
    return _DIGITS.sub("#", _text(one)), round(one.row.base / _SAME_PLACE)
