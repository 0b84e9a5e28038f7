"""A part of a package as a tree, in which every text knows the bytes that stand for it.

The parser is expat, which tells the byte that it has come to. What makes XML dangerous is refused:
a document type (so no entity can be declared, and nothing is fetched), nesting without end,
elements without number. ECMA-376 Part 2, 8.1.4 allows no document type in a package either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from converters.readers.derived import Unreadable

MAX_DEPTH = 200
"""Elements inside one another; a table in a text box in a table needs some 40."""

MAX_ELEMENTS = 500_000
"""Of a whole file; thirty pages have some 30,000. As many take four seconds and 300 MB."""

_SEPARATOR = " "
_WORD = "http://schemas.openxmlformats.org/{}/2006/{}"
_STRICT = "http://purl.oclc.org/ooxml/{}/{}"
_PREFIXES = {
    _WORD.format("wordprocessingml", "main"): "w",
    _STRICT.format("wordprocessingml", "main"): "w",
    _WORD.format("officeDocument", "math"): "m",
    _STRICT.format("officeDocument", "math"): "m",
    _WORD.format("officeDocument", "relationships"): "r",
    _STRICT.format("officeDocument", "relationships"): "r",
    _WORD.format("drawingml", "main"): "a",
    _STRICT.format("drawingml", "main"): "a",
    _WORD.format("drawingml", "picture"): "pic",
    _STRICT.format("drawingml", "picture"): "pic",
    _WORD.format("package", "relationships"): "rel",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
"""Of the namespaces that are asked for, in their transitional and their strict form."""

TEXTS = frozenset({"w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t", "a:t"})
"""The elements whose characters are text."""

SHOWN = frozenset(
    {
        "w:drawing",
        "w:pict",
        "w:object",
        "w:sym",
        "w:fldChar",
        "w:fldSimple",
        "w:footnoteReference",
        "w:endnoteReference",
        "w:commentReference",
        "w:noBreakHyphen",
        "w:br",
        "w:tab",
    }
)
"""The elements that are shown, or told of, without any text in them."""


_LOOKS = frozenset(
    {
        "w:b",
        "w:bCs",
        "w:color",
        "w:highlight",
        "w:ind",
        "w:jc",
        "w:kern",
        "w:lang",
        "w:proofErr",
        "w:shd",
        "w:snapToGrid",
        "w:spacing",
        "w:sz",
        "w:szCs",
        "w:tcW",
        "w:u",
        "w:vAlign",
    }
)
"""The commonest elements that say how text looks: their attributes are not kept."""


class Node:
    """An element.

    Args:
        name: with the prefix of `_PREFIXES`, whatever prefix the file uses; of a namespace that is
            not known without any: `:shape`.
        attributes: their names with prefixes likewise; without one those of no namespace.
        offset: of the tag, in bytes; of one of `TEXTS` that has text, that of its first byte.
    """

    __slots__ = (
        "attributes",
        "children",
        "end",
        "holds_content",
        "is_accounted",
        "name",
        "offset",
        "text",
    )

    def __init__(self, name: str, attributes: Mapping[str, str], offset: int) -> None:
        self.name = name
        self.attributes = attributes
        self.offset = offset
        self.end = offset
        """Behind what is in it; of an element without anything in it, behind its tag."""
        self.text = ""
        """Of one of `TEXTS`, all of it; the bytes from `offset` to `end` stand for it."""
        self.holds_content = False
        """Whether it or an element in it is one of `TEXTS` with characters, or one of `SHOWN`."""
        self.is_accounted = False
        """Whether its text was taken or left out; whoever does that says so."""
        self.children = _CHILDLESS

    def child(self, name: str) -> Node | None:
        """The first child of a name."""
        for one in self.children:
            if one.name == name:
                return one
        return None

    def value(self, name: str) -> str | None:
        """`w:val` of the first child of a name; None if there is no such child or no value."""
        found = self.child(name)
        return found.attributes.get("w:val") if found else None

    @property
    def size(self) -> int:
        """The bytes that stand for it where it stands for a character; not those of texts in it."""
        return 0 if any(one.holds_content for one in self.children) else self.end - self.offset

    def texts(self) -> Iterator[Node]:
        """The elements of `TEXTS` with characters in it, in order; itself, if it is one."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node.text:
                yield node
            waiting += (one for one in reversed(node.children) if one.holds_content)


