"""An extension of Python-Markdown: long pages take time in proportion to their length.

Python-Markdown writes a paragraph anew for each of its links, escapes and notes, looks for the
number of a note among all of them, and moves all blocks of a page for each that it reads: a page
that is twice as long takes four times as long. With this each kind of mark is put in its place in
one pass, and blocks are taken from one end; what comes out is the same. It is loaded last, because
it takes the place of what others have added.
"""

from __future__ import annotations

import re
from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Any, SupportsIndex, cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.inlinepatterns import InlineProcessor as InlinePattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_RE, AtomicString

_PRIORITY_OF_INLINE, _PRIORITY_OF_NOTES = 20, 175
"""Of the steps that are replaced (Python-Markdown, Extension API, Registries)."""


class LongParagraphs(Extension):
    """Pages in time."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Replaces the steps that read blocks and the marks in them, and the order of the notes."""
        self._md = md
        md.parser = _Parser(md)
        md.treeprocessors.register(_Inline(md), "inline", _PRIORITY_OF_INLINE)
        if "footnote" in md.inlinePatterns:
            mark: Any = md.inlinePatterns["footnote"]
            md.inlinePatterns.register(
                _Mark(mark.pattern, mark.footnotes), "footnote", _PRIORITY_OF_NOTES
            )
        md.registerExtension(self)

    def reset(self) -> None:
        """Begin another document; the extension of the notes, loaded before, has done so."""
        self._md.htmlStash.rawHtmlBlocks = _Stash()
        if "footnote" in self._md.inlinePatterns:
            notes: Any = self._md.inlinePatterns["footnote"]
            notes.footnotes.footnotes = _Notes()
            notes.footnotes.footnote_order = _Order()


def makeExtension(**options: Any) -> LongParagraphs:  # noqa: N802 (as above)
    """The extension, for Python-Markdown."""
    return LongParagraphs(**options)


class _Parser(BlockParser):
    """Reads blocks: what has been loaded before reads its own with this one, too."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.blockprocessors = md.parser.blockprocessors
        for one in self.blockprocessors:
            one.parser = self

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802 (as above)
        """Read blocks into an element."""
        super().parseBlocks(parent, cast(list[str], _Blocks(blocks)))


class _Blocks(deque[str]):
    """Blocks that are still to be read; they are taken from the front, and put back there."""

    def pop(self, index: SupportsIndex = -1) -> str:
        """Take one out: the first, as a list lets it be taken, or the last.

        Raises:
            IndexError: there is none, or another is asked for.
        """
        if index == 0:
            return self.popleft()
        if index != -1:
            raise IndexError(f"block {index} is neither the first nor the last")
        return super().pop()


class _Stash(list[Any]):
    """What is kept of the HTML of a page: what is taken out is always put back as nothing."""

    def pop(self, index: Any = -1) -> Any:
        """Take something out; its place stays."""
        return self[index]

    def insert(self, index: Any, value: Any) -> None:
        """Put something into the place that was left."""
        self[index] = value


class _Mark(FootnoteInlineProcessor):
    """The mark of a note, with the number that this has in the order of definition."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 (as above)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """The mark, if there is such a note, and where it begins and ends."""
        notes: Any = self.footnotes
        name = m[1]
        if name not in notes.footnotes or not notes.getConfig("USE_DEFINITION_ORDER"):
            return super().handleMatch(m, data)
        notes.addFootnoteRef(name)
        mark = Element("sup", {"id": notes.makeFootnoteRefId(name, found=True)})
        link = {"href": f"#{notes.makeFootnoteId(name)}", "class": "footnote-ref"}
        number = notes.footnotes.number(name)
        SubElement(mark, "a", link).text = notes.getConfig("SUPERSCRIPT_TEXT").format(number)
        return mark, m.start(0), m.end(0)


class _Notes(OrderedDict[str, str]):
    """The notes by name, in the order of their definition."""

    def __init__(self) -> None:
        super().__init__()
        self._order = _Order()

    def __setitem__(self, name: str, text: str) -> None:
        self._order.append(name)
        super().__setitem__(name, text)

    def number(self, name: str) -> int:
        """The how manieth it is."""
        return self._order.index(name) + 1


class _Order(list[str]):
    """Names in the order in which they were added, each once; it knows the place of each."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, int] = {}

    def append(self, name: str) -> None:
        """Add a name, if it is a new one."""
        if name not in self._places:
            self._places[name] = len(self)
            super().append(name)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def index(self, name: str, *_: Any) -> int:
        """The place of a name.

        Raises:
            ValueError: it has none.
        """
        if name not in self._places:
            raise ValueError(name)
        return self._places[name]


