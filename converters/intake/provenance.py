"""Where a plan comes from: the place and the years it is for, its kind, and the work id they make.

A work id is minted once by a person; this module proposes one, with the ground of each part, from
what the file itself says. What the file does not say is missing, and is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from converters import lexicon
from converters.citation.titles import KINDS
from converters.models.plan import Plan
from converters.models.record import Field, Place, Record, Township
from converters.names import divisions, localities
from converters.names.divisions import Division
from converters.structure import attachments
from converters.text import dates, field_labels, five_year_plans, traditional

Years = tuple[int, int]
_Reader = Callable[[str], str]
"""How rules read a text of the file: in simplified characters."""

_WORDS = lexicon.words("divisions")
_LEAD = re.compile(rf"{lexicon.alternatives(_WORDS['title_leads'])}|《|^中共")
_NATIONAL_BODY = re.compile(
    rf"(?!{lexicon.alternatives(_WORDS['not_national'])})"
    rf"(?:{lexicon.alternatives(_WORDS['national_bodies'])})"
)
_NATIONAL_TITLE = re.compile(
    rf"(?!{lexicon.alternatives(_WORDS['not_national'])})"
    rf"(?:{lexicon.alternatives(_WORDS['national_titles'])})"
)
_CORPS_PLACE = str(_WORDS["corps_place"])
_FIELDS = lexicon.glossary("fields")
_TITLE, _ISSUER = _FIELDS["title"], _FIELDS["issuer"]
_KIND, _PLACE, _PERIOD = _FIELDS["kind"], _FIELDS["place"], _FIELDS["period"]
_SPEAKING = (_TITLE, _ISSUER)
_HINTS = 3
_SHOWN = 8
_CODE_GROUND = "行政区划代码据 GB/T 2260"


@dataclass(frozen=True)
class Locality:
    """The place of a plan, on what ground, and what is doubtful about it.

    `options` are the divisions among which the file does not decide; `township` is the town, street
    or zone of the division that the plan is of.
    """

    division: Division | None = None
    ground: str = ""
    doubts: tuple[str, ...] = ()
    options: tuple[Division, ...] = ()
    township: Township | None = None


@dataclass(frozen=True)
class Provenance:
    """What a work id is made of; `work` is None where something is missing.

    `period` is what the title says without figures (“十四五”), for the editor to supply.
    """

    work: str | None
    locality: Locality
    years: Years | None
    kind: str | None
    period: tuple[Years, str] | None = None
    missing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def place(self) -> Place | None:
        """The value of the metadata field `place`, if the place is known."""
        division = self.locality.division
        if division is None:
            return None
        return divisions.lineage(division).place._replace(locality=self.locality.township)


@dataclass(frozen=True)
class _Name:
    """A text that may start with the name of a place, what it is in the document, its line."""

    text: str
    what: str
    line: int | None
    candidates: tuple[Division, ...] = ()
    township: Township | None = None


def of(plan: Plan) -> Provenance:
    """Place, years and kind as the file states them, and the work id they make."""
    record = plan.record
    title = record.title.value or ""
    years, period, doubts = _years(record, traditional.reader(plan.source.text)(title))
    locality = _locality(plan, years)
    kind = record.kind.value if title else None
    missing = tuple(_missing(locality, years, title))
    if title and kind == "other":
        none = f"{_TITLE}“{title}”不是要点、规划、预案、计划、方案"
        doubts = (*doubts, f"{none}，{_KIND}作 other（{KINDS['other']}）")
    work = None
    if locality.division and years and kind:
        span = "-".join(dict.fromkeys(map(str, years)))
        below = locality.township
        name = below.id if below else divisions.romanized(locality.division)
        work = f"{locality.division.adcode}-{name}-{span}-{kind}"
    return Provenance(work, locality, years, kind, period, missing, (*locality.doubts, *doubts))


def with_place(plan: Plan) -> Plan:
    """A plan that is not registered, with the place that its own words show, as one supplied."""
    found = of(plan)
    if plan.record.place.value or found.place is None:
        return plan
    place = Field(found.place, ground=found.locality.ground)
    return replace(plan, record=replace(plan.record, place=place))


def of_work(plan: Plan, work: str) -> Provenance:
    """The provenance that a person gives by a work id, beside what the file says of it.

    Args:
        plan: the file to add.
        work: a valid work id.
    """
    stated = of(plan)
    adcode, _, rest = work.split(".", maxsplit=1)[0].partition("-")
    numbers = [int(part) for part in rest.split("-") if part.isdigit()]
    years = (numbers[0], numbers[-1])
    doubts = list(stated.doubts)
    if stated.years and stated.years != years:
        doubts.append(f"作品号的{_PERIOD}与原文所见 {_span(stated.years)} 不同")
    locality = stated.locality
    if locality.division is None or locality.division.adcode != adcode:
        locality, more = _given(adcode, years, locality)
        doubts += more
    kind = rest.rsplit("-", 1)[1]
    if stated.kind and stated.kind != kind:
        doubts.append(f"作品号的{_KIND} {kind} 与{_TITLE}所见 {stated.kind} 不同")
    period = stated.period
    if period is None and plan.record.period.value is None and not stated.years:
        period = (years, "编者所定，见作品号")
        doubts.append(f"原文没有说明{_PERIOD}，{_PERIOD}据作品号")
    return Provenance(work, locality, years, kind, period, (), tuple(doubts))


def _given(adcode: str, years: Years, stated: Locality) -> tuple[Locality, Iterator[str]]:
    division = divisions.of_code(adcode, years[0])

    def doubts() -> Iterator[str]:
        if division is None:
            yield f"行政区划代码 {adcode} 不在 converters/data/divisions.tsv，地名须补写"
        elif stated.division:
            yield f"作品号的{_PLACE}是{division.name}，而{stated.ground}"
        else:
            yield f"原文没有说明{_PLACE}，{division.name}据作品号"

    ground = f"编者所定，见作品号；{_CODE_GROUND}" if division else ""
    return Locality(division, ground), doubts()


def _missing(locality: Locality, years: Years | None, title: str) -> Iterator[str]:
    if not title:
        yield f"{_TITLE}（由{_TITLE}看出{_KIND}和{_PERIOD}）"
    if locality.division is None and locality.options:
        names = "、".join(
            f"{one.adcode} {''.join(divisions.lineage(one).names)}"
            for one in locality.options[:_SHOWN]
        )
        yield f"{_PLACE}（{_TITLE}、{_ISSUER}没有说明是哪一处；文中见 {names}）"
    elif locality.division is None and locality.township:
        named = locality.township.name
        yield f"{_PLACE}（{_TITLE}、{_ISSUER}只有{named}，没有说明属于哪个县、市、区）"
    elif locality.division is None:
        yield f"{_PLACE}（{_TITLE}、{_ISSUER}都没有省、市、县的全名）"
    if years is None:
        yield f"{_PERIOD}（{_TITLE}和成文日期都没有年份）"


# Years


def _years(
    record: Record, title: str
) -> tuple[Years | None, tuple[Years, str] | None, tuple[str, ...]]:
    """Years of the title, of the five-year plan it names, or of the date of the document."""
    stated = record.period.value
    if stated and stated.first <= stated.last:
        return stated, None, tuple(_dated_by_page(record))
    if found := _five_years(title):
        return found[0], found, ()
    for name in dates.FIELDS:
        date = record.date(name)
        year = (date.value or "")[:4]
        if year.isdecimal():
            return (int(year), int(year)), None, (_by_date(name, date),)
    return None, None, ()


def _dated_by_page(record: Record) -> Iterator[str]:
    """That the years are those of the page alone, which may be later than the document."""
    made, *_, page = map(record.date, dates.FIELDS)
    if made.value is None and page.line and page.line == record.period.line:
        yield _by_date(dates.FIELDS[-1], page)


def _by_date(name: str, date: Field[str]) -> str:
    return f"{_TITLE}没有说明{_PERIOD}，作品号的{_PERIOD}据{name}（第 {date.line} 行）"


def _five_years(title: str) -> tuple[Years, str] | None:
    """The years of the one five-year plan that a title names, and the ground."""
    named = five_year_plans.named(title)
    return ((named.first, named.last), f"{_TITLE}{named.words}") if named else None


def _span(years: Years) -> str:
    return "—".join(dict.fromkeys(map(str, years)))


# Place


def _locality(plan: Plan, years: Years | None) -> Locality:
    read = traditional.reader(plan.source.text)
    every = [_searched(name, read) for name in _names(plan)]
    names = [name for name in every if name.candidates]
    if nation := _nation(every, read):
        return nation
    if not names:
        alone = next((name.township for name in every if name.township), None)
        return Locality(options=_most_mentioned(read(plan.source.text)), township=alone)
    base = names[0]
    found = _narrowed(base.candidates, names[1:])
    if years and len(found) > 1:
        found = tuple(one for one in found if one.listed(years[0])) or found
    ground = f"{base.what}为{base.text}" + (f"（第 {base.line} 行）" if base.line else "")
    doubts = []
    if len(found) > 1:
        found, evidence = _by_mention(plan, read(plan.source.text), found)
        if evidence:
            ground += f"；{evidence}"
            doubts.append(f"几处同名，{evidence}，定为{''.join(divisions.lineage(found[0]).names)}")
    if len(found) != 1:
        return Locality(options=found)
    doubts += _disagreements(found[0], names)
    if below := base.township:
        doubts.append(
            f"{base.what}是{found[0].name}所属的{below.name}，不是{found[0].name}："
            f"代码用{found[0].name}的，地名作 {below.id}"
        )
    else:
        doubts += _issued_below(names)
    ground = f"{ground}；{_CODE_GROUND}"
    return Locality(found[0], ground, tuple(dict.fromkeys(doubts)), township=base.township)


def _issued_below(names: Sequence[_Name]) -> Iterator[str]:
    """That a town issued a plan whose title speaks of its county."""
    for name in names[1:]:
        if name.township and name.what != _TITLE:
            yield f"{name.what}是{name.township.name}，而{names[0].what}说的是全境，请定{_PLACE}"


def _nation(names: Sequence[_Name], read: _Reader) -> Locality | None:
    """The whole country, where a national body speaks in the first name that tells a place.

    A title that only begins with 国家, 全国 is national where no name tells another place.
    """
    first = next((at for at, name in enumerate(names) if name.candidates), len(names))
    for name in names[:first]:
        if name.what in _SPEAKING and _NATIONAL_BODY.match(read(name.text)):
            return _of_nation(name)
    if first == len(names):
        for name in names:
            if name.what == _TITLE and _NATIONAL_TITLE.match(read(name.text)):
                return _of_nation(name)
    return None


def _of_nation(name: _Name) -> Locality:
    ground = f"{name.what}为{name.text}" + (f"（第 {name.line} 行）" if name.line else "")
    return Locality(divisions.NATION, f"{ground}，是全国的文件")


def _names(plan: Plan) -> Iterator[_Name]:
    """What may name the place, the surest first; not what stands in an attachment."""
    attached = _first_attached(plan)
    for stated, what in ((plan.record.title, _TITLE), (plan.record.issuer, _ISSUER)):
        if stated.value and (stated.line or 0) < attached:
            yield _Name(stated.value, what, stated.line)
    for block in plan.blocks:
        for part in block.parts if block.line < attached else ():
            text = part.text.text
            if block.kind == "metadata":
                for label, start, end in field_labels.fields(text):
                    yield _Name(text[start:end], label, part.line)
            elif part.role in ("title", "issuer"):
                yield _Name(text, _FIELDS[part.role], part.line)


def _first_attached(plan: Plan) -> float:
    """The line of the first attachment, behind what is signed or has clauses of its own."""
    signed = min((block.line for block in plan.blocks if block.kind == "signature"), default=inf)
    first = min((clause.line for clause in plan.clauses), default=inf)
    return min(
        (
            block.line
            for block in plan.blocks
            if block.kind == "attachment"
            and block.parts[0].role != "attachments"  # a list stands above the signature
            and block.line > min(signed, first)
            and attachments.opens(block.parts[0].text.text)
        ),
        default=inf,
    )


def _searched(name: _Name, read: _Reader) -> _Name:
    """The name with the divisions it starts with, or those after 关于印发 or 《."""
    whole = read(name.text)
    starts = (0, *(lead.end() for lead in _LEAD.finditer(whole)))
    for start in starts:
        text = whole[start:]
        if corps := localities.corps_at_start(text):
            province = divisions.of_code(_CORPS_PLACE)
            return replace(name, candidates=(province,) if province else (), township=corps)
        found, size = divisions.chain_at_start(text)
        if found:
            below = localities.at_start(text[size:])
            return replace(name, candidates=found, township=below)
    alone = (localities.alone_at_start(whole[start:]) for start in starts)
    return replace(name, township=next(filter(None, alone), None))


def _narrowed(found: tuple[Division, ...], others: Sequence[_Name]) -> tuple[Division, ...]:
    """The candidates that agree with other names of the file; the lowest of what agrees."""
    for other in others:
        agreed = [
            upper if divisions.above(upper, lower) else lower
            for upper in found
            for lower in other.candidates
            if divisions.above(lower, upper) or divisions.above(upper, lower)
        ]
        found = tuple(dict.fromkeys(agreed)) or found
    return found


def _by_mention(
    plan: Plan, text: str, found: tuple[Division, ...]
) -> tuple[tuple[Division, ...], str]:
    """The one candidate whose city or province the file names, and where it does."""
    best: list[tuple[int, Division, str]] = []
    for division in found:
        upper = divisions.lineage(division)
        for weight, name in ((2, upper.city), (1, upper.province)):
            at = text.find(name) if name and name != division.name else -1
            if at >= 0:
                said = f"第 {plan.source.position(at).line} 行有“{name}”"
                best.append((weight, division, said))
                break
    top = max((weight for weight, _, _ in best), default=0)
    chosen = [(division, said) for weight, division, said in best if weight == top]
    if len(chosen) == 1:
        return (chosen[0][0],), chosen[0][1]
    return found, ""


def _most_mentioned(text: str) -> tuple[Division, ...]:
    """The divisions that a text names most often: a hint for a person, no evidence."""
    counts = Counter(name for name, _ in divisions.mentioned(text))
    most = [name for name, _ in counts.most_common(_HINTS)]
    return tuple(division for name in most for division in divisions.named(name))


def _disagreements(division: Division, names: Sequence[_Name]) -> Iterator[str]:
    if division.until:
        yield f"{division.name}（{division.adcode}）到 {division.until} 年已撤销或改名"
    for name in names:
        related = any(
            divisions.above(division, one) or divisions.above(one, division)
            for one in name.candidates
        )
        if not related:
            yield f"{name.what}“{name.text}”（第 {name.line} 行）属于别处，请定{_PLACE}"
