"""简介: what a record is, on what evidence, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.citation import titles
from converters.library.references import References
from converters.library.relations import Relations
from converters.models.phrase import Link, Phrase, to_part
from converters.names.authority import KINDS, AuthorityRecord, Scope
from converters.names.fate import Former, Moved
from converters.pages.names import name_links, outcome
from converters.pages.names.name_links import full_name
from converters.text import dates, punctuation

_WORDS = lexicon.glossary("name_fields")
_CHAIN = lexicon.glossary("chain")
_MOST_BELOW = 30
_MOST_COMPANIONS = 6


class Value(NamedTuple):
    """One of several values: in how many clauses it is met, or the place where it is printed."""

    shown: Phrase
    units: int = 0
    place: Link | None = None


class Row(NamedTuple):
    """A label and what it says: one value, or several side by side, each of which stays whole."""

    label: str
    value: Phrase = ""
    values: Sequence[Value] = ()


def explanation(key: str, references: References) -> Sequence[Row]:
    """The list of what is known of a record."""
    record = references.records[key]
    rows = [Row(_WORDS["pref"], full_name(record)), *history(record, references.relations)]
    rows += _class(record, references)
    rows += _relations(record, references)
    if references.answers(key):
        rows.append(Row("职责", Link("职责单，可打印", f"{key}/duties.md")))
    if record.scheme == "instruments":
        rows += _document(record, references)
    rows += _evidence(record, references)
    if companions := references.companions(key, _MOST_COMPANIONS):
        named = (name_links.named(references.records, one.key) for one in companions)
        shown = [Value(link, one.units) for link, one in zip(named, companions, strict=True)]
        rows.append(Row("常一同出现", values=shown))
    return rows


def history(record: AuthorityRecord, relations: Relations) -> Iterator[Row]:
    """The names that a record had, what was merged into it, what it was once a part of."""
    authority = relations.authority
    if former := [one for one in record.former if one.name != record.pref]:
        yield _listed(_WORDS["former"], map(_former, former))
    if merged := authority.absorbed.get(record.key):
        yield _listed(_WORDS["merged"], (_merged(one, record.scheme) for one in merged))
    if sources := authority.sources.get(record.key):
        links = (name_links.named(relations.records, key) for key in sources)
        yield _listed(_WORDS["split"], links)


def _former(one: Former) -> str:
    until = f"用至{dates.part_to_printed(one.until)}" if one.until else ""
    return _with_grounds(punctuation.restore(one.name), until, one.ground)


def _merged(one: Moved, scheme: str) -> str:
    since = f"{dates.part_to_printed(one.date)}并入"
    return _with_grounds(outcome.called(one.name, scheme), since, one.ground)


def _with_grounds(shown: str, *told: str) -> str:
    inside = "；".join(filter(None, told))
    return f"{shown}（{inside}）" if inside else shown


def _class(record: AuthorityRecord, references: References) -> Iterator[Row]:
    records = references.records
    if record.kind:
        yield Row(_WORDS["kind"], KINDS[record.scheme][record.kind])
    if record.type:
        yield Row(_WORDS["type"], name_links.named(records, f"agency-types/{record.type}"))
    if record.place:
        yield Row(_WORDS["place"], name_links.named(records, f"places/{record.place}"))


def _relations(record: AuthorityRecord, references: References) -> Iterator[Row]:
    records = references.records
    if record.broader:
        broader = name_links.named(records, f"{record.scheme}/{record.broader}")
        yield Row(_WORDS["broader"], broader)
    below = [key for key in references.relations.below(record.key) if key.startswith(record.scheme)]
    if below:
        shown: list[Phrase] = [name_links.listed(records, key) for key in below[:_MOST_BELOW]]
        if len(below) > _MOST_BELOW:
            shown.append(f"等 {len(below)} 个")
        yield _listed("其下有", shown)


def _document(record: AuthorityRecord, references: References) -> Iterator[Row]:
    """发文字号 and 发文机关 of an instrument; where the library has its text."""
    if numbers := _numbers(record, references):
        yield Row(_WORDS["doc_number"], values=numbers)
    if record.issuer:
        keys = references.relations.authority.resolve(record.issuer, Scope())
        is_known = len(keys) == 1
        issuer = name_links.named(references.records, keys[0]) if is_known else record.issuer
        yield Row(_WORDS["issuer"], issuer)
    if grounds := _as_ground(record.key, references):
        yield Row(_CHAIN["as_ground"], values=grounds)
    if card := references.cards.get(references.full_texts.get(record.key, record.work)):
        yield Row("全文", to_part(card.citation, card.work, ""))
        if any(one.card.work != card.work for one in references.of(record.key)):
            yield Row(_CHAIN["chain"], to_part(card.short, card.work, "chain"))


def _as_ground(key: str, references: References) -> list[Value]:
    """The plans that go by a document, each where it first says so, with its words."""
    found: list[Value] = []
    for one in references.of(key):
        cued = (occurrence for occurrence in one.named.occurrences if occurrence.cue)
        if first := next(cued, None):
            place = to_part(f"{one.card.short} {first.address}", one.card.work, first.part)
            found.append(Value((place, f"（{first.cue}）")))
    more = len(found) - _MOST_BELOW
    return found if more <= 0 else [*found[:_MOST_BELOW], Value(f"等 {len(found)} 份")]


def _numbers(record: AuthorityRecord, references: References) -> list[Value]:
    """Each 发文字号 once, with the place where a plan prints it."""
    found: dict[str, Link | None] = {record.doc_number: None} if record.doc_number else {}
    for one in references.of(record.key):
        for occurrence in one.named.occurrences:
            if occurrence.doc_number and not found.get(occurrence.doc_number):
                shown = f"{one.card.short} {occurrence.address}"
                place = to_part(shown, one.card.work, occurrence.part)
                found[occurrence.doc_number] = place
    return [Value(number, place=place) for number, place in found.items()]


def _evidence(record: AuthorityRecord, references: References) -> Iterator[Row]:
    if record.at:
        yield _listed(_WORDS["at"], (_place(at, references) for at in record.at))
    if record.note:
        yield Row(_WORDS["note"], record.note)


def _place(at: str, references: References) -> Phrase:
    """A place `work#unit` as a link to the clause, as text if the library has no such place."""
    work, _, unit = at.partition("#")
    if work in references.withdrawn:
        return to_part(f"{titles.of_work(work)}（已撤下）", work, unit)
    if work not in references.addresses:
        return at
    address = references.addresses[work].get(unit)
    shown = f"{references.cards[work].short} {address or unit}"
    return to_part(shown, work, unit if address else "")


def _listed(label: str, values: Iterable[Phrase]) -> Row:
    return Row(label, values=[*map(Value, values)])
