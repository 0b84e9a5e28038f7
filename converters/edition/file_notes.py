"""The notes that the file itself has below its text: where each begins, where its mark stands.

The file sets the mark in the text and before the note alike, [1] or [①].
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from converters.models.plan import Plan
from converters.models.unit import Part
from converters.text import blanks

_MARK = re.compile(rf"(?P<label>[\[［][^\[\]［］\s]{{1,6}}[\]］]){blanks.IN_LINE}*")


class FileNote(NamedTuple):
    """A note.

    Args:
        number: of the notes of the file, counted from 1.
        id: the address of its first paragraph.
        label: its mark.
    """

    number: int
    id: str
    label: str


class Place(NamedTuple):
    """Where the mark of a note stands: how long it is, whether the note itself begins with it."""

    note: FileNote
    size: int
    is_own: bool


def of(plan: Plan) -> Mapping[int, Place]:
    """The marks of the notes of a plan, by where they begin in its source, in order.

    Several marks may lead to one note; a mark that two notes have leads to the one that the file
    says.
    """
    begun = [*_begun(plan)]
    labels = [note.label for _, note, _ in begun]
    found = {at: Place(note, size, is_own=True) for at, note, size in begun}
    first = min(found, default=0)
    text = plan.source.text
    for _, note, _ in begun:
        if labels.count(note.label) == 1:
            places = (at.start() for at in re.finditer(re.escape(note.label), text[:first]))
            found |= {at: Place(note, len(note.label), is_own=False) for at in places}
    marks = plan.source.derived.marks.notes if plan.source.derived else ()
    by_start = {at: note for at, note, _ in begun}
    for one in marks:
        if one.mark and (own := by_start.get(one.start)):
            found[one.mark[0]] = Place(own, one.mark[1] - one.mark[0], is_own=False)
    return dict(sorted(found.items()))


def _begun(plan: Plan) -> Iterator[tuple[int, FileNote, int]]:
    """The notes, each with where it begins and how many characters its mark has."""
    number = 0
    for part in _parts(plan):
        if found := _MARK.match(part.text.text):
            number += 1
            yield part.text.starts[0], FileNote(number, part.id, found["label"]), found.end()


def _parts(plan: Plan) -> Sequence[Part]:
    """The paragraphs of the notes, which stand below all other text."""
    last = next((unit for unit in reversed(plan.units) if unit.kind != "noise"), None)
    return last.parts if last and last.kind == "note" else ()
