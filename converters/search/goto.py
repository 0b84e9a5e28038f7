"""Go to: everything that has a name, as an index for lunr, `data/search/goto.js`.

Where that would be a large file there is a table in its place (`goto_table`).

Plans, clause headings, agencies and their types, terms, instruments, places, pages of the site;
each by its name, its other names, its 发文字号, and all of these in pinyin. A plan is known by its
place too, and a body that answers for clauses leads to its duty sheet. The tokens are made here and
the pipelines of lunr are empty on both sides: stemming and stop words would eat pinyin (`he`, `an`,
`you`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation import clause_addresses
from converters.citation.clause_addresses import Address
from converters.citation.titles import display_title, period, place_names, short_title
from converters.library.relations import Relations
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import name_folding, spelling
from converters.names.authority import SCHEME_WORDS
from converters.names.plan_names import PlanNames
from converters.names.spelling import Spelling, folded, spell
from converters.search import goto_table, lunr_index
from converters.text import escape, punctuation
from converters.text.json_value import Json
from converters.topics.scheme import Topics

_PATH = Path("data/search/goto.js")
_FIELDS = ("name", "pinyin", "initials")
_PLAN = lexicon.glossary("plan")["plan"]
_CLAUSE = lexicon.glossary("mentions")["clause"]
_SHEET = lexicon.glossary("search")["sheet"]
_TOPIC = lexicon.glossary("search")["topic"]
_SITE = lexicon.glossary("search")["page"]
_SITE_PAGES = lexicon.words("site_pages")
_SCHEMES = ("agencies", "terms", "instruments", "agency-types", "places")
_KINDS = (_PLAN, *(SCHEME_WORDS[scheme] for scheme in _SCHEMES), _TOPIC, _SITE, _CLAUSE)
"""The kinds of entries, in the order in which equals stand."""

_UNREVIEWED = lexicon.glossary("plan")["unreviewed"]
_ENDED = lexicon.glossary("ended")
_LARGEST = 512_000
"""Bytes of the script with the index, which is loaded whole and grows by some 60 KB a plan: so much
a telephone still has in a second. Of a library with more there is a table."""

_SHORTEST_TAIL = 2
_SHORTEST_SPELT = 3
"""Characters, and Latin letters, that are looked for inside names: see goto.js."""


@dataclass(frozen=True)
class Entry:
    """Something to go to: its names folded; `weight` orders what matches equally well.

    `plans` is in how many plans a name is mentioned, `weight` times in all; `answers` says that a
    body has a duty sheet.
    """

    kind: str
    label: str
    url: str
    forms: tuple[str, ...]
    weight: int = 0
    plans: int = 0
    answers: bool = False


@dataclass(frozen=True)
class Place:
    """What names a plan before the address of a clause, and its addresses as printed."""

    work: str
    title: str
    names: tuple[str, ...]
    years: tuple[int, ...]
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PlanEntries:
    """What one plan adds: itself, its headings, where its units are, the names it uses.

    `forms` are the forms of names in it, by the key of the record. How all of these are spelt is
    asked when the index is written: a large one has no headings, and most names are records'.
    """

    plan: Entry
    headings: tuple[Entry, ...]
    place: Place
    forms: Mapping[str, tuple[str, ...]]


class Weight(NamedTuple):
    """A record, how often all plans mention it and how many do, and whether it has a duty sheet."""

    key: str
    mentions: int
    plans: int
    answers: bool


@dataclass(frozen=True)
class Entries:
    """All there is to go to; `heads` is what each file of the names in no record begins with."""

    plans: tuple[PlanEntries, ...]
    records: tuple[Weight, ...]
    heads: tuple[tuple[str, str], ...] = ()


def of_plan(plan: Plan, names: PlanNames) -> PlanEntries:
    """What one plan adds to the index."""
    addresses = clause_addresses.of(plan)
    short = short_title(plan)
    forms = {key: folded(one.surface for one in mentions) for key, mentions in names.by_key.items()}
    headings = tuple(
        Entry(
            _CLAUSE,
            f"{heading}（{short} {addresses[clause.id].shown}）",
            f"plans/{plan.work}/#{clause.id}",
            folded([heading]),
        )
        for clause in plan.clauses
        if (heading := punctuation.restore(clause.heading.text))
    )
    return PlanEntries(_of_plan(plan), headings, _place(plan, addresses), forms)


def _of_plan(plan: Plan) -> Entry:
    title = display_title(plan)
    places = place_names(plan)
    years = period(plan)
    last = str(years[1]) if years else ""
    names = (
        title.strip("［］"),
        plan.record.doc_number.value or "",
        short_title(plan),
        *(place + last for place in places[-1:]),
        *_called(plan)[-2:],
    )
    return Entry(_PLAN, title, f"plans/{plan.work}/", folded(names), int(last or 0))


def _place(plan: Plan, addresses: Mapping[str, Address]) -> Place:
    names = _called(plan)
    return Place(
        plan.work,
        short_title(plan),
        tuple(dict.fromkeys(map(name_folding.fold, names))),
        tuple(period(plan) or ()),
        tuple((id_, address.shown) for id_, address in addresses.items()),
    )


def _called(plan: Plan) -> list[str]:
    """The names of the places of a plan, its own one last: in full, then in short."""
    return [*place_names(plan), short_title(plan).split(" ", maxsplit=1)[0]]


def pages(view: Entries, relations: Relations) -> Iterator[Page]:
    """The script: `{kinds, sheet, unreviewed, sign, sheets, entries, plans, index}`.

    If that would be large it has a `table` instead of the last four, which is in files of its own.
    """
    value: dict[str, Json] = {
        "kinds": [*_KINDS],
        "sheet": _SHEET,
        "unreviewed": [[*head] for head in view.heads],
        "sign": _UNREVIEWED,
    }
    entries = [*_every(view, relations)]
    page = _with_index(value, view, entries, relations)
    if page:
        yield page
    else:
        told = {one.plan.url: _without_units(one.place) for one in view.plans}
        rows = (_row(one, told, relations) for one in entries)
        table = goto_table.of(rows, [*_places(view)])
        yield from table.pages
        yield _page(value | {"table": table.told})


def _page(value: dict[str, Json]) -> Page:
    return Page(_PATH, f"library.goToData = {escape.script(value)};\n")


def _every(view: Entries, relations: Relations) -> Iterator[Entry]:
    yield from (one.plan for one in view.plans)
    yield from _of_records(view, relations)
    yield from _of_topics(relations.authority.topics)
    yield from _of_site()
    yield from (heading for one in view.plans for heading in one.headings)


def _with_index(
    value: dict[str, Json], view: Entries, entries: Sequence[Entry], relations: Relations
) -> Page | None:
    """The script with an index, unless it is too large; where its names are that, none is made."""
    if sum(len(form) for one in entries for form in one.forms) > _LARGEST:
        return None
    told: dict[str, Json] = {
        "sheets": [number for number, one in enumerate(entries) if one.answers],
        "entries": [_entry(one) for one in entries],
        "plans": [_written(one.place) for one in view.plans],
        "index": _index([one.forms for one in entries], relations.spelled.spellings),
    }
    page = _page(value | told)
    return page if len(page.data) <= _LARGEST else None


def _entry(one: Entry) -> list[Json]:
    return [one.kind, one.label, one.url, one.weight, one.plans, *one.forms]


def _row(one: Entry, places: Mapping[str, Json], relations: Relations) -> goto_table.Row:
    document = _document(one.forms, relations.spelled.spellings)
    name, pinyin, initials = (document[field] for field in _FIELDS)
    is_clause = one.kind == _CLAUSE
    return goto_table.Row(
        _KINDS.index(one.kind),
        is_clause,
        one.label,
        one.url,
        one.weight,
        one.plans,
        one.answers,
        one.forms,
        (name, pinyin, initials),
        _tails(one.forms, initials, is_clause=is_clause),
        places.get(one.url),
    )


def _tails(
    names: Sequence[str], initials: Sequence[str], *, is_clause: bool
) -> tuple[list[str], list[str], list[str]]:
    """The ends of names, of their pinyin and initials that lead to what bears them.

    None begins within a number. Of headings, which are many and long, only those of the words are
    worth their room.
    """
    ends = [*_ends(names, _SHORTEST_TAIL)]
    if is_clause:
        return ends, [], []
    spelt = (end for name in names for end in spelling.tails(name))
    long = [end for end in spelt if len(end) >= _SHORTEST_SPELT]
    return ends, long, [*_ends(initials, _SHORTEST_SPELT)]


def _ends(names: Iterable[str], shortest: int) -> Iterator[str]:
    for name in names:
        for at in range(1, len(name) - shortest + 1):
            if not name[at - 1 : at + 1].isdigit():
                yield name[at:]


def _places(view: Entries) -> Iterator[goto_table.Place]:
    for one in view.plans:
        names = one.place.names
        spelt = (spell(name).whole for name in names)
        last = max(one.place.years, default=0)
        yield goto_table.Place(
            one.place.work, (*names, *filter(None, spelt)), last, _written(one.place)
        )


def _of_records(view: Entries, relations: Relations) -> Iterator[Entry]:
    surfaces: dict[str, dict[str, None]] = {}
    for plan in view.plans:
        for key, forms in plan.forms.items():
            surfaces.setdefault(key, {}).update(dict.fromkeys(forms))
    for key, mentions, plans, answers in view.records:
        record = relations.records[key]
        names = dict.fromkeys((*relations.spelled.forms[key], *surfaces.get(key, ())))
        ended = f"（{_ENDED[record.fate.how]}）" if record.fate else ""
        label = punctuation.restore(record.pref) + ended
        kind = SCHEME_WORDS[record.scheme]
        yield Entry(kind, label, f"{key}/", tuple(names), mentions, plans, answers)


def _of_topics(topics: Topics) -> Iterator[Entry]:
    for topic in topics.values():
        yield Entry(_TOPIC, topic.name, f"topics/{topic.id}/", folded([topic.name]))


def _of_site() -> Iterator[Entry]:
    for url, names in _SITE_PAGES["pages"].items():
        yield Entry(_SITE, names[0], url, folded(names))
    for scheme in _SCHEMES:
        word = SCHEME_WORDS[scheme]
        names = (word, *(word + ending for ending in _SITE_PAGES["of_lists"]))
        yield Entry(_SITE, word, f"{scheme}/", folded(names))


def _written(place: Place) -> dict[str, Json]:
    spelt = dict.fromkeys(spell(name).whole for name in place.names)
    return {
        "work": place.work,
        "title": place.title,
        "names": [*place.names, *filter(None, spelt)],
        "years": [*place.years],
        "units": [[id_, shown] for id_, shown in place.units],
    }


def _without_units(place: Place) -> Json:
    return {key: told for key, told in _written(place).items() if key != "units"}


def _index(forms: Sequence[tuple[str, ...]], spellings: Mapping[str, Spelling]) -> Json:
    """The index in the form that lunr.js loads; its refs are the numbers of the entries.

    Args:
        forms: of each entry.
        spellings: those that are known.
    """
    return lunr_index.serialized([_document(names, spellings) for names in forms], _FIELDS)


def _document(names: tuple[str, ...], spellings: Mapping[str, Spelling]) -> lunr_index.Document:
    spelt = [spellings.get(name) or spell(name) for name in names]
    return {
        "name": names,
        "pinyin": [*dict.fromkeys(one.whole for one in spelt if one.whole)],
        "initials": [*dict.fromkeys(one.initials for one in spelt if one.initials)],
    }
