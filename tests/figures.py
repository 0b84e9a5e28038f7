"""The lines of a built page that hold a figure.

What stands in a plan is left out, and so is what a link says of the page that it leads to.
"""

import re
from collections import Counter
from collections.abc import Collection

from tests import built_page
from tests.built_page import Element
from tests.recounted import page_of

# A number, or a Han number that counts something; 一 is mostly an article.
FIGURE = re.compile(r"\d|[零两二三四五六七八九十百千]+(?:份|地|个|项|条|件|类|处|页|行|次|种)")


PLACEHOLDER = re.compile("<[^>]*>")


HIDDEN = {"document", "source", "duty__body", "clause", "squares", "as", "heading", "often", "said"}


def shown(element: Element) -> str | None:
    """What stands for an element in a line; None for its own text."""
    if element.classes & HIDDEN or element.tag in ("code", "h1"):
        return ""
    if page := page_of(element):
        return f"<{page}>"
    return "" if "#" in element.target else None


def figures(element: Element) -> Counter[str]:
    """The lines that hold a figure."""
    lines = (" ".join(line.split()) for line in built_page.lines(element, shown))
    return Counter(line for line in lines if has_figure(line))


def has_figure(line: str) -> bool:
    return bool(FIGURE.search(PLACEHOLDER.sub("", line)))


def with_figures(*lines: str) -> Counter[str]:
    """Those of some lines that hold a figure: the rest are words, which nobody counts."""
    return Counter(line for line in lines if has_figure(line))


def without_parts(element: Element, left_out: Collection[Element]) -> Element:
    """An element without some that are in it."""
    children = [
        without_parts(one, left_out) if isinstance(one, Element) else one
        for one in element.children
        if not any(one is other for other in left_out)
    ]
    return Element(element.tag, element.attributes, element.at, children)


def without(page: Element, id_: str) -> Element:
    """A page without the section that has a heading of that id."""
    sections = [one for one in page.all("section") if one.elements[0].attributes.get("id") == id_]
    return without_parts(page, sections)


def section(page: Element, id_: str) -> Element | None:
    found = [one for one in page.all("section") if one.elements[0].attributes.get("id") == id_]
    return found[0] if found else None


def row_text(row: Element) -> str:
    return "|".join(cell.text(shown) for cell in row.elements)
