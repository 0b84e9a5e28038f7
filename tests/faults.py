"""Faults that texts are received with, each put into a well-formed text by one function.

A function takes the text of a generated document and a number that decides where and how; it gives
the text with the fault, the lines of the fault, and what a reader finds there all the same, or None
where the text has no place for it. What is right is what a reader would say, never what a rule does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import yaml
from opencc import OpenCC

from tests.generated_documents import Layout, Part, wrapped

WORDS: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))

LABEL = re.compile(
    r"[\u3000 ]*(?P<label>[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]"
    r"|\d+(?:\.\d+)+\s?|\d+[.．﹒、\s]|[（(]\d+[）)])"
)
"""What a numbered line of a generated document begins with."""

_MIN_ENTRIES = 3
_MIN_GLOSSES = 5
_PAGE = 6
_MEASURE = 34
_LONG = 50
_HAN = "\u4e00-\u9fff"


@dataclass(frozen=True)
class Faulty:
    """A text with a fault.

    Args:
        text: the text.
        first: the first line of the fault (1-based, lines end in a line feed).
        last: its last line.
        record: fields that the fault states, by their names; empty for what it leaves out.
        present: paragraphs that it adds to some clause.
        verbatim: words to be read just so, at the lines of the fault.
        unreadable: whether nobody can read the text as it was: a person must be told.
        tables: of each table or box that it adds, how many rows.
        duties: role and body of each duty that it adds; a role that is named in that of the list.
    """

    text: str
    first: int
    last: int
    record: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    verbatim: tuple[str, ...] = ()
    unreadable: bool = False
    tables: tuple[int, ...] = ()
    duties: tuple[tuple[str, str], ...] = ()


Put = Callable[[str, int], Faulty | None]

STYLES = ("official, mixed brackets", "decimals with a blank")
INDENTED, FLUSH = Layout("\u3000\u3000"), Layout()


@dataclass(frozen=True)
class Among:
    """The documents that a fault falls on, and what may become of them.

    Args:
        parts: what the document must have.
        layout: of the text.
        refused: whether the text may be refused, or must be.
        traditional: whether what is read is to be compared in simplified characters.
    """

    parts: tuple[Part, ...] = ()
    layout: Layout = INDENTED
    refused: Literal["no", "may", "must"] = "no"
    traditional: bool = False


@dataclass(frozen=True)
class Fault:
    """A kind of fault: what puts it into a text, and into which."""

    put: Put
    among: Among = Among()


FAULTS: dict[str, Fault] = {}
"""Every kind of fault by what it is."""


def fault(what: str, among: Among = Fault.among) -> Callable[[Put], Put]:
    """Enters the function below as a kind of fault."""

    def entered(put: Put) -> Put:
        FAULTS[what] = Fault(put, among)
        return put

    return entered


# Where things stand in a text.


def title_line(lines: Sequence[str]) -> int:
    """The index of the line with the title of the plan: below the notice, if there is one."""
    named = re.search("关于印发《(.+?)》的通知", "\n".join(lines))
    return next((at for at, line in enumerate(lines) if named and line.strip() == named[1]), 0)


def labelled(lines: Sequence[str]) -> list[int]:
    """The indices of the numbered lines of the body."""
    return [at for at in range(title_line(lines) + 1, len(lines)) if LABEL.match(lines[at])]


def leaf_end(text: str, pick: int) -> tuple[list[str], int] | None:
    """The lines of a text, and the index of the one after the text of a clause; another follows."""
    lines = text.split("\n")
    ends = [
        below
        for above, below in pairwise(labelled(lines))
        if below - above > 1 and not lines[below - 1].rstrip().endswith("）")
    ]
    return (lines, one_of(ends, pick)) if ends else None


def inserted(lines: Sequence[str], at: int, new: Sequence[str], **found: Any) -> Faulty:
    """The text with lines put in before the line with an index."""
    text = "\n".join([*lines[:at], *new, *lines[at:]])
    return Faulty(text, at + 1, at + len(new), **found)


def replaced(lines: Sequence[str], at: int, new: str, **found: Any) -> Faulty:
    """The text with another text for the line with an index."""
    text = "\n".join([*lines[:at], new, *lines[at + 1 :]])
    return Faulty(text, at + 1, at + 1 + new.count("\n"), **found)


def whole(text: str, **found: Any) -> Faulty:
    """A text that is faulty throughout."""
    return Faulty(text, 1, text.count("\n") + 1, **found)


def one_of(words: Sequence[Any], pick: int) -> Any:
    """The word that a number picks."""
    return words[pick % len(words)]


# Contents lists and page numbers.


def _contents(text: str, leader: str) -> tuple[list[str], list[str]] | None:
    """The lines of a text, and the entries of its contents if there are enough of them."""
    lines = text.split("\n")
    heads = [lines[at].strip().partition("。")[0] for at in labelled(lines)]
    filled = leader if "{}" in leader else leader + "{}"
    entries = [head + filled.format(page) for page, head in enumerate(heads, 3)]
    return (lines, entries) if len(entries) >= _MIN_ENTRIES else None


@fault("contents without a title")
def contents_without_title(text: str, pick: int) -> Faulty | None:
    """The headings with pages stand below the title, no 目录 above them."""
    if found := _contents(text, one_of(WORDS["leaders"], pick)):
        lines, entries = found
        return inserted(lines, title_line(lines) + 1, entries)
    return None


@fault("contents whose title is glued to the line before")
def contents_glued(text: str, pick: int) -> Faulty | None:
    """The word 目录 ends the line of the title."""
    if found := _contents(text, one_of(WORDS["leaders"][:2], pick)):
        lines, entries = found
        at = title_line(lines)
        glued = lines[at] + one_of(WORDS["contents_titles"], pick)
        return replaced(lines, at, "\n".join([glued, *entries]))
    return None


@fault("contents with page numbers in any form")
def contents_pages(text: str, pick: int) -> Faulty | None:
    """A list of contents with its title and pages set off in any way."""
    if found := _contents(text, one_of(WORDS["leaders"], pick)):
        lines, entries = found
        title = one_of(WORDS["contents_titles"], pick // 5)
        return inserted(lines, title_line(lines) + 1, [title, *entries])
    return None


@fault("page numbers between lines")
def page_numbers_between(text: str, pick: int) -> Faulty | None:
    """Two pages end, the number of each on a line of its own."""
    lines, form = text.rstrip("\n").split("\n"), one_of(WORDS["page_numbers"], pick)
    body = range(title_line(lines) + 2, len(lines))
    if len(body) < _PAGE:
        return None
    first = body[pick % (len(body) - _PAGE + 1)]
    second = first + _PAGE - 1
    made = [*lines[:first], form.format(4), *lines[first:second], form.format(5), *lines[second:]]
    return Faulty("\n".join(made), first + 1, second + 2)


@fault("page number inside a line", Among(layout=FLUSH))
def page_number_inside(text: str, pick: int) -> Faulty | None:
    """The foot of a page stands before the rest of the sentence that the page cuts."""
    lines = text.split("\n")
    long = [at for at, line in enumerate(lines) if len(line) > _LONG]
    if not long:
        return None
    at = one_of(long, pick)
    first, *rest = wrapped(lines[at], _MEASURE)
    return replaced(lines, at, "\n".join([first, f"{pick % 60 + 1}{rest[0]}", *rest[1:]]))


# Lines.


@fault("hard wraps without indents", Among(layout=FLUSH))
def hard_wraps(text: str, pick: int) -> Faulty | None:
    """Every paragraph is cut at a measure, and none is indented."""
    measure = _MEASURE - pick % 9
    if not any(len(line) > _LONG for line in text.split("\n")):
        return None
    return whole("\n".join(piece for line in text.split("\n") for piece in wrapped(line, measure)))


@fault("vertical tabs as line ends", Among(parts=("notice",)))
def vertical_tabs(text: str, pick: int) -> Faulty | None:
    """Word writes its soft line ends (↓) as U+000B; all of them, or those of the plan."""
    return _other_ends(text, "\v", pick)


@fault("line separators as line ends", Among(parts=("notice",)))
def line_separators(text: str, pick: int) -> Faulty | None:
    """A page has U+2028 where lines end; all of them, or those of the plan."""
    return _other_ends(text, "\u2028", pick)


def _other_ends(text: str, end: str, pick: int) -> Faulty:
    lines = text.rstrip("\n").split("\n")
    start = title_line(lines) if pick % 2 else 0
    rest = end.join(lines[start:])
    made = "\n".join([*lines[:start], rest])
    return Faulty(made, start + 1, start + 1)


@fault("the whole body on one line", Among(parts=("notice",), refused="may"))
def one_line(text: str, pick: int) -> Faulty | None:
    """Line ends became blanks, or nothing: of all lines, or of those below the title."""
    lines = [line.strip() for line in text.rstrip("\n").split("\n")]
    start = title_line(lines) + 1 if pick % 2 else 0
    rest = one_of((" ", ""), pick // 2).join(lines[start:])
    return Faulty("\n".join([*lines[:start], rest]), start + 1, start + 1)


# Characters.


@fault("a full stop that OCR reads as a dot")
def ocr_stops(text: str, pick: int) -> Faulty | None:
    """A heading ends in `.`; or every sentence does."""
    lines = text.split("\n")
    stopped = [at for at in labelled(lines) if "。" in lines[at]]
    if not stopped:
        return None
    if pick % 3 == 0:
        return whole(text.replace("。", "."))
    at = one_of(stopped, pick)
    return replaced(lines, at, lines[at].replace("。", ".", 1))


@fault("blanks between digits and Han", Among(parts=("notice",)))
def blanks_by_digits(text: str, pick: int) -> Faulty | None:
    """What a PDF gives: 2024 年 3 月, 〔2024〕12 号; on one side or on both."""
    before = rf"(?<=[{_HAN}])(?=\d)" if pick % 2 else r"(?!)"
    return whole(re.sub(rf"{before}|(?<=\d)(?=[{_HAN}])", " ", text))


@fault("digits on lines of their own", Among(parts=("notice",)))
def digits_on_own_lines(text: str, pick: int) -> Faulty | None:
    """An extractor parts what is set in another font: the year, the number, the date."""
    made = re.sub(rf"(?<=[{_HAN}〔〕])(\d+)(?=[{_HAN}〔〕])", "\n\\1\n", text)
    made = re.sub(r"(?m)^(\d{4})(?=[年])", "\\1\n", made) if pick % 2 else made
    return whole(made)


@fault("two opening quotes")
def two_opening_quotes(text: str, pick: int) -> Faulty | None:
    """A closing quote is printed as an opening one."""
    quoted = [*re.finditer("“([^”\n]+)”", text)]
    if not quoted:
        return None
    found = one_of(quoted, pick)
    line = text.count("\n", 0, found.start()) + 1
    made = f"{text[: found.end() - 1]}“{text[found.end() :]}"
    return Faulty(made, line, line, verbatim=(found[0],))


@fault("a title mark without its other one", Among(parts=("notice",)))
def unbalanced_title_marks(text: str, pick: int) -> Faulty | None:
    """《 or 》 is lost."""
    named = [*re.finditer("《([^》\n]+)》", text)]
    found = one_of(named, pick)
    line = text.count("\n", 0, found.start()) + 1
    lost = found.start() if pick % 2 else found.end() - 1
    return Faulty(text[:lost] + text[lost + 1 :], line, line, verbatim=(found[0],))


@fault("traditional characters", Among(parts=("notice", "responsibility"), traditional=True))
def traditional(text: str, pick: int) -> Faulty | None:
    """The same text, as a site in traditional characters has it."""
    return whole(OpenCC(one_of(("s2t", "s2tw"), pick)).convert(text))


@fault("UTF-8 read as GBK", Among(parts=("notice",), refused="must"))
def mojibake(text: str, pick: int) -> Faulty | None:
    """Bytes of one encoding, read in another and saved; what has no character is lost."""
    lost = one_of(("replace", "ignore"), pick)
    return whole(text.encode("utf-8").decode("gb18030", lost), unreadable=True)


# Metadata.


def _metadata(text: str, pick: int) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Fields as the record has them, and labels with values as a site prints them."""
    title = text.lstrip().partition("年")[0]
    place, year = title[:-4], title[-4:]
    issuer = f"{place}人民政府办公室"
    number, date = f"{place[0]}政办发〔{year}〕{pick % 80 + 1}号", f"{year}-03-{pick % 19 + 10}"
    record = {
        "issuer": issuer,
        "doc_number": number,
        "成文日期": date,
        "index_number": f"{place[0]}00/{year}-1",
    }
    printed = [
        ("索引号", record["index_number"]), ("发文机关", issuer), ("发文字号", number), ("成文日期", date),
        ("主题分类", "应急管理"),
    ]  # fmt: skip
    return record, printed


