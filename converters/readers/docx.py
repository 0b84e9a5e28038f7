"""Word files (`.docx`): the text as Word shows it, each character with its place in the file.

Read is what WordprocessingML says (ECMA-376 Part 1, 17), transitional or strict, by Word, WPS,
LibreOffice or any other program. Nothing is run, nothing outside of the file is opened, and what a
file may take is bounded: see `package` and `xml_tree`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from converters.models.derived import Derived
from converters.models.located import Severity
from converters.readers.derived import Unreadable
from converters.readers.wordprocessing import notes
from converters.readers.wordprocessing.account import Account, LeftOut, Reason
from converters.readers.wordprocessing.content import (
    Block,
    NoteKey,
    NoteKind,
    Paragraph,
    Reference,
    Text,
)
from converters.readers.wordprocessing.document import Document
from converters.readers.wordprocessing.lines import Lines
from converters.readers.wordprocessing.numbering import Numbering
from converters.readers.wordprocessing.package import Package, Relationship
from converters.readers.wordprocessing.properties import switch
from converters.readers.wordprocessing.story import Story
from converters.readers.wordprocessing.styles import Styles
from converters.readers.wordprocessing.xml_tree import Node

READER = "docx 1"

_NOT_WORD = "不是 Word 文件（.docx）：里面没有正文。请核对文件，或在 Word 里另存为 .docx"
_MAIN = "word/document.xml"
_MACROS = "vbaproject.bin"
_PAGES = ("first", "default", "even")
_NOTES: Sequence[tuple[NoteKind, str]] = (("footnote", "footnotes"), ("endnote", "endnotes"))
_MACRO: tuple[Severity, str, str] = ("notice", "macro", "文件里有宏，没有运行，也没有收")


class Reading(NamedTuple):
    """A file that was read, and what of its text is not in the text derived from it."""

    derived: Derived
    left_out: list[LeftOut]


def read(data: bytes) -> Derived:
    """The text of a Word file.

    Raises:
        Unreadable: it is none, is damaged or encrypted, or is larger than any document.
    """
    return reading(data).derived


def reading(data: bytes) -> Reading:
    """`read`, with the account of what was left out."""
    package = Package(data)
    of_package = package.relationships("").values()
    mains = [
        one.target for one in of_package if one.kind == "officeDocument" and not one.is_outside
    ]
    main = next(iter(mains), _MAIN)
    if not package.has(main):
        raise Unreadable(_NOT_WORD)
    return _File(package, main).read()


class _File:
    """A file while it is being read."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._main = main
        self._relationships = package.relationships(main)
        self._account = Account()
        self._lines = Lines()
        self._sections: list[Node] = []
        self._settings = self._part("settings")[1]
        self._numbers = notes.Numbers(self._settings)
        styles = Styles(self._part("styles")[1])
        self._document = Document(
            styles,
            Numbering(self._part("numbering")[1], styles),
            self._account,
            self._comments(),
            end_section=self._end_section,
        )
        self._references: list[Reference] = []
        self._left: list[tuple[str, Node]] = []

    def read(self) -> Reading:
        body = self._package.tree(self._main).child("w:body")
        if body is None:
            raise Unreadable(_NOT_WORD)
        blocks = self._story(self._main, self._relationships).blocks(body.children)
        if self._document.references:
            self._number(None)
        notes_ = list(self._notes())
        headers, footers = (list(self._running(kind)) for kind in ("header", "footer"))
        self._write_running(headers)
        self._lines.blocks(blocks)
        self._write_running(footers)
        for reference, of_note in notes_:
            self._lines.note(reference, of_note)
        for quoted in self._unreferenced():
            self._lines.tell("unreferenced-note", quoted)
        if misplaced := self._misplaced():
            self._lines.tell("misplaced-text", misplaced)
        macros = [_MACRO] if self._package.is_any_part(_MACROS) else []
        return Reading(self._lines.finished(READER, macros), self._account.left_out)

    def _story(self, part: str, relationships: dict[str, Relationship] | None = None) -> Story:
        known = self._package.relationships(part) if relationships is None else relationships
        return Story(self._document, part, known)

    def _part(self, kind: str) -> tuple[str, Node | None]:
        """The part of a kind that the text refers to: its name, its tree; None if there is none."""
        for one in self._relationships.values():
            if one.kind == kind and not one.is_outside and self._package.has(one.target):
                return one.target, self._package.tree(one.target)
        return "", None

    def _comments(self) -> dict[str, str]:
        part, root = self._part("comments")
        return {
            one.attributes.get("w:id", ""): self._account.leave_out(part, one, "comments-left-out")
            for one in (root.children if root else ())
        }

    # Sections, and what stands on all their pages.

    def _end_section(self, section: Node) -> None:
        self._sections.append(section)
        self._number(section)

    def _number(self, section: Node | None) -> None:
        self._numbers.end_section(section, self._document.references)
        self._references += self._document.references
        self._document.references.clear()

    def _running(self, kind: str) -> Iterator[list[Block]]:
        """What stands on all pages of a section, each part once, in the order of first use."""
        seen: set[str] = set()
        for section in self._sections:
            for one in self._shown_parts(section, f"w:{kind}Reference"):
                if one not in seen:
                    seen.add(one)
                    yield self._story(one).blocks(self._package.tree(one).children)

    def _shown_parts(self, section: Node, name: str) -> Iterator[str]:
        """The headers or footers of a section that are shown (ECMA-376 Part 1, 17.10)."""
        parts = {
            one.attributes.get("w:type", "default"): one.attributes.get("r:id", "")
            for one in section.children
            if one.name == name
        }
        is_shown = {
            "first": bool(switch(section, "w:titlePg")),
            "default": True,
            "even": bool(switch(self._settings, "w:evenAndOddHeaders")),
        }
        for kind in _PAGES:
            found = self._relationships.get(parts.get(kind, ""))
            if (
                is_shown[kind]
                and found
                and not found.is_outside
                and self._package.has(found.target)
            ):
                yield found.target

    def _write_running(self, stories: Sequence[list[Block]]) -> None:
        for blocks in stories:
            for paragraph in self._lines.running(blocks):
                self._leave_out(paragraph)

    def _leave_out(self, paragraph: Paragraph) -> None:
        reason: Reason = "repeated"
        for piece in paragraph.pieces:
            if isinstance(piece, Text) and piece.size:
                found = LeftOut(piece.part, piece.offset, piece.size, reason)
                self._account.left_out.append(found)

    # Notes.

    def _notes(self) -> Iterator[tuple[Reference, list[Block]]]:
        """The notes that the text refers to, with their first reference."""
        for kind, name in _NOTES:
            part, root = self._part(name)
            found = notes.texts(root)
            story = self._story(part)
            seen: set[NoteKey] = set()
            for one in self._references:
                if one.note.kind == kind and one.note.id in found and one.note not in seen:
                    seen.add(one.note)
                    yield one, story.blocks(found[one.note.id].children)
            ids = {one.id for one in seen}
            self._left += [(part, node) for id_, node in found.items() if id_ not in ids]

    def _unreferenced(self) -> Iterator[str]:
        for part, node in self._left:
            quoted = self._account.leave_out(part, node, "unreferenced-note")
            if quoted.strip():
                yield quoted

    def _misplaced(self) -> str:
        """The text that was met nowhere, as it stands where none is shown."""
        found = [
            self._account.leave_out(part, one, "misplaced-text")
            for part, one in self._package.trees.texts
            if not one.is_accounted
        ]
        return "".join(found).strip()
