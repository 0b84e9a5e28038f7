"""A built page as a tree, and the lines that a reader sees of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

HOST = "https://site.invalid/"
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "caption", "text", "li", "summary", "th"}
_ARTICLE = re.compile(r"<article.*?</article>", re.DOTALL)


@dataclass
class Element:
    """An element of HTML; `at` is the address of its page, below `HOST`."""

    tag: str
    attributes: dict[str, str]
    at: str
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def target(self) -> str:
        """Where a link leads: `terms/wu-jin`, `plans/<work>#a1`; empty if it is no link."""
        if self.tag != "a" or "href" not in self.attributes:
            return ""
        url = urlsplit(urljoin(HOST + self.at, self.attributes["href"]))
        return url.path.strip("/") + (f"#{url.fragment}" if url.fragment else "")

    def walk(self) -> Iterator[Element]:
        """This element and all within it, in order."""
        yield self
        for child in self.elements:
            yield from child.walk()

    def all(self, tag: str = "", class_: str = "", id_: str = "") -> list[Element]:
        """The elements within it that have all of these."""
        return [
            one
            for one in self.walk()
            if (not tag or one.tag == tag)
            and (not class_ or class_ in one.classes)
            and (not id_ or one.attributes.get("id") == id_)
        ]

    def one(self, tag: str = "", class_: str = "", id_: str = "") -> Element:
        (found,) = self.all(tag, class_, id_)
        return found

    def text(self, shown: Callable[[Element], str | None] = lambda _: None) -> str:
        """The text, each run of blanks as one; `shown` may give another text for an element."""
        return " ".join("".join(self._pieces(shown)).split())

    def _pieces(self, shown: Callable[[Element], str | None]) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif (text := shown(child)) is not None:
                yield text
            else:
                yield from child._pieces(shown)


class _Reader(HTMLParser):
    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.open = [Element("", {}, at)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str, at: str) -> Element:
    """The tree of a page, or of a part of one.

    Args:
        html: its text.
        at: its address, relative to the site.
    """
    reader = _Reader(posixpath.join(at, "") if at else "")
    reader.feed(html)
    return reader.open[0]


def article(html: str, at: str) -> Element:
    """The tree of what a page is about: without the head, the masthead and the foot."""
    found = _ARTICLE.search(html)
    assert found, at
    return read(found[0], at)


def lines(element: Element, shown: Callable[[Element], str | None]) -> Iterator[str]:
    """What stands in lines of their own; the cells of a row are parted by `|`.

    Args:
        element: it and all within it.
        shown: what stands for an element instead of its text, or None.
    """
    if shown(element) is not None:
        yield shown(element) or ""
    elif element.tag == "tr":
        yield "|".join(cell.text(shown) for cell in element.elements)
    elif {child.tag for child in element.elements} & {"dt", "dd"} or element.tag in _LINES:
        yield element.text(shown)
    else:
        for child in element.children:
            if isinstance(child, Element):
                yield from lines(child, shown)
            elif child.strip():
                yield " ".join(child.split())
