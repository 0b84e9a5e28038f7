"""What the metadata leaves open: labels without values, dates and numbers that say nothing.

Each is told at its line, so that a field that stays absent does so aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from converters import lexicon
from converters.models.located import Problem
from converters.models.record import Record
from converters.models.unit import Part, Unit
from converters.structure import field_lines, issuer_names, letters, title_lines
from converters.text import dates, doc_numbers, field_labels, site_words

_EMPTY = "标签“{}”后没有值；原文若有，请在 .yml 中补写"
_NO_DATE = "“{}”不是日期，未作{}"
_NO_DAY = "“{}”没有日，未作日期；知道哪一天的，请在 .yml 中补写"
_IMPOSSIBLE = "历法上没有“{}”这一天，未作日期；请核对原文，在 .yml 中补写"
_BACKWARDS = "“{}”的首年晚于末年，未作时期；请核对原文，在 .yml 中补写"
_TORN = "“{}”的年份像是失去了中间的连接号，{}；请核对"
_TORN_READ = "时期据第 {} 行作 {}—{} 年"
_TORN_UNREAD = "未作时期，在 .yml 中补写"
_OTHER_YEARS = "“{}”的年份与题名“{}”的不同，时期据题名；请核对"
_NO_ISSUER = "“{}”不像是发文机关的名称，照录；请核对"
_NO_NUMBER = "“{}”像是发文字号，未能读出；请在 .yml 中补写"
_AS_STATED = "“{}”不是发文字号的写法（年份在〔〕内，末尾为“号”），照录；请核对，在 .yml 中补写"
_UNKNOWN = "标签“{}”不在所知之列，它的值像是发文字号，未能读出；请在 .yml 中补写"
_NO_PUBLISHER = "没有读出发文机关；标签“{}”的值“{}”不像是它的名称，未作发文机关，请在 .yml 中补写"
_TO_WHOM = "“{}”像是主送机关，未能读出；请在 .yml 中补写"
_OF_PAGE = "“{}”带有时刻，像是网页发布的时间，未作成文日期；原文若有，请在 .yml 中补写"
_AS_MADE = "“{}”带有时刻，像是网页发布的时间，作了成文日期；请核对"
_UNLIKELY = "“{}”不像是一份文件的题名：只有文种，或带有别的符号；请核对，在 .yml 中补写"
_DRAFT = "“{}”像是没有定稿的文件；收入的若应是印发的一份，请换原件"
_TEMPLATE = "“{}”隐去了地名，像是范本，不像一份印发的文件；请核对"
_DOUBLED = "发文机关“{}”连印了两遍，只取一遍"

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_ODD = re.compile(r"[#!*@$^|\\~{}]")
"""What no title is printed with, and a copy may set beside it."""

_HIDDEN_PLACE = re.compile(r"[XxＸ×]{1,3}(?=[省市县区镇乡])")
_OF_DRAFTS = re.compile(
    rf"[(（](?:{lexicon.alternatives(lexicon.words('document')['draft_marks'])})[)）]"
)


def find(units: Sequence[Unit], record: Record) -> Iterator[Problem]:
    """A Problem for each doubt about the metadata of the first document of a file.

    Args:
        units: of the file.
        record: what is known of it.
    """
    blocks = [unit for unit in units if unit.is_block and unit.document == 1]
    parts = [(block, part) for block in blocks if not block.rule for part in block.parts]
    yield from _of_fields(units, record)
    yield from _left_out(units, record)
    yield from _numbers(parts)
    yield from _addressees(parts)
    yield from _unlikely_title(parts, record)
    yield from _years(parts, record)
    for _, part in parts:
        yield from _of_part(part)
    for (_, part), (_, following) in pairwise(parts):
        if issuer_names.doubled(part.text.text + following.text.text) == part.text.text:
            yield _problem("issuer-doubled", _DOUBLED.format(part.text.text), part)


def _unlikely_title(parts: Sequence[tuple[Unit, Part]], record: Record) -> Iterator[Problem]:
    """A title that is but the word for a kind, holds other marks, or is a draft's, a template's."""
    printed = record.title.value or ""
    title = "".join(_BRACKETS.sub("", printed).split())
    said = _UNLIKELY if title_lines.is_kind(title) or _ODD.search(title) else ""
    said = said or (_DRAFT if _OF_DRAFTS.search(printed) else "")
    said = said or (_TEMPLATE if _HIDDEN_PLACE.search(printed) else "")
    titles = (part for _, part in parts if part.role == "title" and part.line == record.title.line)
    for part in islice(titles, bool(said)):
        yield _problem("title-unlikely", said.format(printed), part)


def _years(parts: Sequence[tuple[Unit, Part]], record: Record) -> Iterator[Problem]:
    """A title that tore its years, and others of the same document that have other ones."""
    title, period = record.title.value or "", record.period
    titles = (part for _, part in parts if part.role == "title" and part.text.text in title)
    torn = dates.torn_years(title) and not dates.years(title)
    for part in islice(titles, bool(torn)):
        read = _TORN_READ.format(period.line, *period.value) if period.value else _TORN_UNREAD
        yield _problem("period-torn", _TORN.format(title, read), part)
    own, name = _printed_years(title), _without_years(title)
    for part in (part for _, part in parts) if own else ():
        text = part.text.text
        is_other = part.role in ("title", "attachments") and text not in title
        names = title_lines.issued([text]) or ([text] if is_other else ())
        for other in names:
            years = _printed_years(other)
            if years and years != own and _without_years(other).endswith(name):
                yield _problem("period-differs", _OTHER_YEARS.format(other, title), part)


def _printed_years(title: str) -> tuple[int, int] | None:
    """The years that a title prints: a span, or one alone."""
    only = dates.year(title)
    return dates.years(title) or ((only, only) if only else None)


def _without_years(title: str) -> str:
    """A title but for its years and what stands in brackets and marks."""
    return re.sub(r"[\W\d年]|的通知$", "", _BRACKETS.sub("", title))


def _of_fields(units: Sequence[Unit], record: Record) -> Iterator[Problem]:
    empty: dict[int, tuple[Part, list[str]]] = {}
    is_signed = any(part.role == "date" for unit in units for part in unit.parts)
    made = record.date("成文日期")
    for label, value, part in field_lines.of_units(units):
        name = field_labels.name_of(label)
        if not value:
            if not field_labels.may_be_empty(label):
                empty.setdefault(part.line, (part, []))[1].append(label)
        elif field_labels.is_none(value):
            continue
        elif name in dates.FIELDS and dates.from_printed(value) is None:
            if dates.is_impossible(value):
                yield _problem("date-impossible", _IMPOSSIBLE.format(value), part)
            else:
                yield _problem("date-unread", _NO_DATE.format(value, name), part)
        elif name == "成文日期" and not is_signed and dates.CLOCK.search(value):
            if made.value is None or made.line == part.line:
                said = _AS_MADE if made.value else _OF_PAGE
                yield _problem("date-of-page", said.format(value), part)
        else:
            yield from _unread_value(name, value, part)
    for part, labels in empty.values():
        yield _problem("metadata-empty", _EMPTY.format("、".join(labels)), part)


def _left_out(units: Sequence[Unit], record: Record) -> Iterator[Problem]:
    """What the metadata may say of fields that stay absent: under labels that are no field's."""
    stated = field_lines.of_units(units)
    if record.issuer.value is None:
        for label, value, part in stated:
            if field_labels.INSTEAD.get(label) == "issuer" and _names_somebody(value):
                yield _problem("issuer-unread", _NO_PUBLISHER.format(label, value), part)
    if record.doc_number.value is None:
        known = {part.line for _, _, part in stated}
        metadata = [unit for unit in units if unit.kind == "metadata" and unit.document == 1]
        for part in (part for unit in metadata for part in unit.parts if part.line not in known):
            label, _, value = re.sub("：", ":", part.text.text).partition(":")
            if doc_numbers.of_line(value.strip()):
                yield _problem("metadata-unread", _UNKNOWN.format(label.strip()), part)


