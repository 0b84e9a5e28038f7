"""The metadata of a plan: each field stated (with its line), supplied or corrected, or absent.

What the editor says goes before what the file states; then both are kept, with his ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from converters import lexicon
from converters.models.located import Problem
from converters.models.record import AnyField, Field, Period, Record, Stated
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.structure import bracketed_notes, field_lines, issuer_names, title_lines
from converters.text import blanks, dates, doc_numbers, field_labels, five_year_plans
from converters.text.mapped_text import Span

_WORDS = lexicon.words("document")
_FIELDS = lexicon.glossary("fields")
_ABSENT: Field[Any] = Field()
_EVIDENCE = lexicon.glossary("evidence")
_WHOLE_NAME = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['addressee_endings'])})(?:[(（][^()（）]{{1,10}}[)）])?$"
)
_PLACE = re.compile(rf"[^各]{{3,30}}(?:{lexicon.alternatives(_WORDS['addressee_places'])})")
_FRAGMENT = re.compile(rf".|{lexicon.alternatives(_WORDS['addressee_fragments'])}")
_LAST_OF_ALL = tuple(_WORDS["addressee_kinds"])
_SUMMED = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['addressee_sums'])})"
    rf"(?:{lexicon.alternatives(_WORDS['addressee_endings'])})$"
)
_BLANK_BY_DIGIT = re.compile(
    rf"(?<=\d){blanks.IN_LINE}+(?=[\u4e00-\u9fff）)》])|(?<=[\u4e00-\u9fff（(《]){blanks.IN_LINE}+(?=\d)"
)
_EMERGENCY = "yuan"
_PLACE_NAME = 3
"""So many characters tell that two names begin with one place."""
_ENDING = 2
"""So many characters at its end tell what kind of body a name is of: 政府, 公室, 员会."""


def read(source: Source, units: Sequence[Unit]) -> Record:
    """The record of a plan."""
    stated = dict(_of_file(source, units).items())
    said = {name: one for name, one in source.edition.supplied.items() if one.ground is not None}
    if not said:
        return _record(stated)
    found = {name: _corrected(field, said.get(name)) for name, field in stated.items()}
    record = _record(found)
    derived: dict[str, AnyField] = {}  # what follows from the editor's word is his word as well
    if record.title.ground is not None:
        kind = _kind(source.work, record.title)
        derived = {"kind": kind, "period": _period(replace(record, kind=kind), units)}
    elif said.keys() & {*dates.FIELDS}:
        derived = {"period": _period(record, units)}
    known = {name: one for name, one in derived.items() if one.value and name not in said}
    return _record(found | {name: _corrected(stated[name], one) for name, one in known.items()})


def idle(source: Source, units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each field of which the editor says what the file says itself."""
    edition = source.edition
    said = {name: one for name, one in edition.supplied.items() if one.ground is not None}
    stated = dict(_of_file(source, units).items()) if said else {}
    for name, field in said.items():
        if _is_said(stated[name], field):
            line = stated[name].line
            where = f"原文第 {line} 行" if line else _EVIDENCE["absent"]
            message = f".yml 所写的{_FIELDS[name]}与不写一样（{where}），请删去"
            span = source.line_span(line) if line else Span(0, 0)
            yield Problem("metadata-idle", message, span, place=edition.places.get((name, 0)))


def _of_file(source: Source, units: Sequence[Unit]) -> Record:
    """The record as the file and the work id have it."""
    found: dict[str, AnyField] = {}
    for name, field in _stated(units):
        if field.value is not None:
            found.setdefault(name, field)
    of_page = [*_of_page(field_lines.of_units(units), is_dated="成文日期" in found)]
    found = dict(reversed(of_page)) | found  # the first goes before others
    record = _record(found)
    record = replace(record, kind=_kind(source.work, record.title))
    return replace(record, period=_period(record, units))


