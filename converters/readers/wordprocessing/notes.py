"""The numbers of footnotes and endnotes (ECMA-376 Part 1, 17.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from converters.readers import number_formats
from converters.readers.wordprocessing.content import NoteKind, Reference
from converters.readers.wordprocessing.properties import whole
from converters.readers.wordprocessing.xml_tree import Node

_PROPERTIES: Mapping[NoteKind, str] = {"footnote": "w:footnotePr", "endnote": "w:endnotePr"}
_FORMATS: Mapping[NoteKind, str] = {"footnote": "decimal", "endnote": "lowerRoman"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


@dataclass(frozen=True)
class _Rule:
    """How notes are numbered: the format, the first number, when they begin again."""

    format: str
    custom: str
    start: int
    restart: str


class Numbers:
    """The numbers of the notes of a document; each section may have its own rule."""

    def __init__(self, settings: Node | None) -> None:
        self._settings = settings
        self._last: dict[NoteKind, tuple[int, int] | None] = {"footnote": None, "endnote": None}

    def end_section(self, section: Node | None, references: list[Reference]) -> None:
        """Give the references of a section their numbers.

        Args:
            section: its properties, `w:sectPr`; None for a document that has none.
            references: in the order of the text.
        """
        rules = {kind: self._rule(kind, section) for kind in _PROPERTIES}
        for kind, rule in rules.items():
            if rule.restart == "eachSect":
                self._last[kind] = None
        for one in references:
            if one.is_custom:
                continue
            rule, last = rules[one.note.kind], self._last[one.note.kind]
            begins_page = last is not None and rule.restart == "eachPage" and one.page != last[1]
            number = rule.start if last is None or begins_page else last[0] + 1
            self._last[one.note.kind] = (number, one.page)
            one.text = f"[{number_formats.written(number, rule.format, rule.custom)}]"

    def _rule(self, kind: NoteKind, section: Node | None) -> _Rule:
        name = _PROPERTIES[kind]
        said = [one.child(name) for one in (section, self._settings) if one]
        format_ = _first(said, "w:numFmt")
        start = _first(said, "w:numStart")
        restart = _first(said, "w:numRestart")
        return _Rule(
            format_.get("w:val", _FORMATS[kind]),
            format_.get("w:format", ""),
            whole(start.get("w:val"), 1),
            restart.get("w:val", ""),
        )


def _first(said: list[Node | None], name: str) -> Mapping[str, str]:
    found = (one.child(name) for one in said if one)
    return next((one.attributes for one in found if one), {})


def texts(root: Node | None) -> dict[str, Node]:
    """The notes of a part, by id; not the lines that part them from the text."""
    return {
        one.attributes.get("w:id", ""): one
        for one in (root.children if root else ())
        if one.attributes.get("w:type") not in _SEPARATORS
    }
