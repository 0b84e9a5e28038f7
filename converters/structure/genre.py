"""Whether a text is a plan or another official document with clauses, or what else it seems to be.

The library has plans and their kin: 工作要点, 规划, 预案, 计划、方案; and 通知, 意见, 办法
that have numbered clauses. What this module says of a text is a report: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from converters import lexicon
from converters.models.located import Problem
from converters.models.plan import Plan
from converters.models.unit import Part
from converters.structure import title_lines
from converters.text import blanks, labels, traditional
from converters.text.layers import RUN_IN
from converters.text.mapped_text import Span

_WORDS = lexicon.words("genre")
_OTHERS: Mapping[str, Mapping[str, Any]] = _WORDS["others"]
_PATTERNS = {
    kind: tuple(re.compile(pattern) for pattern in other["patterns"])
    for kind, other in _OTHERS.items()
}
_LINK, _ROW, _CELL, _BAR = (re.compile(_WORDS[name]) for name in ("link", "row", "cell", "bar"))
_SHELL = _WORDS["shell"]
_ISSUES = re.compile(_SHELL["issues"])
_OF_TEXT = ("text", "cell")
_CITED = re.compile("《([^《》]+)》")
_SPOKEN_OF = re.compile(_SHELL["spoken_of"])
_REACH = 8
_EDGES = blanks.CHARS + "#*|>-_"
_SENTENCE = re.compile("[。；\n]")
_MAX_TITLE = 80
_MIN_LINES = 3
_TOP, _FOOT = 300, 100
"""A text says what it is in its first and last lines."""
_SHOWN = 24


@dataclass(frozen=True)
class Evidence:
    """A line (1-based) that speaks for another genre, and its first characters."""

    line: int
    text: str


@dataclass(frozen=True)
class Genre:
    """What a text seems to be; `kind` is None for a plan or its kin, else a name in `genre.yml`.

    `says` is what to tell of it where it is not only of another kind.
    """

    kind: str | None = None
    name: str = ""
    evidence: tuple[Evidence, ...] = ()
    says: str = ""

    @property
    def is_plan(self) -> bool:
        """Whether the text may go into the library."""
        return self.kind is None

    @property
    def code(self) -> str:
        """Of the Problem that it is no plan."""
        return "plan-missing" if self.kind == "shell" else "not-a-plan"

    @property
    def message(self) -> str:
        """What it seems to be and why, in Chinese."""
        seen = "、".join(f"第 {one.line} 行“{one.text}”" for one in self.evidence)
        says = self.says or f"不像规划、预案一类有编号条款的公文，像是{self.name}"
        return says + (f"（{seen}）" if seen else "")


def judge(plan: Plan) -> Genre:
    """What the text of a plan seems to be."""
    lines = [
        (number, line.strip(_EDGES))
        for number, line in enumerate(_text(plan).split("\n"), 1)
        if line.strip(_EDGES)
    ]
    clauses = [clause for clause in plan.clauses if clause.layer != RUN_IN]
    excused = set(_excuses(plan, len(clauses)))
    articles = sum(clause.layer == "art" for clause in clauses)
    for kind, other in _OTHERS.items():
        if articles < other.get("articles", 0) or not excused.isdisjoint(other.get("despite", ())):
            continue
        found = _fitting(kind, [*lines[:_TOP], *lines[max(_TOP, len(lines) - _FOOT) :]])
        if len(found) >= other["number"]:
            return Genre(kind, other["name"], tuple(found[: other["number"]]))
    if not clauses and not _has_contents(plan) and (shell := _shell(plan)):
        return shell
    return _by_form(plan, lines, has_clauses=bool(clauses) or _numbers_inside(_text(plan)))


def _text(plan: Plan) -> str:
    """The text of the file, as rules read it."""
    return traditional.reader(plan.source.text)(plan.source.text)


def problems(plan: Plan) -> Iterator[Problem]:
    """A Problem if the text seems to be something else, or its plan is not in it."""
    genre = judge(plan)
    if not genre.is_plan:
        line = genre.evidence[0].line if genre.evidence else 1
        start = plan.source.line_span(line).start
        yield Problem(genre.code, genre.message, Span(start, start))
        return
    titled = plan.record.title.line or 0
    for part, name in _handed_out(plan):
        if titled <= part.line and not _stands_as_title(name, _text(plan)):
            message = f"通知印发《{name}》，文中却没有以它为题的一份；所印发的若不在文中，请补上"
            yield Problem("plan-missing", message, part.text.span)


def _handed_out(plan: Plan) -> Iterator[tuple[Part, str]]:
    """What a notice says in 《》 that it hands out, and where."""
    read = traditional.reader(plan.source.text)
    for block in plan.blocks:
        for part in block.parts:
            text = read(part.text.text)
            if block.kind != "noise" and part.role == "text" and _ISSUES.search(text):
                named = _CITED.findall(text)
                if len(named) == 1 and title_lines.kind(named[0]) != "other":
                    yield part, named[0]


def _stands_as_title(name: str, text: str) -> bool:
    """Whether a name stands in a text where no 印发 speaks of it and no list of attachments."""
    bare = "".join(text.split())
    name = "".join(name.split())
    at = bare.find(name)
    while at >= 0:
        before, after = bare[max(0, at - _REACH) : at], bare[at + len(name) : at + len(name) + 3]
        if not _SPOKEN_OF.search(before) and after != "的通知":
            return True
        at = bare.find(name, at + 1)
    return False


def _shell(plan: Plan) -> Genre | None:
    """A notice that says that it hands something out, and holds nothing that it could be."""
    parts = [part for block in plan.blocks if block.kind != "noise" for part in block.parts]
    read = traditional.reader(plan.source.text)
    issuing = next((part for part in parts if _ISSUES.search(read(part.text.text))), None)
    if issuing is None or plan.tables:
        return None
    rest = sum(len(part.text) for part in parts if part.role in _OF_TEXT and part is not issuing)
    if rest > _SHELL["most"]:
        return None
    shown = Evidence(issuing.line, issuing.text.text[:_SHOWN])
    return Genre("shell", _SHELL["name"], (shown,), _SHELL["says"])


def _excuses(plan: Plan, clauses: int) -> Iterator[str]:
    if _is_document(plan):
        yield "document"
    if clauses >= _WORDS["min_plan_clauses"]:
        if _has_plan_title(plan):
            yield "plan"
        if _official_words(plan) >= _WORDS["many_official_words"]:
            yield "official"


def _is_document(plan: Plan) -> bool:
    """Whether the text has 发文字号, 主送机关 or 发文机关署名 (GB/T 9704—2012, 7.2 and 7.3)."""
    roles = {part.role for block in plan.blocks for part in block.parts}
    return bool(roles & {"doc_number", "addressees", "issuer"})


def _has_plan_title(plan: Plan) -> bool:
    """Whether a line before the first clause is a title that names a kind of plan."""
    if plan.record.kind.value != "other":
        return True
    first = next((clause.line for clause in plan.clauses), plan.source.line_count + 1)
    heads = (line.strip(_EDGES) for line in _text(plan).split("\n")[: first - 1])
    return any(
        len(head) <= _MAX_TITLE and "。" not in head and title_lines.kind(head) != "other"
        for head in heads
    )


def _fitting(kind: str, lines: Sequence[tuple[int, str]]) -> list[Evidence]:
    """The lines that fit, the same words counted once."""
    found: dict[str, Evidence] = {}
    for number, line in lines:
        for pattern in _PATTERNS[kind]:
            if match := pattern.search(line):
                shown = line[match.start() : match.start() + _SHOWN]
                found.setdefault(match[0], Evidence(number, shown))
                break
    return list(found.values())


def _by_form(plan: Plan, lines: Sequence[tuple[int, str]], *, has_clauses: bool) -> Genre:
    if _share(_LINK, lines) >= _WORDS["links"]["share"]:
        return _seeming("links", lines)
    if has_clauses:
        return Genre() if _is_official(plan) else _seeming("unofficial", lines)
    if max(_share(_ROW, lines), _share(_CELL, lines)) >= _WORDS["table"]["share"] or _is_barred(
        plan
    ):
        return _seeming("table", lines)
    return Genre() if _is_letter(plan) else _seeming("prose", lines)


def _is_barred(plan: Plan) -> bool:
    """Whether lines part the cells of a table, each of which has a line to itself."""
    printed = [(0, line) for line in _text(plan).split("\n") if line.strip()]
    return _share(_BAR, printed) >= float(_WORDS["bars"]["share"])


def _is_letter(plan: Plan) -> bool:
    """Whether a text without numbers is a document all the same: its form and its words say so.

    One of which a copy has but the list of contents is a document too.
    """
    if not _is_document(plan):
        return False
    return _has_contents(plan) or _official_words(plan) >= int(_WORDS["min_official_words"])


def _has_contents(plan: Plan) -> bool:
    return any(part.role == "contents" for block in plan.blocks for part in block.parts)


def _seeming(kind: str, lines: Sequence[tuple[int, str]]) -> Genre:
    return Genre(kind, _WORDS[kind]["name"], tuple(Evidence(n, s[:_SHOWN]) for n, s in lines[:1]))


def _share(pattern: re.Pattern[str], lines: Sequence[tuple[int, str]]) -> float:
    if len(lines) < _MIN_LINES:
        return 0.0
    return sum(bool(pattern.search(line)) for _, line in lines) / len(lines)


def _is_official(plan: Plan) -> bool:
    if _is_document(plan) or plan.record.title.value:
        return True
    return _official_words(plan) >= int(_WORDS["min_official_words"])


def _official_words(plan: Plan) -> int:
    text = _text(plan)
    return sum(word in text for word in _WORDS["official_words"])


def _numbers_inside(text: str) -> bool:
    """Whether sentences start with labels of clauses, in a text that lost its line ends."""
    return any(labels.match(sentence.strip()) for sentence in _SENTENCE.split(text))