def _names_somebody(value: str) -> bool:
    """Whether a value may name a body: the name of a web site and 无 name none."""
    return bool(value) and not field_labels.is_none(value) and not site_words.is_site(value)


def _unread_value(name: str | None, value: str, part: Part) -> Iterator[Problem]:
    if name == "issuer" and not issuer_names.is_issuer(_BRACKETS.sub("", value)):
        yield _problem("issuer-unread", _NO_ISSUER.format(value), part)
    elif name == "doc_number" and not doc_numbers.is_whole(value):
        said = _NO_NUMBER if doc_numbers.of_value(value) is None else _AS_STATED
        yield _problem("doc-number-unread", said.format(value), part)


def _numbers(parts: Sequence[tuple[Unit, Part]]) -> Iterator[Problem]:
    """What looks like 发文字号 and is none, in a document where no other line is one."""
    if any(part.role == "doc_number" for _, part in parts):
        return
    for block, part in parts:
        text = part.text.text
        if block.kind in ("notice", "unparsed", "preamble") and doc_numbers.seems(text):
            yield _problem("doc-number-unread", _NO_NUMBER.format(text), part)


def _addressees(parts: Sequence[tuple[Unit, Part]]) -> Iterator[Problem]:
    """What stands where addressees do, above the first sentence, in a document that has none."""
    if any(part.role == "addressees" for _, part in parts):
        return
    is_titled = False
    for block, part in parts:
        text = part.text.text
        is_text = part.role == "text" and block.kind in ("notice", "preamble", "unparsed")
        if is_titled and is_text and letters.is_unread_addressees(text):
            named = re.split("[:：]", text)[0]
            yield _problem("addressees-unread", _TO_WHOM.format(named), part)
        if is_text and "。" in text:
            return
        is_titled = is_titled or part.role in ("title", "doc_number")


def _of_part(part: Part) -> Iterator[Problem]:
    text = part.text.text
    years = dates.years(text) if part.role == "title" else None
    if years and years[0] > years[1]:
        yield _problem("period-backwards", _BACKWARDS.format(text), part)
    if part.role == "date" and dates.from_printed(text) is None:
        if dates.MONTH.fullmatch(text):
            yield _problem("date-unread", _NO_DAY.format(text), part)
        else:
            yield _problem("date-impossible", _IMPOSSIBLE.format(text), part)
    if part.role == "issuer" and any(issuer_names.once(name) != name for name in text.split()):
        yield _problem("issuer-doubled", _DOUBLED.format(issuer_names.once(text)), part)


def _problem(code: str, message: str, part: Part) -> Problem:
    return Problem(code, message, part.text.span)