def _record(found: Mapping[str, AnyField]) -> Record:
    days = {name: found[name] for name in dates.FIELDS if found.get(name, _ABSENT) != _ABSENT}
    others = {name: field for name, field in found.items() if name not in dates.FIELDS}
    return Record(**others, dates=days)  # type: ignore[arg-type]  # each under its own name


def _is_said(stated: AnyField, said: AnyField) -> bool:
    """Whether the editor says what the file does; what was only concluded he may ground better."""
    concluded = stated.line is None and stated.ground is not None
    return said.value == stated.value and not concluded


def _corrected(stated: AnyField, said: AnyField | None) -> AnyField:
    """What the editor says of a field; where the file says the same, what it states."""
    if said is None or _is_said(stated, said):
        return stated
    if stated.value is None or stated.line is None:
        return said
    was: Stated[Any] = Stated(stated.value, stated.line)
    return Field(said.value, ground=said.ground, corrected=was)


def _stated(units: Sequence[Unit]) -> Iterator[tuple[str, AnyField]]:
    blocks = [unit for unit in units if unit.is_block and unit.document == 1]
    titles = [_joined(block) for block in blocks if block.kind in ("title", "notice")]
    named = [title for of_block in titles for title in of_block]
    issuers = [field for title in named for field in _issuer_of_title(title)]
    fields = list(_of_metadata(field_lines.of_units(units)))
    yield from _signed(blocks, issuers, [field for name, field in fields if name == "issuer"])
    for block in blocks:
        yield from _of_block(block)
    yield from fields
    yield from _dated(blocks)
    yield from (("title", title) for title in named)
    yield from (("issuer", field) for field in issuers)
    yield from _instead(blocks, field_lines.of_units(units))
    yield from _over_all(units)


def _over_all(units: Sequence[Unit]) -> Iterator[tuple[str, AnyField]]:
    """The one heading over all clauses, if it is the title of a plan: a chapter of a book."""
    over = [one for one in units if one.is_clause and one.document == 1 and one.above is None]
    heading = over[0].heading.text if len(over) == 1 else ""
    is_part = title_lines.is_kind(heading) or heading in _WORDS["titles_of_parts"]
    if title_lines.looks_like(heading) and title_lines.kind(heading) != "other" and not is_part:
        yield "title", Field(heading, over[0].line)


def _dated(blocks: Sequence[Unit]) -> Iterator[tuple[str, AnyField]]:
    """The date that stands in brackets below a title, where no signature has one."""
    for block in blocks:
        for part in block.parts if block.kind == "note" else ():
            if date := bracketed_notes.dated(part.text.text):
                yield "成文日期", Field(dates.from_printed(date), part.line)


def _joined(block: Unit) -> Iterator[Field[str]]:
    """The titles of a block, each of the lines that follow one another."""
    for is_title, lines in groupby(block.parts, key=lambda part: part.role == "title"):
        parts = list(lines)
        if is_title:
            yield _title(parts)


def _title(parts: Sequence[Part]) -> Field[str]:
    """A title over some lines; blanks between figures and Han are those of a PDF."""
    text = "".join(part.text.text for part in parts)
    return Field(_BLANK_BY_DIGIT.sub("", text), parts[0].line)


def _issuer_of_title(title: Field[str]) -> Iterator[Field[str]]:
    """The issuer that a title names: 某市人民政府办公室关于印发某市应急预案的通知."""
    issuer = issuer_names.of_title(str(title.value))
    if issuer:
        yield Field("、".join(_issuers(issuer)), title.line)


def _signed(
    blocks: Sequence[Unit], of_titles: Sequence[Field[str]], labelled: Sequence[Field[str]]
) -> Iterator[tuple[str, AnyField]]:
    """Who signs, by the whole name: a label may have it, and a title may part names that touch."""
    parts = [[part for part in block.parts if part.role == "issuer"] for block in blocks]
    for signature in filter(None, parts):
        names = [name for part in signature for name in _issuers(part.text.text)]
        signed: Field[str] = Field("、".join(names), signature[0].line)
        for other in labelled:
            if _is_short_for(str(signed.value), str(other.value)):
                signed = other
        for other in of_titles:
            if str(other.value).replace("、", "") == signed.value:
                signed = Field(other.value, signed.line)
        yield "issuer", signed