class _Inline(InlineProcessor):
    """Reads the marks in lines of text: `stashed_nodes` are elements by their placeholders."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        self.stashed_nodes: dict[str, Element | str] = {}
        self._patterns: list[InlinePattern] = [*self.inlinePatterns]
        self.parent_map = {child: parent for parent in tree.iter() for child in parent}
        waiting = deque([(tree, [*(ancestors or ()), *self._above(tree)])])
        while waiting:
            element, above = waiting.popleft()
            self.ancestors = above if element is tree else [*above, element.tag.lower()]
            waiting.extend(self._children(element))
        return tree

    def _above(self, element: Element) -> list[str]:
        """The tags of an element and of those that it is in, the outermost first."""
        found: list[str] = []
        one: Element | None = element
        while one is not None:
            found.append(one.tag.lower())
            one = self.parent_map.get(one)
        return found[::-1]

    def _children(self, element: Element) -> Iterator[tuple[Element, list[str]]]:
        """Read the text in the children of an element and between them; what is yet to be read."""
        left = deque(element)
        read: list[Element] = []
        inside: list[tuple[Element, list[Element]]] = []
        while left:
            child = left.popleft()
            read.append(child)
            if child.text and not isinstance(child.text, AtomicString):
                self.ancestors.append(child.tag.lower())
                child.text, made = self._parts(self._marked(child.text))
                inside.append((child, made))
                yield from ((one, [*self.ancestors]) for one in made)
                self.ancestors.pop()
            if child.tail:
                child.tail, made = self._parts(self._marked(child.tail))
                left.extendleft(reversed(made))
            if len(child):
                yield child, [*self.ancestors]
        element[:] = read
        for child, made in inside:
            child[:0] = made

    def _marked(self, text: str, first: int = 0) -> str:
        """Text with placeholders for what its marks make, those of the first patterns left out."""
        if isinstance(text, AtomicString):
            return text
        for index, pattern in enumerate(self._patterns[first:], first):
            if not any(one.lower() in self.ancestors for one in pattern.ANCESTOR_EXCLUDES):
                text = "".join(self._replaced(pattern, index, text))
        return text

    def _replaced(self, pattern: InlinePattern, index: int, text: str) -> Iterator[str]:
        """Text with placeholders for what one pattern makes, piece by piece."""
        done = at = 0
        expression = pattern.getCompiledRegExp()
        while found := self._next(pattern, expression, text, at):
            node, start, at = found
            if node is None:
                continue
            if not isinstance(node, str) and not isinstance(node.text, AtomicString):
                self._mark_inside(node, index)
            name = f"{len(self.stashed_nodes):04}"
            self.stashed_nodes[name] = node
            yield text[done:start]
            yield INLINE_PLACEHOLDER % name
            done = at
        yield text[done:]

    def _next(
        self, pattern: InlinePattern, expression: re.Pattern[str], text: str, at: int
    ) -> tuple[Element | str | None, int, int] | None:
        """What the pattern makes of its next match that it takes for one, and where that stands."""
        for match in expression.finditer(text, at):
            node, start, end = pattern.handleMatch(match, text)
            if start is not None and end is not None:
                return node, start, end
        return None

    def _mark_inside(self, node: Element, index: int) -> None:
        for child in (node, *node):
            if child.text:
                self.ancestors.append(child.tag.lower())
                child.text = self._marked(child.text, index + 1)
                self.ancestors.pop()
            if child.tail:
                child.tail = self._marked(child.tail, index)

    def _parts(self, text: str) -> tuple[str | None, list[Element]]:
        """Text with its placeholders replaced: what stands before the first element, and those."""
        before: list[str] = []
        made: list[Element] = []
        pieces = before
        at = 0
        for found in INLINE_PLACEHOLDER_RE.finditer(text):
            node = self.stashed_nodes.get(found[1])
            if node is None:
                continue
            pieces.append(text[at : found.start()])
            at = found.end()
            if isinstance(node, str):
                pieces.append(node)
                continue
            if made:
                made[-1].tail = "".join(pieces) or None
            self._read_inside(node)
            made.append(node)
            pieces = []
        pieces.append(text[at:])
        last = "".join(pieces)
        if made:
            made[-1].tail = last or None
        whole = "".join(before) if made else last
        return (AtomicString(whole) if isinstance(text, AtomicString) else whole) or None, made

    def _read_inside(self, node: Element) -> None:
        """Put in their places what stands in an element and its children."""
        children: list[Element] = []
        for child in (node, *node):
            following: list[Element] = []
            if child is not node:
                children.append(child)
                if child.tail and child.tail.strip():
                    child.tail, following = self._parts(child.tail)
            if child.text and child.text.strip():
                child.text, made = self._parts(child.text)
                if child is node:
                    children += made
                else:
                    child[:0] = made
            children += following
        node[:] = children
