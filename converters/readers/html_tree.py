"""The elements of a web page, nested as a browser nests them, as far as text and its lines show it.

Of WHATWG HTML, 13.2.6, what decides where text stands: tags that are left out (a paragraph ends
where a block begins, a cell where the next does), end tags without a start, text between the cells
of a table, which a browser sets before it. Formatting decides nothing here and is not rebuilt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from converters import lexicon
from converters.readers.html_tokens import End, Start, Text, Token

_WORDS = lexicon.words("web_pages")
_VOID = frozenset(_WORDS["void"])
_INLINE = frozenset(_WORDS["inline"])
_SCOPES = frozenset(_WORDS["scopes"])
_TABLE_SCOPES = frozenset(["table", "template"])
_BLOCKS = frozenset(_WORDS["blocks"])
_SECTIONS = frozenset(["tbody", "thead", "tfoot"])
_CELLS = frozenset(["td", "th"])
_OF_TABLE = frozenset(["caption", "colgroup", "col", "tr", *_SECTIONS, *_CELLS])
_BARE = frozenset(["table", "tr", "colgroup", *_SECTIONS])
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_IN_PARAGRAPHS = frozenset(["option", "optgroup", "legend", "caption", "frameset"])
_ENDS = {
    "li": ({"li"}, _SCOPES | {"ol", "ul", "menu"}),
    "dd": ({"dd", "dt"}, _SCOPES | {"dl"}),
    "dt": ({"dd", "dt"}, _SCOPES | {"dl"}),
    "button": ({"button"}, _SCOPES),
}
"""By element what its start ends, and what that must not stand outside of."""

_DEEP = 120
"""Browsers nest 512 elements; what is nested deeper than this stands in the last of them."""
_BLANK = " \t\n\r\f"


@dataclass(eq=False)
class Element:
    """An element, and what stands in it in order; `before`: what a browser sets before a table."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    at: int = 0
    children: list[Element | Text] = field(default_factory=list)
    before: list[Element | Text] = field(default_factory=list)


def build(page: str, tokens: Iterable[Token]) -> Element:
    """The tree of a page; its root stands for all."""
    builder = _Builder(page)
    for token in tokens:
        match token:
            case Start():
                builder.start(token)
            case End():
                builder.end(token.name)
            case Text():
                builder.text(token)
    return builder.root


class _Builder:
    """The elements that are open, the root first."""

    def __init__(self, page: str) -> None:
        self._page = page
        self.root = Element("html")
        self._open = [self.root]
        self._counts = Counter(["html"])

    def start(self, tag: Start) -> None:
        name = tag.name
        if name in ("html", "body", "head"):
            return
        if name in _OF_TABLE:
            if not self._opens_in_table(name):
                return
        else:
            self._closes_before(name)
        made = Element(name, dict(tag.attributes), tag.at)
        is_empty = name in _VOID or (name == "form" and self._open[-1].name in _BARE)
        self._put(made, is_of_table=name in _OF_TABLE or _is_passed_over(name, made))
        if not is_empty and len(self._open) < _DEEP:
            self._push(made)

    def end(self, name: str) -> None:
        if name == "br":
            self._put(Element("br"))
        elif name in _HEADINGS:
            self._close_first(_HEADINGS)
        elif name in _OF_TABLE or name == "table":
            self._close_first({name}, _TABLE_SCOPES - {name})
        elif name in _INLINE:
            self._close_inline(name)
        else:
            self._close_first(
                {name}, (_SCOPES | ({"ol", "ul"} if name == "li" else set())) - {name}
            )

    def text(self, text: Text) -> None:
        self._put(text, is_of_table=not self._page[text.start : text.end].strip(_BLANK))

    def _put(self, one: Element | Text, *, is_of_table: bool = False) -> None:
        """Set something where the page has come to; between cells, before their table."""
        last = self._open[-1]
        if last.name in _BARE and not is_of_table:
            table = next(each for each in reversed(self._open) if each.name == "table")
            table.before.append(one)
        else:
            last.children.append(one)

    def _opens_in_table(self, name: str) -> bool:
        """Close what a part of a table ends; whether there is a table for it at all."""
        within = {"table"}
        if name in _CELLS:
            within |= {"tr", *_SECTIONS}
        elif name == "tr":
            within |= _SECTIONS
        elif name == "col":
            within |= {"colgroup"}
        at = len(self._open) - 1
        while at >= 0 and self._open[at].name not in within:
            if self._open[at].name == "template":
                return False
            at -= 1
        if at < 0:
            return False
        self._pop(at + 1)
        if name in _CELLS and self._open[-1].name != "tr":
            self._open_implied("tr")
        return True

    def _open_implied(self, name: str) -> None:
        made = Element(name, {}, self._open[-1].at)
        self._open[-1].children.append(made)
        self._push(made)

    def _push(self, element: Element) -> None:
        self._open.append(element)
        self._counts[element.name] += 1

    def _pop(self, start: int, end: int | None = None) -> None:
        """Close the elements of a range of those that are open."""
        self._counts.subtract(one.name for one in self._open[start:end])
        del self._open[start:end]

    def _closes_before(self, name: str) -> None:
        """Close what the start of another element ends."""
        if name in _BLOCKS and name not in _IN_PARAGRAPHS:
            self._close_first({"p"}, _SCOPES | {"button"})
        last = self._open[-1].name
        if name in _HEADINGS and last in _HEADINGS:
            self._pop(-1)
        elif name in _ENDS:
            self._close_first(*_ENDS[name])
        elif name in ("option", "optgroup"):
            self._close_first({"option", name}, _SCOPES | {"select"})
        elif name == "table" and last in _BARE:
            self._close_first({"table"}, ())
        elif name == "a":
            self._close_inline("a")

    def _close_first(self, names: Collection[str], scopes: Collection[str] = _SCOPES) -> None:
        """Close the innermost element of these names, with all in it, if one is open in reach."""
        if not any(self._counts[name] for name in names):
            return
        for at in range(len(self._open) - 1, 0, -1):
            name = self._open[at].name
            if name in names:
                self._pop(at)
                return
            if name in scopes:
                return

    def _close_inline(self, name: str) -> None:
        """End some formatting; the blocks that stand in it go on."""
        for at in range(len(self._open) - 1, 0, -1):
            if not self._counts[name]:
                return
            if self._open[at].name == name:
                self._pop(at, at + 1)
                return
            if self._open[at].name in _SCOPES:
                return


def _is_passed_over(name: str, made: Element) -> bool:
    """Whether an element shows nothing where it stands, even between the cells of a table."""
    is_hidden = name == "input" and made.attributes.get("type", "").lower() == "hidden"
    return is_hidden or name in ("form", "script", "style", "template")
