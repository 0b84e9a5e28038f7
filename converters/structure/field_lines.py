"""The metadata above or below a document: which lines are its fields, and what each field states.

A field is a label and its value on one line, or a label on a line of its own and its value on the
next. Pages of tables give one cell a line, or a row with blanks between, and then no colon shows a
label: there only a row of labels that alternate with fitting values is metadata.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from converters import lexicon
from converters.models.unit import Part, Unit
from converters.text import dates, doc_numbers, field_labels

_WORDS = lexicon.words("document")
_STOPS = re.compile("[。；]")
_ENDS = re.compile("[：:]$")
_TITLE = re.compile(rf"(?:{lexicon.alternatives(_WORDS['title_endings'])})$")
_UNKNOWN = re.compile(
    r"(?:[-*+•·●◆■▪]\s{0,8})?[\w\u4e00-\u9fff ]{2,12}[:：]\s*[^\s。；][^。；]{0,120}"
)
_BULLETS = "-*+•·●◆■▪ \u3000"
_BULLETED = re.compile(r"[-*+•·●◆■▪]\s{0,8}[^\s。；][^。；]{3,119}$")
_CODE = re.compile(r"[A-Z0-9]{6,24}[-/][A-Z0-9]{2,8}(?:[-/][A-Z0-9]{1,12}){0,5}")
_WORDS_OF_FORMS = lexicon.glossary("fields")
_OF_ADDRESS = re.compile(r"[\w\u4e00-\u9fff ]{1,12}[:：]\s*https?://")
_KEY = re.compile(r"[A-Za-z][A-Za-z_]{1,30}:(?:\s|$)")
_ITEM = "- "
_MAX_TITLE = 120
_MAX_VALUE = 60
_MIN_NAMED = 6
_MIN_CELLS = 3
_MIN_ROWS = 3
_MIN_FITTING = 2
_VALUE_AND_LABEL = 2
_MOST_BELOW = 60


class Stated(NamedTuple):
    """A field as it is stated: its value is empty if the label has none; `at` is a line's index."""

    label: str
    value: str
    at: int


@dataclass(frozen=True)
class Fields:
    """What the metadata states, and the indices of its lines."""

    stated: tuple[Stated, ...] = ()
    lines: frozenset[int] = frozenset()


def find(lines: Sequence[str], taken: Container[int] = ()) -> Fields:
    """The metadata among some lines; none if a label or two may be words of a sentence.

    The lines found give the same fields again when they are asked for alone.

    Args:
        lines: texts of lines before the first clause.
        taken: indices of lines that are something else.
    """
    rows = [[] if at in taken else list(_of_line(line, at)) for at, line in enumerate(lines)]
    for at, fields in _blank_rows(lines, rows, taken):
        rows[at] = fields
    for at, label in _bare_values(lines, rows, taken):
        rows[at] = [Stated(label, lines[at].lstrip(_BULLETS), at)]
    for at in _cells(lines, rows, taken):
        rows[at] = [Stated(_bare(lines[at]), "", at)]
    below = _values_below(lines, rows, taken)
    stated: list[Stated] = []
    for at, row in enumerate(rows):
        is_answered = bool(row) and not row[-1].value and at + 1 in below
        stated += row[:-1] if is_answered else row
        if is_answered:
            stated.append(Stated(row[-1].label, lines[at + 1], at + 1))
    if not field_labels.are_fields((one.label, one.value) for one in stated):
        return Fields()
    found = {at for at, row in enumerate(rows) if row} | below
    found |= {at for at in (*_unknown(lines, found), *_keys(lines, found)) if at not in taken}
    return Fields(tuple(stated), frozenset(found))


def below(lines: Sequence[str]) -> int:
    """How many of the last lines are metadata that a page prints below a document.

    Texts end in labels too, of a meeting or of who answers for what (时间：…, 责任部门：…): one
    field at least must tell the document, or who copied it, and none may be the number of a clause.
    """
    start = len(lines)
    while start and len(lines) - start < _MOST_BELOW and any(field_labels.fields(lines[start - 1])):
        start -= 1
    found = find(lines[start:])
    is_proved = any(
        field_labels.identifies(one.label, one.value)
        or field_labels.is_of_collector(one.label, one.value)
        for one in found.stated
    )
    return len(lines) - start if is_proved else 0


def of_units(units: Sequence[Unit]) -> list[tuple[str, str, Part]]:
    """The fields of the metadata above a document: label, value as printed, and the line of it.

    A label without a value has an empty one.
    """
    blocks = (unit for unit in units if unit.kind == "metadata" and unit.document == 1)
    parts = [part for block in blocks for part in block.parts]
    found = find([part.text.text for part in parts])
    return [(one.label, one.value, parts[one.at]) for one in found.stated]


def _of_line(line: str, at: int) -> Iterator[Stated]:
    for label, start, end in field_labels.fields(line):
        yield Stated(label, line[start:end], at)


def _blank_rows(
    lines: Sequence[str], rows: Sequence[Sequence[Stated]], taken: Container[int]
) -> Iterator[tuple[int, list[Stated]]]:
    """Rows of a table of fields of which blanks alone are left, several that follow one another."""
    found = [
        []
        if at in taken or rows[at]
        else [Stated(label, line[start:end], at) for label, start, end in field_labels.of_row(line)]
        for at, line in enumerate(lines)
    ]
    for is_row, run in groupby(enumerate(found), key=lambda one: bool(one[1])):
        run_of_rows = list(run)
        stated = [one for _, fields in run_of_rows for one in fields if one.value]
        proofs = sum(_is_proof(field_labels.name_of(one.label), one.value) for one in stated)
        if is_row and len(run_of_rows) >= _MIN_ROWS and proofs >= _MIN_FITTING:
            yield from run_of_rows