_NONE: Mapping[str, str] = {}
_CHILDLESS: list[Node] = []
"""Of most elements; it stays empty."""


class _Names(dict[str, str]):
    """Short names by the full ones; those that were met."""

    def __missing__(self, full: str) -> str:
        space, _, local = full.rpartition(_SEPARATOR)
        self[full] = short = f"{_PREFIXES.get(space, '')}:{local}" if space else local
        return short


class Trees:
    """The parts of one file as trees; together they have at most `MAX_ELEMENTS` elements."""

    def __init__(self) -> None:
        self._names = _Names()
        self._left = MAX_ELEMENTS
        self.texts: list[tuple[str, Node]] = []
        """The elements of `TEXTS` with characters of all parts, each with its part, in order."""

    def tree(self, part: str, data: bytes) -> Node:
        """The root of a part.

        Args:
            part: its name, for the message.
            data: as it is unpacked.

        Raises:
            Unreadable: it is no well-formed XML, or more than the bounds of this module allow.
        """
        try:
            growth = _Growth(self._names, self._left)
            root, count = growth.of(data)
        except expat.ExpatError as error:
            raise Unreadable(
                f"文件已损坏：{part} 不是完好的 XML。请在 Word 或 WPS 里打开，另存一份再收入"
            ) from error
        except (ValueError, LookupError) as error:  # an encoding that Python does not know
            raise Unreadable(f"文件已损坏：{part} 的编码认不得") from error
        except _NoDocument as error:
            raise Unreadable(f"{part} 不像正常的 Word 文件：{error}") from error
        self._left -= count
        self.texts += ((part, one) for one in growth.texts)
        return root


class _NoDocument(Exception):
    """A part that is larger or deeper than that of any document, or otherwise as none is."""


class _Growth:
    """A tree while it is being read."""

    def __init__(self, names: _Names, most: int) -> None:
        self._names = names
        self._left = most
        self._most = most
        self._stack = [Node("", _NONE, 0)]
        self._pieces: list[str] = []
        self.texts: list[Node] = []
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def of(self, data: bytes) -> tuple[Node, int]:
        """The root, and how many elements there are."""
        self._parser.Parse(data, True)
        return self._stack[0].children[0], self._most - self._left

    def _doctype(self, *_: object) -> None:
        raise _NoDocument("里面有文档类型声明（DOCTYPE），Word 从不写它")

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise _NoDocument(f"元素超过 {MAX_ELEMENTS:,} 个")
        if len(self._stack) > MAX_DEPTH:
            raise _NoDocument(f"嵌套超过 {MAX_DEPTH} 层")
        names = self._names
        name = names[full]
        known = _NONE
        if attributes and name not in _LOOKS:
            known = {names[one]: value for one, value in attributes.items()}
        node = Node(name, known, self._parser.CurrentByteIndex)
        above = self._stack[-1]
        if above.name in TEXTS:
            raise _NoDocument("文字里夹着元素")
        if above.children is _CHILDLESS:
            above.children = [node]
        else:
            above.children.append(node)
        self._stack.append(node)
        if name in TEXTS:
            self._parser.CharacterDataHandler = self._characters
        elif name in SHOWN:
            node.holds_content = True

    def _characters(self, data: str) -> None:
        if not self._pieces:
            self._stack[-1].offset = self._parser.CurrentByteIndex
        self._pieces.append(data)

    def _end(self, _: str) -> None:
        node = self._stack.pop()
        node.end = self._parser.CurrentByteIndex
        if self._pieces:
            node.text = "".join(self._pieces)
            self.texts.append(node)
            node.holds_content = True
            self._pieces.clear()
        if node.name in TEXTS:
            self._parser.CharacterDataHandler = None
        if node.holds_content:
            self._stack[-1].holds_content = True