def _is_short_for(name: str, whole: str) -> bool:
    """Whether a name is another one with parts left out: 某区某街道办事处 of 某市某区…办事处."""
    if len(name) >= len(whole) or name[-_ENDING:] != whole[-_ENDING:]:
        return False
    rest = iter(whole)
    return all(char in rest for char in name)


def _of_block(block: Unit) -> Iterator[tuple[str, AnyField]]:
    """What a title, notice or signature states; over several lines it is one value."""
    titles = [part for part in block.parts if block.kind == "title"]
    if titles:
        yield "title", _title(titles)
    for part in block.parts:
        yield from _of_part(part)


def _issuers(text: str) -> list[str]:
    """The bodies of a line, blanks between them; a line set letter by letter is one."""
    names = text.split()
    if not all(len(name) > 1 for name in names):
        names = [text]
    return [part for name in names for part in _glued(issuer_names.once(name))]


def _glued(name: str) -> list[str]:
    """The bodies of one place whose names touch: 某县应急局某县水利局."""
    at = name.find(name[:_PLACE_NAME], _PLACE_NAME)
    if at < 0 or not (issuer_names.is_issuer(name[:at]) and issuer_names.is_issuer(name[at:])):
        return [name]
    return [name[:at], *_glued(name[at:])]


def _of_part(part: Part) -> Iterator[tuple[str, AnyField]]:
    text = part.text.text
    if part.role == "addressees":
        yield "addressees", Field(tuple(addressees(text)), part.line)
    elif part.role == "doc_number":
        yield "doc_number", Field(doc_numbers.of_line(text), part.line)
    elif part.role == "date":
        yield "成文日期", Field(dates.from_printed(text), part.line)
    elif part.role == "printed_by" and (printed := dates.PRINTED.search(text)):
        yield "印发日期", Field(dates.from_printed(printed[0]), part.line)


def _of_metadata(fields: Sequence[tuple[str, str, Part]]) -> Iterator[tuple[str, Field[str]]]:
    for label, value, part in fields:
        name = field_labels.name_of(label)
        if not name or field_labels.is_none(value) or label in field_labels.OF_PAGES:
            continue
        if read := _read(name, value):
            yield name, Field(read, part.line)


def _of_page(
    fields: Sequence[tuple[str, str, Part]], *, is_dated: bool
) -> Iterator[tuple[str, Field[str]]]:
    """What a date says that no label tells: when the page was put up, else when it was written.

    Args:
        fields: of the metadata.
        is_dated: whether the document has a date of its own.
    """
    for label, value, part in fields:
        date = dates.from_printed(value) if label in field_labels.OF_PAGES else None
        if date:
            is_of_page = is_dated or dates.CLOCK.search(value)
            yield ("发布日期" if is_of_page else "成文日期"), Field(date, part.line)


def _read(name: str, value: str) -> str | None:
    """The value of a field as the record has it."""
    if name in dates.FIELDS:
        return dates.from_printed(value)
    if name == "doc_number":
        return doc_numbers.of_value(value)
    if name == "issuer" and issuer_names.is_issuer(value):
        return "、".join(_issuers(value))
    return _BLANK_BY_DIGIT.sub("", value) if name == "title" else value


