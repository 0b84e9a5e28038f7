"""One plan: its text in print, what its sidecar knows, its names, and what must be read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tests.generated_documents import (
    CHAPTER,
    A,
    B,
    C,
    Clause,
    D,
    Date,
    Document,
    Layout,
    Manner,
    Notice,
    Style,
    decimals,
    in_print,
    official,
    spaced,
    text_of,
)
from tests.generated_library import names as of_names
from tests.generated_library import places, texts, words
from tests.generated_library.chance import Chance
from tests.generated_library.names import Named
from tests.generated_library.places import Place
from tests.generated_library.records import Record
from tests.generated_library.texts import Entry, Form

STYLES: Sequence[Style] = (
    official("（）"),
    official("()", "."),
    official("（）", "．"),
    replace(official("（）"), run_on="b"),
    spaced(official("（）"), "\u3000"),
    Style((A, C, D)),
    Style((CHAPTER, B, C)),
    decimals(gap=" "),
)
LAYOUTS: Sequence[Layout] = (
    Layout(),
    Layout("\u3000\u3000"),
    Layout("\u3000\u3000", "\u3000" * 8),
    Layout("    "),
    Layout("\u3000\u3000", blank_lines=1),
    Layout("\u3000\u3000", line_end="\r\n"),
    Layout("\u3000\u3000", "\u3000" * 8, measure=36),
)
MANNERS: Sequence[Manner] = ("alone", "stopped", "runs on")
FIRST_YEAR, LAST_YEAR = 2016, 2026
KINDS = ("yaodian", "yaodian", "yaodian", "jihua", "jihua", "guihua", "yuan")
"""As often as plans are of them."""

FIVE_YEARS = {"十三五": (2016, 2020), "十四五": (2021, 2025)}


@dataclass(frozen=True)
class Title:
    """A title, the years it is for, and whether it says them."""

    text: str
    kind: str
    years: tuple[int, int]
    states_years: bool

    @property
    def period(self) -> str:
        """As in the work id."""
        first, last = self.years
        return str(first) if first == last else f"{first}-{last}"


@dataclass(frozen=True)
class Plan:
    """A plan as it lies in the library, and what a reader must find in it.

    `own` are the names that no other plan has, `entries` the lists of responsibility.
    """

    work: str
    place: Place
    text: str
    sidecar: str
    clauses: tuple[Clause, ...]
    own: tuple[Named, ...]
    entries: tuple[Entry, ...]

    @property
    def records(self) -> tuple[Record, ...]:
        """Those of its own names, each with its first place in the plan as evidence."""
        return tuple(
            replace(one.record, at=(self.first(*one.forms) or f"{self.work}#notice",))
            for one in self.own
        )

    def first(self, *forms: str) -> str:
        """The address of the first clause that names one of the forms; nothing if none does.

        In 县政府办 nothing names 县政府.
        """
        others = {other for one in self.own for other in one.forms} - {*forms}
        longer = [other for other in others if any(form in other for form in forms)]
        printed = re.compile("|".join(map(re.escape, sorted([*longer, *forms], key=len)[::-1])))
        found = (
            f"{self.work}#{clause.id}"
            for clause in self.clauses
            if any(name in forms for text in clause.paragraphs for name in printed.findall(text))
        )
        return next(found, "")


def plan(number: int, seed: int) -> Plan:
    """The plan of that number, from 0 on.

    Raises:
        IndexError: there are not so many places.
    """
    place = places.in_order(seed)[number]
    chance = Chance(seed, number)
    title = _title(place, chance)
    issuer = chance.one_of((words.OFFICE, words.BUREAU))
    form = _form(chance)
    in_sections = form.lists and issuer == words.BUREAU
    names = of_names.of(place, chance, title.years[0], with_sections=in_sections)
    clauses, entries = texts.clauses(chance, place, names, form)
    front = chance.one_of(("notice", "notice", "signature", "title", "nothing"))
    date = _date(title.years[0], chance)
    document = Document(title.text, _preamble(chance, place, title, names), clauses)
    if front == "notice":
        document = replace(document, notice=_notice(place, issuer, date, chance))
    elif front == "signature":
        document = replace(document, signature=(place.name + _body(issuer), date))
    made = in_print(document, chance.one_of(STYLES))
    if front == "nothing":
        made = replace(made, before=())
    work = f"{place.adcode}-{place.spelt}-{title.period}-{title.kind}"
    itself = [_itself(place, title, work, document.notice)] if document.notice else []
    return Plan(
        work,
        place,
        text_of(made, chance.one_of(LAYOUTS)),
        _sidecar(place, title, issuer, front),
        made.clauses,
        (*names.own, *itself),
        entries,
    )


def _form(chance: Chance) -> Form:
    return Form(
        chance.one_of(MANNERS),
        lists=chance.happens(60),
        lists_alone=chance.happens(30),
        tables=chance.below(3),
        boxes=chance.below(3),
    )


def _title(place: Place, chance: Chance) -> Title:
    kind = chance.one_of(KINDS)
    year = chance.between(FIRST_YEAR, LAST_YEAR)
    if kind == "guihua":
        era = chance.one_of(tuple(FIVE_YEARS))
        return Title(f"{place.name}“{era}”应急管理规划", kind, FIVE_YEARS[era], states_years=False)
    if kind == "yuan":
        subject = chance.one_of(words.RESPONSE_SUBJECTS)
        return Title(f"{place.name}{subject}应急预案", kind, (year, year), states_years=False)
    if kind == "yaodian":
        return Title(f"{place.name}{year}年应急管理工作要点", kind, (year, year), states_years=True)
    subject = chance.one_of(words.SUBJECTS)
    if chance.happens(50):
        return Title(
            f"{place.name}{year}年{subject}工作方案", kind, (year, year), states_years=True
        )
    years = (year, year + 2)
    whole = f"{place.name}{subject}三年行动方案（{years[0]}—{years[1]}年）"
    return Title(whole, kind, years, states_years=True)


def _date(year: int, chance: Chance) -> Date:
    month, day = chance.between(1, 6), chance.between(1, 28)
    return Date(f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}")


def _body(short: str) -> str:
    return next(one.name for one in words.BODIES if one.short == short)


def _preamble(chance: Chance, place: Place, title: Title, names: of_names.Names) -> tuple[str, ...]:
    wording = texts.Wording(chance, place, [town.forms[1] for town in names.towns])
    kind = next(word for word in words.TITLE_KINDS if word in title.text)
    first = wording.filled(words.GUIDANCE, kind=kind)
    return (first, *(wording.filled(one) for one in words.PREAMBLE_SENTENCES))


def _notice(place: Place, issuer: str, date: Date, chance: Chance) -> Notice:
    number = of_names.doc_number(place, issuer, int(date.iso[:4]), chance)
    addressees = words.NOTICE_ADDRESSEES[issuer].format(level=place.level)
    return Notice(number, addressees, place.name + _body(issuer), date)


def _itself(place: Place, title: Title, work: str, notice: Notice) -> Named:
    """The record of the plan as a document, which its own notice cites."""
    record = Record(
        "instruments",
        f"{place.spelt}-{title.period}-{title.kind}",
        title.text,
        (f"关于印发{title.text}的通知",),
        "response-plan" if title.kind == "yuan" else "plan",
        doc_number=notice.doc_number,
        issuer=notice.issuer,
        work=work,
    )
    return Named(record, (f"《{title.text}》",))


# What a person adds.


def _sidecar(place: Place, title: Title, issuer: str, front: str) -> str:
    """The metadata that the text does not state."""
    supplied: dict[str, tuple[str, str]] = {}
    body = place.name + _body(issuer)
    city = place.city.name if place.city else "null"
    value = f'{{adcode: "{place.adcode}", province: {place.province.name}, city: {city}, county: {place.name}}}'
    supplied["place"] = (value, f"各条所称的机构都是{place.name}的；行政区划代码据 GB/T 2260")
    if front == "nothing":
        supplied["title"] = (title.text, "原文无标题，据全文体例和所述年份拟定")
    if front in ("title", "nothing"):
        supplied["issuer"] = (body, "原文无署名，据收文登记")
    if front == "nothing" or not title.states_years:
        first, last = title.years
        supplied["period"] = (f"{{from: {first}, to: {last}}}", "据收文登记")
    return "\n".join(["metadata:", *_entries(supplied), ""])


def _entries(supplied: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for name, (value, ground) in supplied.items():
        yield f"  {name}:"
        yield f"    value: {value}"
        yield f"    ground: {ground}"