def _above(text: str, rows: Sequence[str], record: Mapping[str, str]) -> Faulty:
    return inserted(text.split("\n"), 0, rows, record=record)


@fault("a label on one line, its value on the next")
def labels_over_values(text: str, pick: int) -> Faulty | None:
    """Cells of a table without its lines."""
    record, printed = _metadata(text, pick)
    colon = one_of(("：", ":", ""), pick)
    rows = [row for label, value in printed for row in (label + colon, value)]
    return _above(text, rows, record)


@fault("two labels on a line")
def two_labels_a_line(text: str, pick: int) -> Faulty | None:
    """Two columns of a table on one line."""
    record, printed = _metadata(text, pick)
    fields = [f"{label}{one_of(('：', ': '), pick)}{value}" for label, value in printed]
    gap = one_of((" ", "    ", "\t", "\u3000\u3000"), pick)
    rows = [gap.join(fields[at : at + 2]) for at in range(0, len(fields), 2)]
    return _above(text, rows, record)


@fault("bullets before labels")
def bulleted_labels(text: str, pick: int) -> Faulty | None:
    """A list of a page as text."""
    record, printed = _metadata(text, pick)
    bullet = one_of(WORDS["bullets"], pick)
    return _above(text, [f"{bullet}{label}：{value}" for label, value in printed], record)