def _instead(
    blocks: Sequence[Unit], fields: Sequence[tuple[str, str, Part]]
) -> Iterator[tuple[str, AnyField]]:
    """Who a red head names; then who published the document, and its number in a list of files."""
    for block in blocks if any(one.kind == "notice" for one in blocks) else ():
        named = issuer_names.red_heads([part.text.text for part in block.parts])
        if named and block.kind in ("notice", "signature"):
            names = [name for line in named for name in _issuers(line)]
            yield "issuer", Field("、".join(names), block.parts[0].line)
        for part in block.parts:
            head = issuer_names.red_head(part.text.text) if block.kind == "notice" else None
            if head:
                yield "issuer", Field("、".join(_issuers(head)), part.line)
    for label, value, part in fields:
        name = field_labels.INSTEAD.get(label)
        if name == "issuer" and issuer_names.is_issuer(value):
            yield name, Field(value, part.line)
        elif name == "doc_number" and (number := doc_numbers.of_line(value)):
            yield name, Field(number, part.line)


def addressees(text: str) -> list[str]:
    """The names of a 主送机关 line: split at commas, and at 、 behind a whole name.

    What stands in brackets is not split, nor 各乡、镇人民政府 and 省、市驻某县单位, nor what goes
    on with a single character or an ending that names no body by itself: 区政府各委、办、局.
    Zones that share what stands behind them are one name: 甲片区、乙园区等管委会.
    """
    names = re.split(r"[,，](?![^(（]*[)）])", text.rstrip(":：").strip())
    return [name for part in names for name in _enumerated(part.strip()) if name]


def _enumerated(text: str) -> Iterator[str]:
    pieces = [piece.strip() for piece in re.split(r"、(?![^(（]*[)）])", text)]
    begun: list[str] = []
    is_summed = bool(_SUMMED.search(text))
    for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
        is_whole = _WHOLE_NAME.search(piece) or (
            not begun and not is_summed and _PLACE.fullmatch(piece)
        )
        begun.append(piece)
        goes_on = _FRAGMENT.fullmatch(following) or (
            len(piece) == 1 and following.startswith(_LAST_OF_ALL)
        )
        if is_whole and not goes_on:
            yield "、".join(begun)
            begun = []
    yield "、".join(begun)


def _kind(work: str | None, title: Field[str]) -> Field[str]:
    if work:
        kind = work.split(".")[0].rsplit("-", 1)[1]
        if title.line and title.value and title_lines.kind(title.value) == kind:
            return Field(kind, title.line)
        return Field(kind, ground="据作品号")
    if title.value:
        return Field(title_lines.kind(title.value), title.line, title.ground)
    return Field("other", ground=lexicon.glossary("plan")["untitled"])


def _period(record: Record, units: Sequence[Unit]) -> Field[Period]:
    """The years of the title, of the five-year plan it names, or of an emergency plan's date.

    An emergency plan is for no years; it is told from others by when it was made. Where the title
    tore its years (20212023年), they are those of the line that has them whole.
    """
    title = record.title
    text = title.value or ""
    if years := dates.years(text):
        is_read = years[0] <= years[1]  # those that run backwards are told (`record_doubts`)
        return Field(Period(*years), title.line, title.ground) if is_read else Field()
    if torn := dates.torn_years(text):
        return _whole_years(units, torn)
    if only := dates.year(text):
        return Field(Period(only, only), title.line, title.ground)
    if named := five_year_plans.named(text):
        ground = f"{_FIELDS['title']}{named.words}"
        return Field(Period(named.first, named.last), ground=ground)
    if record.kind.value == _EMERGENCY:
        for date in map(record.date, dates.FIELDS):
            if date.value and date.value[:4].isdecimal():
                year = int(date.value[:4])
                return Field(Period(year, year), date.line, date.ground)
    return Field()


def _whole_years(units: Sequence[Unit], torn: tuple[int, int]) -> Field[Period]:
    """The years that a title tore, where what stands round the text has them whole."""
    parts = (part for unit in units if unit.is_block and unit.document == 1 for part in unit.parts)
    lines = (part.line for part in parts if torn in dates.spans(part.text.text))
    line = next(lines, None)
    return Field(Period(*torn), line) if line else Field()
