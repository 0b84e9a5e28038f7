"""References from clause to clause in one document: 第三条, 第一章, 前条, 前款, 第二条第二款.

Articles, chapters and sections are numbered through a document (立法技术规范); what stands in 《》
before a number makes it another document's. What leads nowhere in the document is no reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from converters import lexicon
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names.passages import Passage
from converters.text import numerals

_WORDS = lexicon.words("clause_references")
_LAYERS: dict[str, str] = _WORDS["layers"]
_NAMES = lexicon.alternatives(_LAYERS)
_NUMBERED = re.compile(
    rf"第(?P<number>{numerals.HAN_NUMBER}|\d{{1,3}})(?P<name>{_NAMES})"
    rf"(?:第(?P<paragraph>{numerals.HAN_NUMBER}|\d{{1,2}})款)?"
    rf"(?={lexicon.alternatives(_WORDS['followed_by'])}|第|$)"
)
_RELATIVE = re.compile(
    rf"(?<![{_WORDS['not_after']}])(?P<word>{lexicon.alternatives(_WORDS['relative'])})"
    rf"(?P<name>{_NAMES}|款)(?![{_WORDS['not_before']}])"
)
_OF_ANOTHER = re.compile(
    rf"》(?:[（(][^（()）]*[)）])?(?:第[^，。；]{{1,12}})?(?:{lexicon.alternatives(_WORDS['and'])})?$"
)
_BEFORE = 40
"""How many characters before a number may show that it is another document's."""


class Reference(NamedTuple):
    """A reference: its place in the text of the passage, and the id it leads to."""

    start: int
    end: int
    target: str


class ClauseReferences:
    """What a clause of one plan may refer to."""

    def __init__(self, plan: Plan) -> None:
        self._clauses = {clause.id: clause for clause in plan.clauses}
        self._above: dict[str, dict[str, str]] = {}
        self._by_number: dict[tuple[int, str, str, int], str] = {}
        for clause in plan.clauses:
            outer = plan.above(clause)
            above = self._above[outer.id] if outer else {}
            self._above[clause.id] = {**above, clause.layer: clause.id}
            chapter = above.get("ch", "") if clause.layer == "sec" else ""
            if len(clause.numbers) == 1:
                key = (clause.document, chapter, clause.layer, clause.numbers[0])
                self._by_number.setdefault(key, clause.id)

    def find(self, passage: Passage) -> Iterator[Reference]:
        """The references of a passage, in order; none outside the clauses."""
        own = self._clauses.get(passage.unit)
        if own is None:
            return
        text = passage.text.text
        found = [*self._numbered(text, own), *self._relative(text, own, passage.part)]
        yield from sorted(found)

    def _numbered(self, text: str, own: Unit) -> Iterator[Reference]:
        for match in _NUMBERED.finditer(text):
            if _OF_ANOTHER.search(text[max(0, match.start() - _BEFORE) : match.start()]):
                continue
            layer = _LAYERS[match["name"]]
            chapter = self._above[own.id].get("ch", "") if layer == "sec" else ""
            number = numerals.parse(match["number"]) or 0
            target = self._by_number.get((own.document, chapter, layer, number), "")
            if target:
                yield Reference(*match.span(), self._paragraph(target, match["paragraph"]))

    def _paragraph(self, target: str, printed: str | None) -> str:
        """The id of 第二款 of a clause; that of the clause if it has no such paragraph."""
        number = (numerals.parse(printed) or 0) if printed else 0
        paragraphs = self._clauses[target].parts
        return paragraphs[number - 1].id if 0 < number <= len(paragraphs) else target

    def _relative(self, text: str, own: Unit, part: str) -> Iterator[Reference]:
        for match in _RELATIVE.finditer(text):
            target = self._meant(match["word"], match["name"], own, part)
            if target:
                yield Reference(*match.span(), target)

    def _meant(self, word: str, name: str, own: Unit, part: str) -> str:
        if name == "款":
            return self._paragraph_before(own, part) if word in _WORDS["before"] else ""
        layer = _LAYERS[name]
        here = self._above[own.id].get(layer, "")
        if not here or word not in _WORDS["before"]:
            return here
        number = self._clauses[here].numbers[0]
        chapter = self._above[own.id].get("ch", "") if layer == "sec" else ""
        return self._by_number.get((own.document, chapter, layer, number - 1), "")

    def _paragraph_before(self, own: Unit, part: str) -> str:
        """前款 in a second paragraph is the first."""
        ids = [paragraph.id for paragraph in own.parts]
        if part in ids[1:]:
            return ids[ids.index(part) - 1]
        return ""
