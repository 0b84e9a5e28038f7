"""What is around a document on its page, as the page itself says: by tags, roles, names, links.

It is proposed and never certain: what looks like a field, a clause or a title is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from converters import lexicon
from converters.readers import html_tokens
from converters.readers.html_tokens import Text
from converters.readers.html_tree import Element
from converters.text import blanks, doc_numbers, field_labels, labels

_WORDS = lexicon.words("web_pages")
_LEFT_OUT = frozenset(_WORDS["left_out"])
_BLOCKS = frozenset(_WORDS["blocks"])
_FURNITURE = _WORDS["furniture"]
_TAGS, _ROLES = frozenset(_FURNITURE["tags"]), frozenset(_FURNITURE["roles"])
_NAMES: Mapping[str, str] = {
    word: rule for rule, words in _FURNITURE["words"].items() for word in words
}
_OF_TAGS = {"footer": "site-footer", "contentinfo": "site-footer"}
_FILE = re.compile(rf"\.(?:{lexicon.alternatives(_WORDS['attached'])})(?:$|[?#&])", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][a-z]*")
_INTEGER = re.compile(r"\s*([-+]?\d{1,6})", re.ASCII)
_STYLE = re.compile(r"(display|visibility|white-space|list-style(?:-type)?)\s*:\s*([\w-]+)")
_PARAGRAPHS = frozenset(["p", "pre", "li", "dd", "dt", *(f"h{level}" for level in range(1, 7))])
_MOST_OF_TEXT = 0.75
_MOST_HIDDEN = 0.5
_MIN_TEXT = 100
"""Characters without links below which nothing shows where the document is."""
_LINKED, _ALL_LINKED = 0.5, 0.8
_MIN_LINKS, _FEW_LINKS = 4, 3
"""So many make a list; where there are few, nothing stands beside them."""

_SMALL = 150
_MOST_LOOKED_AT = 20_000


@dataclass
class Size:
    """How many characters stand in an element that are no blanks, in links, and in how many."""

    chars: int = 0
    linked: int = 0
    links: int = 0
    has_title: bool = False
    has_file: bool = False
    has_table: bool = False


def style(element: Element) -> dict[str, str]:
    """What an element says of its own layout: display, visibility, white-space, list-style."""
    return dict(_STYLE.findall(element.attributes.get("style", "").lower()))


def integer(element: Element, name: str, default: int) -> int:
    """The whole number that an attribute begins with (WHATWG HTML, 2.3.4.1), six digits of it.

    Args:
        element: the element.
        name: of the attribute.
        default: where there is no number.
    """
    found = _INTEGER.match(element.attributes.get(name, ""))
    return int(found[1]) if found else default


def has_place(element: Element) -> bool:
    """Whether an element takes part in the layout (WHATWG HTML, 15.3.1; CSS Display 3, 2.5).

    What is only invisible does: it is counted in a list, and is a cell of its row.
    """
    is_closed = element.name == "dialog" and "open" not in element.attributes
    is_out = "hidden" in element.attributes or is_closed
    return not is_out and style(element).get("display") != "none"


def is_hidden(element: Element) -> bool:
    """Whether an element says of itself that it is not shown."""
    return not has_place(element) or style(element).get("visibility") == "hidden"


def is_block(element: Element) -> bool:
    """Whether an element stands on lines of its own."""
    shown = style(element).get("display", "")
    if shown in ("block", "flex", "grid", "list-item", "table"):
        return True
    return element.name in _BLOCKS and shown not in ("inline", "inline-block", "inline-flex")


def is_left_out(element: Element) -> bool:
    """Whether a browser never shows what is in an element."""
    return element.name in _LEFT_OUT


def leads_to_file(element: Element) -> bool:
    """Whether an element is a link to a document, an archive or a picture."""
    return element.name == "a" and bool(_FILE.search(element.attributes.get("href", "").strip()))


class Page:
    """A page whose parts are measured."""

    def __init__(self, page: str, root: Element) -> None:
        """Measure every element.

        Args:
            page: the text of the page.
            root: its tree.
        """
        self._page = page
        self._sizes: dict[int, Size] = {}
        self._unveiled: frozenset[int] = frozenset()
        hidden = self._measure(root, hides=False)
        wanted = max(_MIN_TEXT, self.size(root).chars * _MOST_HIDDEN)
        self._unveiled = frozenset(id(one) for one in hidden if self.size(one).chars >= wanted)
        self._measure(root, hides=True)
        self._main, self._around = self._find_main(root)

    def size(self, element: Element) -> Size:
        """What stands in an element."""
        return self._sizes[id(element)]

    def is_hidden(self, element: Element) -> bool:
        """Whether an element is not shown, and does not hold most of what the page has.

        Some sites hide the whole text until a script shows it.
        """
        return is_hidden(element) and id(element) not in self._unveiled

    def has_place(self, element: Element) -> bool:
        """`has_place`, of what is read although it says that it is not shown as well."""
        return id(element) in self._unveiled or has_place(element)

    def is_unveiled(self, element: Element) -> bool:
        """Whether an element is read although it says that it is not shown."""
        return id(element) in self._unveiled

    def rule(self, element: Element, *, in_main: bool) -> str:
        """The rule of noise by which an element is none of the document; empty if nothing says so.

        Args:
            element: of the page.
            in_main: whether it stands in what holds most of the text.
        """
        size = self.size(element)
        if element is self._main or id(element) in self._around or not size.chars:
            return ""
        if size.has_title or size.has_file or size.chars > _MOST_LOOKED_AT:
            return ""
        rule = self._named(element)
        is_linked = size.linked >= _LINKED * size.chars
        if not (rule and (is_linked or size.chars <= _SMALL or element.name in _TAGS)):
            is_list = size.links >= _MIN_LINKS and size.linked >= _ALL_LINKED * size.chars
            is_list |= size.links >= _FEW_LINKS and size.linked == size.chars
            rule = "site-navigation" if is_list and not in_main and is_block(element) else ""
        return "" if rule and any(map(_is_of_document, self._lines(element))) else rule

    def is_main(self, element: Element) -> bool:
        """Whether an element is the innermost that holds most of the text."""
        return element is self._main

    def _named(self, element: Element) -> str:
        role = element.attributes.get("role", "").lower()
        for name in (element.name, role):
            if name in _TAGS or name in _ROLES:
                return _OF_TAGS.get(name, "site-navigation")
        said = f"{element.attributes.get('id', '')} {element.attributes.get('class', '')}"[:200]
        words = (word.lower() for word in _NAME.findall(said))
        return next((_NAMES[word] for word in words if word in _NAMES), "")

    def _measure(self, root: Element, *, hides: bool) -> list[Element]:
        """Measure all elements, without what is hidden or with it; those that hide something."""
        order = [root]
        self._sizes.clear()
        hidden: list[Element] = []
        for element in order:
            self._sizes[id(element)] = Size()
            if is_left_out(element) or (hides and self.is_hidden(element)):
                continue
            if not hides and is_hidden(element):
                hidden.append(element)
            order += [one for one in content(element) if isinstance(one, Element)]
        for element in reversed(order):
            size = self._sizes[id(element)]
            for one in content(element):
                if isinstance(one, Text):
                    size.chars += self._solid(one)
                elif inner := self._sizes.get(id(one)):
                    size.chars += inner.chars
                    size.linked += inner.linked
                    size.links += inner.links
                    size.has_title |= inner.has_title
                    size.has_file |= inner.has_file
                    size.has_table |= inner.has_table or one.name == "table"
            if is_left_out(element) or (hides and self.is_hidden(element)):
                self._sizes[id(element)] = Size()
            elif element.name == "a" and "href" in element.attributes:
                size.linked, size.links = size.chars, 1
                size.has_file |= leads_to_file(element)
            size.has_title |= element.name == "h1" and size.chars > 0
        return hidden

    def _solid(self, text: Text) -> int:
        return len("".join(html_tokens.shown(self._page[text.start : text.end]).split()))

    def _find_main(self, root: Element) -> tuple[Element | None, frozenset[int]]:
        """The innermost element that holds most of what is no link, and those around it."""
        whole = self.size(root)
        wanted = (whole.chars - whole.linked) * _MOST_OF_TEXT
        if whole.chars - whole.linked < _MIN_TEXT:
            return None, frozenset()
        around: list[Element] = []
        main = root
        while True:
            inner = (one for one in content(main) if isinstance(one, Element) and _holds(one))
            found = next((one for one in inner if self._unlinked(one) >= wanted), None)
            if found is None:
                return main, frozenset(map(id, around))
            around.append(main)
            main = found

    def _unlinked(self, element: Element) -> int:
        size = self._sizes.get(id(element), Size())
        return size.chars - size.linked

    def _lines(self, element: Element) -> Iterator[str]:
        """What stands in an element, block by block, roughly as it shows."""
        pieces: list[str] = []
        coming: list[Element | Text | None] = [element]
        while coming:
            one = coming.pop()
            if one is None:
                pieces.append("\n")
            elif isinstance(one, Text):
                shown = html_tokens.shown(self._page[one.start : one.end])
                pieces.append(" ".join(shown.split("\n")))
            elif not is_left_out(one):
                if is_block(one) or one.name == "br":
                    coming.append(None)
                coming += reversed([*content(one)])
        return (line.strip(blanks.CHARS) for line in "".join(pieces).split("\n"))


def content(element: Element) -> Iterator[Element | Text]:
    """What stands in an element in order, with what a browser sets before it."""
    yield from element.before
    yield from element.children


def _holds(element: Element) -> bool:
    """Whether an element may hold a whole document, and is no paragraph."""
    return is_block(element) and element.name not in _PARAGRAPHS


def _is_of_document(line: str) -> bool:
    """Whether a line may be of the document whatever it stands in."""
    if not line:
        return False
    has_field = next(field_labels.fields(line), None) is not None
    return has_field or labels.match(line) is not None or doc_numbers.of_line(line) is not None
