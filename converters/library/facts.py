"""What the library knows of one plan: all that other pages than its own show of it.

A fact is a value that stands for itself: the sentence that names a record, as it is quoted, not the
text it stands in. So the facts of many plans fit side by side, and a page that is drawn from them
needs none of the plans.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from converters.citation import cards, clause_addresses, places
from converters.citation.cards import Card
from converters.citation.quotations import Quoter
from converters.library import indicators
from converters.library.indicators import Indicator
from converters.models import phrase
from converters.models.mention import Mention
from converters.models.phrase import Phrase
from converters.models.plan import Plan
from converters.models.standing import Change
from converters.models.unit import Unit
from converters.names import (
    enumerations,
    grounds,
    issuing_level,
    name_folding,
    passages,
    spelling,
)
from converters.names.assignments import Assignment
from converters.names.enumerations import Enumeration
from converters.names.grounds import Ground
from converters.names.plan_names import PlanNames
from converters.names.unreviewed import UnreviewedName
from converters.text.mapped_text import EMPTY

_MOST_BESIDE = 200
"""Names of one clause that are counted as standing together: more than a clause of a plan has, and
a bound on the pairs of one that is nothing but names."""


class Occurrence(NamedTuple):
    """One mention: its unit and part, the address as printed, the name as it stands.

    `surface` is in the punctuation of the file, `shown` in that of the page. `is_bracketed` is a
    title in 《》; `is_emended` says that a letter or digit of the name is the editor's reading.
    `cue` has the words that make a document a ground of the plan (`names.grounds`), if it is one.
    """

    unit: str
    part: str
    address: str
    surface: str
    shown: str
    is_quoted: bool
    is_bracketed: bool
    is_emended: bool
    doc_number: str
    listed: Enumeration | None
    cue: str = ""


class Sentence(NamedTuple):
    """A sentence that names a record; how often, and how long it is as it stands.

    `words` are what a citation says of its address. For a clause that is about a topic its first
    sentence stands, and `forms` are the words that make it so.
    """

    unit: str
    part: str
    address: str
    words: str
    heading: str
    text: Phrase
    marks: int
    length: int
    forms: tuple[str, ...] = ()


class Named(NamedTuple):
    """What one plan says of one record, in the order of the page; at least one occurrence.

    `beside` counts the units that other records share with it, `totals` how often those stand in
    the plan.
    """

    occurrences: tuple[Occurrence, ...]
    sentences: tuple[Sentence, ...]
    beside: Mapping[str, int]
    totals: Mapping[str, int]

    @property
    def surfaces(self) -> tuple[str, ...]:
        """The forms of the name, each once."""
        return tuple(dict.fromkeys(one.surface for one in self.occurrences))


class Unreviewed(NamedTuple):
    """A name of the plan that is in no record.

    Args:
        id: of its entry in the plan's index of names.
        form: what it is compared by with names of other plans; empty if it is the plan's alone.
        scheme: the file that a record of it would be in.
        pref: its full form.
        mentions: how often the plan has it.
        type: of a body the id of its type, empty if that is not known.
        place: of a body the code of its place, empty if that is not known.
        doc_number: of a document.
        units: the ids of the units that it stands in, in the order of the page.
        forms: its full form and what else it is called in the plan, each as it is spelt.
    """

    id: str
    form: str
    scheme: str
    pref: str
    mentions: int
    type: str = ""
    place: str = ""
    doc_number: str = ""
    units: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


class CitedDocument(NamedTuple):
    """A document that a plan cites, where it does so first as its ground, or else at all.

    Args:
        key: of its record; empty if it has none.
        entry: the id of its entry in the plan's index of names, if it has no record.
        title: its full form.
        surface: as the plan has it.
        doc_number: its 发文字号, empty if it is not known.
        level: of whom it is (`names.issuing_level`), empty if that is not known.
        cue: the words that make it a ground; empty if it is none.
        unit: the id of the clause or block.
        address: how that is printed.
        is_whole: whether the plan as a whole goes by it: it stands before all clauses.
    """

    key: str
    entry: str
    title: str
    surface: str
    doc_number: str
    level: str
    cue: str
    unit: str
    address: str
    is_whole: bool


class Answers(NamedTuple):
    """That a body answers for clauses of a plan: its name as first printed, their ids.

    `rank` is its place among the bodies of the plan.
    """

    unit: str
    clause_ids: tuple[str, ...]
    rank: int


@dataclass(frozen=True)
class MatrixFigures:
    """How much of a plan says who answers for it."""

    clauses: int
    units: int
    assignments: int


@dataclass(frozen=True)
class Example:
    """A clause to serve as the example of a citation: how the margin and a citation say it."""

    clause_id: str
    margin: str
    words: str


@dataclass(frozen=True)
class Facts:
    """The facts of one plan.

    Args:
        card: what it is called.
        addresses: of each unit, as printed.
        parts: every id that a mention may stand under.
        named: what it says of each record, in the order of the first mention.
        topics: the clauses about each topic, by its id, in the order of the plan.
        indicators: what it promises in numbers.
        answers: the bodies with records that answer for clauses, in the order of the plan.
        matrix: the figures of its responsibility matrix; None if it has none.
        example: its first （一） with a heading that stands in a clause.
        changes: what was published of it when.
        unreviewed: its names that are in no record, in the order of the first mention.
        changed: how the ids that were added or revised then are written.
        documents: that it cites, in the order of the page, each once; the plan itself is none.
    """

    card: Card
    addresses: Mapping[str, str]
    parts: frozenset[str]
    named: Mapping[str, Named]
    topics: Mapping[str, tuple[Sentence, ...]]
    indicators: tuple[Indicator, ...]
    answers: Mapping[str, Answers]
    matrix: MatrixFigures | None
    example: Example | None
    changes: tuple[Change, ...]
    changed: Mapping[str, str]
    unreviewed: tuple[Unreviewed, ...] = ()
    documents: tuple[CitedDocument, ...] = ()


def of(
    plan: Plan, names: PlanNames, assigned: Sequence[Assignment], changes: Iterable[Change]
) -> Facts:
    """The facts of a registered plan.

    Args:
        plan: with ids.
        names: its mentions.
        assigned: who answers for what in it.
        changes: what was published of it when.
    """
    reader = _Reader(plan, names)
    told = tuple(changes)
    return Facts(
        cards.of(plan),
        {id_: address.shown for id_, address in reader.quoter.addresses.items()},
        frozenset(id_ for one in passages.of(plan) for id_ in (one.unit, one.part)),
        {key: reader.named(key, mentions) for key, mentions in names.by_key.items()},
        reader.topics(),
        indicators.of_plan(plan),
        _answers(assigned),
        _figures(assigned, names),
        _example(plan),
        told,
        _changed(plan, told),
        tuple(map(_unreviewed, names.unreviewed)),
        tuple(reader.documents()),
    )


def _unreviewed(name: UnreviewedName) -> Unreviewed:
    others = dict.fromkeys(map(name_folding.fold, name.surfaces))
    others.pop(name_folding.fold(name.pref), None)
    return Unreviewed(
        name.id,
        "" if name.is_local else name.form,
        name.scheme,
        name.pref,
        len(name.mentions),
        name.type,
        name.place,
        name.doc_number,
        tuple(dict.fromkeys(mention.unit for mention in name.mentions)),
        ((name.pref, name.spelt), *((form, spelling.syllabled(form)) for form in others)),
    )


class _Reader:
    """What is asked of a plan for each record that it names."""

    def __init__(self, plan: Plan, names: PlanNames) -> None:
        self.quoter = Quoter(plan)
        self._plan = plan
        self._names = names
        self._grounds = grounds.of_plan(plan, names)
        self._cues = {one.mention.span: one.cue for one in self._grounds}
        self._totals = {key: len(mentions) for key, mentions in names.by_key.items()}
        self._by_unit: dict[str, dict[str, None]] = {}
        for key, mentions in names.by_key.items():
            for mention in mentions:
                self._by_unit.setdefault(mention.unit, {})[key] = None

    def named(self, key: str, mentions: Sequence[Mention]) -> Named:
        """What the plan says of a record."""
        units = dict.fromkeys(mention.unit for mention in mentions)
        beside = Counter(other for unit in units for other in [*self._by_unit[unit]][:_MOST_BESIDE])
        del beside[key]
        return Named(
            tuple(map(self._occurrence, mentions)),
            tuple(self._sentences(mentions)),
            dict(beside),
            {other: self._totals[other] for other in beside},
        )

    def topics(self) -> Mapping[str, tuple[Sentence, ...]]:
        """The clauses about each topic."""
        found: dict[str, list[Sentence]] = {}
        for id_, about in self._names.topics.items():
            opening = self._opening(self._plan.by_id[id_])
            for topic, words in about.items():
                found.setdefault(topic, []).append(opening._replace(forms=words))
        return {topic: tuple(of) for topic, of in found.items()}

    def documents(self) -> Iterator[CitedDocument]:
        """The documents that the plan cites."""
        records = self._names.authority.records
        own = self._names.authority.of_work(self._plan.work)
        unreviewed = {one.id: one for one in self._names.unreviewed}
        here = self._plan.record.place.value
        code = here.adcode if here else ""
        first: dict[tuple[str, str], Ground] = {}
        cited = [(one, entry) for one, entry in self._names.linked if one.kind == "instrument"]
        for mention, entry in cited:
            cited_as, cue = (mention.target, entry), self._cues.get(mention.span, "")
            is_told = cited_as in first and (first[cited_as].cue or not cue)
            if mention.target not in own and not is_told:
                first[cited_as] = Ground(mention, entry, cue)
        for (key, entry), (mention, _, cue) in first.items():
            record, name = records.get(key), unreviewed.get(entry)
            title = record.pref if record else name.pref if name else mention.surface
            number = (record or name or mention).doc_number or mention.doc_number
            level = issuing_level.of_document(title, code, record)
            address = self.quoter.address(mention.unit).shown
            is_whole = self._plan.by_id[mention.unit].is_block
            of_name = (key, entry, title, mention.surface, number, level)
            yield CitedDocument(*of_name, cue, mention.unit, address, is_whole)

    def _opening(self, clause: Unit) -> Sentence:
        """The beginning of a clause; one that has only a heading has no words."""
        first = next((part.text for part in clause.parts if part.text), EMPTY)
        address = self.quoter.address(clause.id)
        said = self.quoter.opening(first) if first else ()
        length = len(phrase.words(said))
        where = (clause.id, clause.id, address.shown, address.words, address.heading)
        return Sentence(*where, said, 1, length)

    def _occurrence(self, mention: Mention) -> Occurrence:
        text = mention.text.text
        return Occurrence(
            mention.unit,
            mention.part,
            self.quoter.address(mention.unit).shown,
            mention.surface,
            self.quoter.shown(mention),
            name_folding.is_quoted(text, mention.start, mention.end),
            text[: mention.start].rstrip().endswith("《"),
            self.quoter.is_emended(mention),
            mention.doc_number,
            enumerations.of_mention(self._plan, mention, self._names.authority),
            self._cues.get(mention.span, ""),
        )

    def _sentences(self, mentions: Sequence[Mention]) -> Iterator[Sentence]:
        for one in self.quoter.quotations(mentions):
            address = self.quoter.address(one.unit)
            heading = "" if one.is_heading else address.heading
            length = one.sentence.end - one.sentence.start
            quoted = self.quoter.phrase(one)
            yield Sentence(
                one.unit,
                one.part,
                address.shown,
                address.words,
                heading,
                quoted,
                len(one.marks),
                length,
            )


def _changed(plan: Plan, changes: Iterable[Change]) -> Mapping[str, str]:
    ids = {id_ for one in changes if not one.is_new for id_ in (*one.added, *one.revised)}
    known = clause_addresses.of_every_id(plan) if ids else {}
    return {id_: shown for id_, shown in known.items() if id_ in ids}


def _answers(assigned: Sequence[Assignment]) -> Mapping[str, Answers]:
    listed: dict[str, dict[str, str]] = {}
    for one in assigned:
        if one.key:
            listed.setdefault(one.key, {}).setdefault(one.clause_id, one.unit)
    return {
        key: Answers(next(iter(clauses.values())), tuple(clauses), rank)
        for rank, (key, clauses) in enumerate(listed.items())
    }


def _figures(assigned: Sequence[Assignment], names: PlanNames) -> MatrixFigures | None:
    if not assigned:
        return None
    clauses = {one.clause_id for one in assigned}
    units = {names.unit(one) for one in assigned}
    return MatrixFigures(len(clauses), len(units), len(assigned))


def _example(plan: Plan) -> Example | None:
    for clause in plan.clauses:
        if clause.above is not None and clause.layer == "b" and clause.heading:
            place = places.of(plan)[clause.number]
            return Example(clause.id, place.margin, place.words)
    return None
