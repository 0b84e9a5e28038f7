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
from converters.structure import front
from converters.text import dates, field_labels
from converters.text.mapped_text import Span

_FIELDS = lexicon.glossary("fields")
_ABSENT: Field[Any] = Field()
_EVIDENCE = lexicon.glossary("evidence")
_WHOLE_NAME = re.compile(
    rf"(?:{lexicon.alternatives(lexicon.words('document')['addressee_endings'])})"
    r"(?:[(（][^()（）]{1,10}[)）])?$"
)
_YEAR = re.compile(r"(\d{4})年")
_SPAN = re.compile(r"(\d{4})\s*[-—–~至]\s*(\d{4})年?")


def read(source: Source, units: Sequence[Unit]) -> Record:
    """The record of a plan."""
    stated = dict(_of_file(source, units).items())
    said = {name: one for name, one in source.edition.supplied.items() if one.ground is not None}
    if not said:
        return _record(stated)
    found = {name: _corrected(field, said.get(name)) for name, field in stated.items()}
    title: Any = found["title"]
    if title.ground is not None:  # what follows from the editor's title is his word as well
        derived: dict[str, AnyField] = {"kind": _kind(source.work, title), "period": _period(title)}
        known = {name: one for name, one in derived.items() if one.value and name not in said}
        found |= {name: _corrected(stated[name], one) for name, one in known.items()}
    return _record(found)


def idle(source: Source, units: Sequence[Unit]) -> Iterator[Problem]:
    """A Problem for each field of which the editor says what the file says itself."""
    edition = source.edition
    stated = dict(_of_file(source, units).items())
    for name, field in edition.supplied.items():
        if field.ground is not None and field.value == stated[name].value:
            line, work = stated[name].line, stated[name].ground
            where = f"原文第 {line} 行" if line else (work or _EVIDENCE["absent"])
            message = f".yml 所写的{_FIELDS[name]}与不写一样（{where}），请删去"
            span = source.line_span(line) if line else Span(0, 0)
            yield Problem("metadata-idle", message, span, place=edition.places.get((name, 0)))


def _of_file(source: Source, units: Sequence[Unit]) -> Record:
    """The record as the file and the work id have it."""
    found: dict[str, AnyField] = {}
    for name, field in _stated(units):
        found.setdefault(name, field)
    record = _record(found)
    return replace(record, kind=_kind(source.work, record.title), period=_period(record.title))


def _record(found: Mapping[str, AnyField]) -> Record:
    days = {name: found[name] for name in dates.FIELDS if found.get(name, _ABSENT) != _ABSENT}
    others = {name: field for name, field in found.items() if name not in dates.FIELDS}
    return Record(**others, dates=days)  # type: ignore[arg-type]  # each under its own name


def _corrected(stated: AnyField, said: AnyField | None) -> AnyField:
    """What the editor says of a field; where the file says the same, what it states."""
    if said is None or said.value == stated.value:
        return stated
    if stated.value is None or stated.line is None:
        return said
    was: Stated[Any] = Stated(stated.value, stated.line)
    return Field(said.value, ground=said.ground, corrected=was)


def _stated(units: Sequence[Unit]) -> Iterator[tuple[str, AnyField]]:
    blocks = [unit for unit in units if unit.is_block and unit.document == 1]
    paragraphs = [(block, part) for block in blocks for part in block.parts]
    metadata = [part for block, part in paragraphs if block.kind == "metadata"]
    for block in blocks:
        yield from _of_block(block)
    for part in metadata:
        yield from _of_metadata(part)
    titles = [_joined(block) for block in blocks if block.kind in ("title", "notice")]
    for title in (one for of_block in titles for one in of_block):
        yield "title", title
        yield from _of_title(title)


def _joined(block: Unit) -> Iterator[Field[str]]:
    """The titles of a block, each of the lines that follow one another."""
    for is_title, lines in groupby(block.parts, key=lambda part: part.role == "title"):
        parts = list(lines)
        if is_title:
            yield Field("".join(part.text.text for part in parts), parts[0].line)


def _of_title(title: Field[str]) -> Iterator[tuple[str, AnyField]]:
    """The issuer that a title names: 某市人民政府办公室关于印发某市应急预案的通知."""
    issuer, about, _ = str(title.value).partition("关于")
    if about and front.is_issuer(issuer):
        yield "issuer", Field("、".join(_issuers(issuer)), title.line)


def _of_block(block: Unit) -> Iterator[tuple[str, AnyField]]:
    """What a title, notice or signature states; over several lines it is one value."""
    titles = [part for part in block.parts if block.kind == "title"]
    if titles:
        yield "title", Field("".join(part.text.text for part in titles), titles[0].line)
    issuers = [part for part in block.parts if part.role == "issuer"]
    if issuers:
        names = (name for part in issuers for name in _issuers(part.text.text))
        yield "issuer", Field("、".join(names), issuers[0].line)
    for part in block.parts:
        yield from _of_part(part)


def _issuers(text: str) -> list[str]:
    """The bodies of a line, blanks between them; a line set letter by letter is one."""
    names = text.split()
    return names if all(len(name) > 1 for name in names) else [text]


def _of_part(part: Part) -> Iterator[tuple[str, AnyField]]:
    text = part.text.text
    if part.role == "addressees":
        yield "addressees", Field(tuple(addressees(text)), part.line)
    elif part.role == "doc_number":
        yield "doc_number", Field(text, part.line)
    elif part.role == "date":
        yield "成文日期", Field(dates.from_printed(text), part.line)
    elif part.role == "printed_by" and (printed := dates.PRINTED.search(text)):
        yield "印发日期", Field(dates.from_printed(printed[0]), part.line)


def _of_metadata(part: Part) -> Iterator[tuple[str, AnyField]]:
    text = part.text.text
    for label, start, end in field_labels.fields(text):
        name = field_labels.FIELDS[label]
        value = dates.from_printed(text[start:end]) if name in dates.FIELDS else text[start:end]
        if name and value:
            yield name, Field(value, part.line)


def addressees(text: str) -> list[str]:
    """The names of a 主送机关 line: split at commas, and at 、 behind a whole name.

    What stands in brackets is not split, nor 各乡、镇人民政府 and 省、市驻某县单位.
    """
    names = re.split(r"[,，](?![^(（]*[)）])", text.rstrip(":：").strip())
    return [name for part in names for name in _enumerated(part.strip()) if name]


def _enumerated(text: str) -> Iterator[str]:
    pieces = re.split(r"、(?![^(（]*[)）])", text)
    begun: list[str] = []
    for piece in pieces:
        begun.append(piece.strip())
        if _WHOLE_NAME.search(piece.rstrip()):
            yield "、".join(begun)
            begun = []
    yield "、".join(begun)


def _kind(work: str | None, title: Field[str]) -> Field[str]:
    if work:
        kind = work.split(".")[0].rsplit("-", 1)[1]
        if title.line and title.value and front.kind_of_title(title.value) == kind:
            return Field(kind, title.line)
        return Field(kind, ground="据作品号")
    if title.value:
        return Field(front.kind_of_title(title.value), title.line, title.ground)
    return Field("other", ground=lexicon.glossary("plan")["untitled"])


def _period(title: Field[str]) -> Field[Period]:
    text = title.value or ""
    if found := _SPAN.search(text):
        years = Period(int(found[1]), int(found[2]))
    elif found := _YEAR.search(text):
        years = Period(int(found[1]), int(found[1]))
    else:
        return Field()
    return Field(years, title.line, title.ground)