@fault("labels in brackets")
def bracketed_labels(text: str, pick: int) -> Faulty | None:
    """[文号] 某发〔2024〕1号."""
    record, printed = _metadata(text, pick)
    form = one_of(WORDS["brackets"], pick)
    return _above(text, [form.format(label, value) for label, value in printed], record)


@fault("labels between pipes")
def piped_labels(text: str, pick: int) -> Faulty | None:
    """A table of a page as Markdown or as text: two labels a row, or one."""
    record, printed = _metadata(text, pick)
    cells = [f"{label} | {value}" for label, value in printed]
    step = pick % 2 + 1
    edge = one_of(("| ", ""), pick // 2)
    rows = [edge + " | ".join(cells[at : at + step]) + " |" for at in range(0, len(cells), step)]
    return _above(text, rows, record)


@fault("a label without its value")
def label_without_value(text: str, pick: int) -> Faulty | None:
    """The site left it empty; what stands next is another field, and not its value."""
    record, printed = _metadata(text, pick)
    empty, name = one_of(
        (("发文字号", "doc_number"), ("发文机关", "issuer"), ("索引号", "index_number")), pick
    )
    colon = one_of(("：", ":"), pick // 3)
    rows = [label + colon + ("" if label == empty else value) for label, value in printed]
    return _above(text, rows, {**record, name: ""})  # fmt: skip


@fault("the issuer printed twice", Among(parts=("notice",)))
def issuer_twice(text: str, pick: int) -> Faulty | None:
    """The field of a page and the title of the notice, run together or on two lines."""
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if "关于印发" in line)
    issuer = next(line.strip() for line in lines[at:] if re.search("(?:室|局|部)$", line.strip()))
    return replaced(lines, at, issuer + one_of(("", "\n"), pick) + issuer + lines[at].strip())


@fault("a label of no known kind in a notice", Among(parts=("notice",)))
def unknown_label(text: str, pick: int) -> Faulty | None:
    """What a page tells beside the document, between the title of the notice and its text."""
    lines = text.split("\n")
    at = next(at for at, line in enumerate(lines) if "关于印发" in line)
    label = one_of(WORDS["unknown_labels"], pick)
    return inserted(lines, at + 1, [f"{label}：{one_of(WORDS['bodies'], pick)}"], unreadable=True)


@fault("a collector's foot")
def collectors_foot(text: str, pick: int) -> Faulty | None:
    """When a copy was made, below the text; above it may stand a rule of Markdown."""
    rule = one_of(([], ["---"], ["---", ""], ["", "---", ""]), pick // 8)
    foot = one_of(WORDS["feet"], pick)
    lines = text.rstrip("\n").split("\n")
    return inserted(lines, len(lines), [*rule, foot])


# Signatures.


def _signature(text: str) -> tuple[list[str], int] | None:
    """The lines of a text, and the index of the date of its notice."""
    lines = text.split("\n")
    above = range(title_line(lines))
    at = next((at for at in above if re.fullmatch(r"\d{4}年\d+月\d+日", lines[at].strip())), None)
    return (lines, at) if at else None


@fault("a date torn over lines", Among(parts=("notice",)))
def torn_date(text: str, pick: int) -> Faulty | None:
    """Figures stand on one line with what is before them, or with nothing."""
    if not (found := _signature(text)):
        return None
    lines, at = found
    torn = re.sub(one_of((r"(?=\D)", r"(?<=\D)", r"(?<=年)"), pick), "\n", lines[at].strip())
    return replaced(lines, at, torn.strip())


@fault("a date that lost its signs", Among(parts=("notice",)))
def figures_for_date(text: str, pick: int) -> Faulty | None:
    """2024 3 5, or 20240305."""
    if not (found := _signature(text)):
        return None
    lines, at = found
    return replaced(lines, at, re.sub(r"\D", one_of((" ", ""), pick), lines[at].strip()).strip())


@fault("many bodies that sign, of many kinds", Among(parts=("notice",)))
def many_sign(text: str, pick: int) -> Faulty | None:
    """The last of them is the one that the notice names."""
    if not (found := _signature(text)):
        return None
    lines, at = found
    others = [one_of(WORDS["signing"], pick + step) for step in range(pick % 8 + 1)]
    issuers = [*others, lines[at - 1].strip()]
    return inserted(lines, at - 1, others, record={"issuer": "、".join(issuers)})


# Attachments, duties, tables, boxes.


@fault("a label of a role in the middle of a sentence")
def role_in_sentence(text: str, pick: int) -> Faulty | None:
    """…要明确，责任单位：县应急局: nobody knows whether it has a duty."""
    if not (found := leaf_end(text, pick)):
        return None
    lines, end = found
    new = one_of(WORDS["in_sentences"], pick).format(one_of(WORDS["bureaus"], pick // 5))
    return inserted(lines, end, ["\u3000\u3000" + new], present=(new,), unreadable=True)


@fault("an attachment without its mark", Among(parts=("attachments",)))
def attachment_without_mark(text: str, pick: int) -> Faulty | None:
    """It is listed, but begins with its title alone."""
    lines = text.split("\n")
    marks = [at for at, line in enumerate(lines) if re.fullmatch(r"附件\d*", line.strip())]
    if len({lines[at + 1] for at in marks}) < len(marks):
        return None
    at = one_of(marks, pick)
    return Faulty("\n".join([*lines[:at], *lines[at + 1 :]]), at + 1, at + 1)


@fault("a list of duties with a body of an odd name")
def odd_bodies(text: str, pick: int) -> Faulty | None:
    """（…牵头，…负责）: the names end like no bureau's."""
    if not (found := leaf_end(text, pick)):
        return None
    lines, end = found
    form, bodies = one_of(WORDS["roles"], pick), WORDS["bodies"]
    named = ["县应急管理局", one_of(bodies, pick), one_of(bodies, pick + 1 + pick // 9 % 7)]
    listed = f"（{form.format(*named)}）"
    roles = re.findall("牵头|负责|配合|责任", form)
    pairs = [*zip([roles[0], roles[-1], roles[-1]], named, strict=True)]
    new = lines[end - 1] + listed
    return replaced(lines, end - 1, new, present=(listed,), duties=tuple(pairs))


@fault("a table with tabs or blanks between its cells")
def table_of_blanks(text: str, pick: int) -> Faulty | None:
    """A table as text, a row a line."""
    gap = one_of(("\t", " ", "    ", "\u3000"), pick)
    rows = [gap.join(row) for row in (WORDS["header"], *WORDS["rows"])]
    found = leaf_end(text, pick)
    return inserted(*found, rows, tables=(len(rows) - 1,)) if found else None


@fault("prose after a table")
def prose_after_table(text: str, pick: int) -> Faulty | None:
    """A paragraph follows a table, and then the numbers go on; a row a line, or a cell a line."""
    table = (WORDS["header"], *WORDS["rows"])
    rows = [f"| {' | '.join(row)} |" for row in table]
    rows.insert(1, "|" + " --- |" * len(table[0]))
    if pick % 2:
        rows = [cell for row in table for cell in row]
    new = [*rows, "\u3000\u3000" + WORDS["prose"]]
    prose, size = (WORDS["prose"],), (len(table) - 1,)
    found = leaf_end(text, pick)
    return inserted(*found, new, present=prose, tables=size) if found else None


@fault("a box whose rows are sentences")
def box_of_sentences(text: str, pick: int) -> Faulty | None:
    """专栏 with numbered sentences below its title, before the next clause."""
    rows = [f"{number}.{row}" for number, row in enumerate(WORDS["sentences"], 1)]
    new = [one_of(WORDS["boxes"], pick), *rows]
    found = leaf_end(text, pick // 3)
    return inserted(*found, new, tables=(len(rows),)) if found else None


# Numbers.


@fault("all numbers lost", Among(refused="may"))
def numbers_lost(text: str, pick: int) -> Faulty | None:
    """Numbers that a word processor makes are not in its text; of all clauses, or of all but the top."""
    lines = text.split("\n")
    places = labelled(lines)
    top = LABEL.match(lines[places[0]])
    kept = _form(top) if pick % 2 else ""
    numbered = [at for at in places if form_at(lines, at) != kept]
    if not numbered:
        return None
    made = [
        LABEL.sub("", line, count=1) if at in numbered else line for at, line in enumerate(lines)
    ]
    return Faulty("\n".join(made), numbered[0] + 1, len(lines), unreadable=True)


@fault("a number printed twice")
def doubled_number(text: str, pick: int) -> Faulty | None:
    """三、 is printed as a second 二、; those after it go on from 四、."""
    lines = text.split("\n")
    last: dict[str, tuple[int, str]] = {}
    pairs = []
    for at in labelled(lines):
        found = LABEL.match(lines[at])
        form = _form(found)
        if found and form in last and not _begins(found["label"]):
            pairs.append((at, found["label"], last[form][1]))
        if found:
            last = {known: place for known, place in last.items() if known == form or place[0] < at}
            last[form] = (at, found["label"])
    if not pairs:
        return None
    at, own, before = one_of(pairs, pick)
    alike = [
        below
        for below in labelled(lines)
        if below > at and form_at(lines, below) == form_at(lines, at)
    ]
    end = alike[0] if alike else at
    made = replaced(lines, at, lines[at].replace(own, before, 1))
    return Faulty(made.text, at + 1, end + 1, unreadable=True)


def form_at(lines: Sequence[str], at: int) -> str:
    """How the label of a line is printed."""
    return _form(LABEL.match(lines[at]))


def _form(found: re.Match[str] | None) -> str:
    """A label without its number: how it is printed."""
    return re.sub(r"\d+|[一二三四五六七八九十]+", _numeral, found["label"]) if found else ""


def _numeral(found: re.Match[str]) -> str:
    return "1" if found[0].isdecimal() else "一"


def _begins(label: str) -> bool:
    """Whether a label is the first of its series."""
    return re.findall(r"[\d一二三四五六七八九十]+", label)[-1] in ("1", "一")


# What a page sets above a document, and what a converter of characters leaves in it.


@fault("the title of the page above that of the document")
def page_title(text: str, pick: int) -> Faulty | None:
    """The first title stands twice, nothing or the counter of the page between."""
    lines = text.split("\n")
    title = lines[0].strip()
    if not (title.endswith("的通知") or title_line(lines) == 0) or "。" in title:
        return None
    between = one_of([[], ["浏览次数：12"]], pick)
    return inserted(lines, 0, [title, *between])


@fault("pinyin behind characters", Among(traditional=True))
def pinyin_glosses(text: str, pick: int) -> Faulty | None:
    """A tool glossed some characters, of a text that it turned into traditional ones or back."""
    glosses = WORDS["glosses"]
    if sum(text.count(char) for char in glosses) < _MIN_GLOSSES:
        return None
    for char, gloss in glosses.items():
        text = text.replace(char, f"{char}({gloss})")
    return whole(OpenCC("s2t").convert(text) if pick % 2 else text)