def _bare(line: str) -> str:
    return field_labels.without_blanks(line)


def _bare_values(
    lines: Sequence[str], rows: Sequence[Sequence[Stated]], taken: Container[int]
) -> Iterator[tuple[int, str]]:
    """Lines of a list of values whose labels are lost, each with the label that its form tells.

    Two of them must be a number, a date or a code, and nothing else; one that says nothing by its
    form has no label.
    """
    bulleted = [
        at not in taken and not rows[at] and bool(_BULLETED.match(line))
        for at, line in enumerate(lines)
    ]
    for is_list, run in groupby(range(len(lines)), key=bulleted.__getitem__):
        labels = {at: _label_of(lines[at].lstrip(_BULLETS)) for at in run} if is_list else {}
        if len(labels) >= _MIN_ROWS and sum(map(bool, labels.values())) > _MIN_FITTING:
            yield from labels.items()


def _label_of(value: str) -> str:
    """The label that a value must have had; empty if its form tells none."""
    if doc_numbers.of_line(value):
        return _WORDS_OF_FORMS["doc_number"]
    if dates.STATED.fullmatch(value):
        return field_labels.DATE_ALONE
    if _CODE.fullmatch(value):
        return _WORDS_OF_FORMS["index_number"]
    return _WORDS_OF_FORMS["title"] if _TITLE.search(value) else ""


def _cells(
    lines: Sequence[str], rows: Sequence[Sequence[Stated]], taken: Container[int]
) -> Iterator[int]:
    """Labels without a colon, each a cell on a line of its own, in runs of labels and values."""
    labels = [
        at not in taken and not rows[at] and field_labels.is_label(_bare(line))
        for at, line in enumerate(lines)
    ]
    run: list[int] = []
    last = fitting = 0
    for at in [at for at, is_label in enumerate(labels) if is_label] + [len(lines) + _MIN_CELLS]:
        if run and at - last > _VALUE_AND_LABEL:
            if len(run) >= _MIN_CELLS and fitting >= _MIN_FITTING:
                yield from run
            run, fitting = [], 0
        if at < len(lines):
            run.append(at)
            last = at
            has_value = at + 1 < len(lines) and not labels[at + 1] and at + 1 not in taken
            name = field_labels.name_of(_bare(lines[at]))
            fitting += has_value and _is_proof(name, lines[at + 1])


def _is_proof(name: str | None, value: str) -> bool:
    """Whether a label and the line below it show each other to be a field."""
    if name:
        return _fits(name, value)
    return doc_numbers.of_line(value) is not None or bool(dates.STATED.fullmatch(value))


def _values_below(
    lines: Sequence[str], rows: Sequence[Sequence[Stated]], taken: Container[int]
) -> set[int]:
    """The lines that are values of the labels above them."""
    found: set[int] = set()
    goes_on = False  # whether the label before had its value below it
    for at, row in enumerate(rows):
        if not row:
            goes_on = goes_on and at in found
            continue
        if row[-1].value or at + 1 >= len(lines) or rows[at + 1] or at + 1 in taken:
            continue
        if lines[at + 1].startswith(_ITEM):
            found |= {one for one in _items(lines, at + 1) if one not in taken and not rows[one]}
            continue
        name = field_labels.name_of(row[-1].label)
        is_inside = goes_on or (at + 2 < len(lines) and bool(rows[at + 2]))
        is_certain = name or is_inside or field_labels.is_none(lines[at + 1])
        if is_certain and _fits(name, lines[at + 1]):
            found.add(at + 1)
            goes_on = True
    return found


def _items(lines: Sequence[str], start: int) -> Iterator[int]:
    """The lines of a list that is the value of a key, as YAML writes it (1.2, 8.2.1)."""
    at = start
    while at < len(lines) and lines[at].startswith(_ITEM):
        yield at
        at += 1


def _fits(name: str | None, value: str) -> bool:
    """Whether a line may be the value of the label above it; a title is one of a title alone."""
    if field_labels.is_none(value):
        return True
    if _STOPS.search(value) or _ENDS.search(value):
        return False
    if name in dates.FIELDS:
        return bool(dates.STATED.match(value))
    if name == "doc_number":
        return doc_numbers.in_value(value) is not None
    if name == "title":
        return len(value) <= _MAX_TITLE
    is_title = len(value) > _MIN_NAMED and _TITLE.search(value)
    is_code = name != "index_number" or any(char.isdigit() for char in value)
    return len(value) <= _MAX_VALUE and not is_title and is_code


def _keys(lines: Sequence[str], found: Container[int]) -> Iterator[int]:
    """Lines of keys in Latin letters among lines of metadata: a front matter has what it likes."""
    among = [at in found or bool(_KEY.match(line)) for at, line in enumerate(lines)]
    for is_run, run in groupby(range(len(lines)), key=among.__getitem__):
        block = list(run)
        if is_run and any(at in found for at in block):
            yield from block


def _unknown(lines: Sequence[str], found: set[int]) -> Iterator[int]:
    """Lines of labels that no list has, between lines of metadata, the last with an address."""
    run: list[int] = []
    begun = False
    for at, line in enumerate(lines):
        if at in found:
            if begun:
                yield from run
            run, begun = [], True
        elif begun and _OF_ADDRESS.match(line):
            yield from (*run, at)
            run = []
        elif begun and _UNKNOWN.fullmatch(line):
            run.append(at)
        else:
            run, begun = [], False
