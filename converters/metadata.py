"""The metadata of a plan: each field stated (with its line), supplied (with its ground), absent."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from converters import front, lexicon, numerals
from converters.models import Block, Paragraph, Plan

_LABELS: Mapping[str, str | None] = lexicon.words("metadata")["labels"]
_YEAR = re.compile(r"(\d{4})年")
_SPAN = re.compile(r"(\d{4})\s*[-—–~至]\s*(\d{4})年?")
_ISO = re.compile(r"([0-9X]{4})-([0-9X]{2})-([0-9X]{2})")
DATE_FIELDS = ("成文日期", "印发日期", "发布日期")


@dataclass(frozen=True)
class Field:
    """One value and its evidence: `line` where the file states it, or the editor's `ground`.

    Absent (原文未载) is a value of None with neither.
    """

    value: object = None
    line: int | None = None
    ground: str | None = None


def fields(plan: Plan) -> dict[str, Field]:
    """Title, issuer, doc_number, index_number, dates, addressees, kind, place and period.

    What the file states goes before what the editor supplies.
    """
    found: dict[str, Field] = {}
    for name, field in _stated(plan):
        found.setdefault(name, field)
    for name, supplied in plan.source.edition.metadata.items():
        found.setdefault(name, Field(supplied.value, ground=supplied.ground))
    found.setdefault("title", Field())
    found.setdefault("kind", _kind(plan, found["title"]))
    found.setdefault("period", _period(found["title"]))
    names = ("issuer", "doc_number", "index_number", "addressees", "place", *DATE_FIELDS)
    return found | {name: Field() for name in names if name not in found}


def iso_date(text: str) -> str | None:
    """A printed date as ISO 8601, None if the calendar has no such day.

    X stands for a digit that cannot be read (EDTF, ISO 8601-2).

    >>> iso_date("2023年3月30日"), iso_date("二〇二三年三月三十日"), iso_date("2022年□月□日")
    ('2023-03-30', '2023-03-30', '2022-0X-0X')
    """
    found = front.DATE.search(text)
    if not found:
        return None
    year = numerals.year_digits(found["year"]).replace("□", "X")
    date = "-".join([year, _two_digits(found["month"]), _two_digits(found["day"])])
    try:
        datetime.date.fromisoformat(date.replace("X", "1"))
    except ValueError:
        return None
    return date


def printed_date(text: str) -> str:
    """An ISO 8601 date as documents print it; anything else as it is.

    >>> printed_date("2023-03-30"), printed_date("2022-0X-0X"), printed_date("某市")
    ('2023年3月30日', '2022年□月□日', '某市')
    """
    found = _ISO.fullmatch(text)
    if not found:
        return text
    year, month, day = (part.replace("X", "□") for part in found.groups())
    return f"{year}年{month.removeprefix('0')}月{day.removeprefix('0')}日"


def _two_digits(text: str) -> str:
    if "□" in text:
        return text.replace("□", "X").rjust(2, "0")
    return f"{numerals.parse(text) or 0:02}"


def _stated(plan: Plan) -> Iterator[tuple[str, Field]]:
    paragraphs = [(block, part) for block in plan.blocks for part in block.paragraphs]
    metadata = [part for block, part in paragraphs if block.kind == "metadata"]
    for block, part in paragraphs:
        yield from _of_part(block, part)
    for part in metadata:
        yield from _of_metadata(part)
    notice_titles = [p for b, p in paragraphs if b.kind == "notice" and p.role == "title"]
    for part in notice_titles:
        yield "title", Field(part.text.text, part.line)


def _of_part(block: Block, part: Paragraph) -> Iterator[tuple[str, Field]]:
    text = part.text.text
    if part.role == "addressees":
        yield "addressees", Field(addressees(text), part.line)
    elif part.role in ("issuer", "doc_number"):
        yield part.role, Field(text, part.line)
    elif part.role == "date":
        yield "成文日期", Field(iso_date(text), part.line)
    elif block.kind == "title":
        yield "title", Field(text, part.line)


def _of_metadata(part: Paragraph) -> Iterator[tuple[str, Field]]:
    text = part.text.text
    for label, start, end in front.fields(text):
        name = _LABELS[label]
        value = iso_date(text[start:end]) if name in DATE_FIELDS else text[start:end]
        if name and value:
            yield name, Field(value, part.line)


def addressees(text: str) -> list[str]:
    """The names of a 主送机关 line: split at commas, and at 、 outside brackets."""
    names = re.split(r"[,，](?![^(（]*[)）])|、(?![^(（]*[)）])", text.rstrip(":：").strip())
    return [name.strip() for name in names if name.strip()]


def _kind(plan: Plan, title: Field) -> Field:
    work = plan.source.work
    if work:
        kind = work.split(".")[0].rsplit("-", 1)[1]
        if title.line and title.value and front.kind_of_title(str(title.value)) == kind:
            return Field(kind, title.line)
        return Field(kind, ground="据作品号")
    if title.value:
        return Field(front.kind_of_title(str(title.value)), title.line, title.ground)
    return Field("other", ground="原文无标题")


def _period(title: Field) -> Field:
    text = str(title.value or "")
    if found := _SPAN.search(text):
        value = {"from": int(found[1]), "to": int(found[2])}
    elif found := _YEAR.search(text):
        value = {"from": int(found[1]), "to": int(found[1])}
    else:
        return Field()
    return Field(value, title.line, title.ground)
