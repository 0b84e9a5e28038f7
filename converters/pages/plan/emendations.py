"""校勘记: every departure of the reading from the original, and the account of its characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from converters import lexicon
from converters.citation.titles import display_title
from converters.edition import conservation
from converters.edition.apparatus import Entry
from converters.lines import rules
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.pages.plan import notes
from converters.text import escape
from converters.text.mapped_text import Span
from converters.text.markdown import Markdown, span
from converters.views.notes import VERDICTS
from converters.writing import record_table
from converters.writing.record_table import Cell, Record

_KINDS = lexicon.glossary("emendation_kinds")
_WORDS = lexicon.glossary("emendation")
_COLUMNS = {
    "number": "number",
    "position": "number",
    "unit": "",
    "received": "received",
    "reading": "reading",
    "verdict": "verdict",
    "ground": "ground",
}
_OF_SLIPS = {
    "number": "",
    "position": "number",
    "unit": "",
    "received": "received",
    "note": "ground",
}
_FACETS = {name: _WORDS[name] for name in ("verdict", "kind")}
_MAX_COLUMNS = 100_000
_CONTEXT = 4
"""How many characters on either side show where in the text an entry stands."""


def page(plan: Plan, entries: Sequence[Entry], marked: Set[str]) -> Page:
    """The page of one plan's emendations, noise, slips and doubts.

    Args:
        plan: with ids.
        entries: its apparatus.
        marked: the ids of those that its reading page marks; others are linked by their clause.
    """
    title = f"{display_title(plan)}：校勘记"
    shown = Markdown.escape(display_title(plan))
    parts = [
        f"---\ntitle: {escape.front_matter(title)}\nscripts: [records]\n---",
        f"[规划一览](../index.md) / [{shown}](index.md) / 校勘记\n{{: .path }}",
        f"# {Markdown.escape(title)} {{: #page }}",
        *_account(plan),
        *_damage(entries),
        *_emendations(plan, [entry for entry in entries if entry.verdict != "slip"], marked),
        *_slips([entry for entry in entries if entry.verdict == "slip"], marked),
        *_noise(plan),
        *_problems(plan),
        "[校读本](index.md) [原文](source.md)\n{: .links }",
    ]
    work = plan.source.work
    return Page(Path(f"plans/{work}/emendations.md"), "\n\n".join(parts) + "\n")


def _account(plan: Plan) -> Iterator[str]:
    found = conservation.account(plan)
    rows = [
        "| 去向 | 字符数 |",
        "| --- | ---: |",
        f"| 原文（空白除外） | {found.total} |",
        f"| 正文照录 | {found.text} |",
        *(f"| 剔除：{rules.NOISE[rule]} | {count} |" for rule, count in found.noise.items()),
        f"| 校改（受损一侧） | {found.emended} |",
    ]
    yield "## 字数核算 {: #account }"
    yield "\n".join(rows)
    if found.balances:
        yield "每个字符恰好归入一处：照录、剔除、校改之和等于原文。"
    else:
        yield f"**有 {len(found.astray)} 个字符未归入，或归入不止一处。**"


def _damage(entries: Sequence[Entry]) -> Iterator[str]:
    """In plain words, what happened to the text."""
    counts = Counter(entry.rule for entry in entries if entry.verdict != "slip")
    if not counts:
        return
    yield "## 原文怎样受损 {: #damage }"
    for rule in rules.EMENDING.values():
        if counts[rule.name]:
            yield f"**{rule.words}**（{counts[rule.name]} 处）：{Markdown.escape(rule.how)}"


def _emendations(plan: Plan, entries: Sequence[Entry], marked: Set[str]) -> Iterator[str]:
    yield "## 校改 {: #emendations }"
    if not entries:
        yield "无：除标点依凡例复为全角外，校读本与原文一字不差。"
        return
    counts: Counter[str] = Counter(entry.verdict for entry in entries)
    summary = "，".join(
        f"{word} {counts[verdict]} 处" for verdict, word in VERDICTS.items() if counts[verdict]
    )
    yield f"共 {len(entries)} 处：{summary}。"
    columns = {_WORDS[name]: style for name, style in _COLUMNS.items()}
    yield record_table.table("校改", columns, _records(plan, entries, marked), _FACETS)


def _records(plan: Plan, entries: Sequence[Entry], marked: Set[str]) -> Iterator[Record]:
    received = plan.source.text
    read, places = _reading(received, entries)
    for entry, place in zip(entries, places, strict=True):
        line, col = entry.position
        verdict = VERDICTS[entry.verdict]
        before, after = _context(received, entry.span)
        damaged = f"{before}{notes.received(entry.received)}{after}"
        before, after = _context(read, place)
        mark = span(f"emended {entry.verdict}", Markdown(notes.reading(entry)))
        mended = f"{before}{mark if read[slice(*place)].strip() else ''}{after}"
        cells = [
            Cell(entry.number, int(entry.number)),
            Cell(Markdown(f"[{line}:{col}](source.md#{entry.id})"), line * _MAX_COLUMNS + col),
            Cell(_unit(entry, marked), int(entry.number)),
            Cell(Markdown(damaged), entry.received),
            Cell(Markdown(mended), entry.reading or ""),
            Cell(span(f"verdict {entry.verdict}", verdict), verdict),
            Cell(entry.ground, entry.ground),
        ]
        facets = {"verdict": verdict, "kind": _KINDS[entry.kind]}
        yield Record(cells, entry.id, facets)


def _reading(received: str, entries: Sequence[Entry]) -> tuple[str, list[Span]]:
    """The whole file as read, and where in it each reading stands."""
    parts: list[str] = []
    places: list[Span] = []
    at = length = 0
    for entry in entries:
        reading = "□" if entry.reading is None else entry.reading
        parts += [received[at : entry.span.start], reading]
        length += entry.span.start - at
        places.append(Span(length, length + len(reading)))
        length += len(reading)
        at = entry.span.end
    return "".join([*parts, received[at:]]), places


def _context(text: str, place: Span) -> tuple[str, str]:
    """What stands before and after in the line, as Markdown."""
    before = text[max(0, place.start - _CONTEXT) : place.start].rpartition("\n")[2]
    after = text[place.end : place.end + _CONTEXT].partition("\n")[0]
    return Markdown.escape(before), Markdown.escape(after)


def _unit(entry: Entry, marked: Set[str]) -> Markdown:
    """The clause an entry stands in, linked to the place itself where the page marks it."""
    if entry.id in marked:
        return Markdown(f"[{entry.unit}](index.md#{entry.id})")
    return Markdown(f"[{entry.unit}](index.md#{entry.unit})" if entry.unit else "")


def _slips(entries: Sequence[Entry], marked: Set[str]) -> Iterator[str]:
    if not entries:
        return
    yield "## 原文疑误 {: #slips }"
    yield "原文自有的疑误，照录不改，注明于此。"
    columns = {_WORDS[name]: style for name, style in _OF_SLIPS.items()}
    records = []
    for entry in entries:
        line, col = entry.position
        cells = [
            Cell(entry.number),
            Cell(Markdown(f"[{line}:{col}](source.md#{entry.id})"), line * _MAX_COLUMNS + col),
            Cell(_unit(entry, marked)),
            Cell(entry.received),
            Cell(entry.ground),
        ]
        records.append(Record(cells, entry.id))
    yield record_table.table("原文疑误", columns, records)


def _noise(plan: Plan) -> Iterator[str]:
    noise = [block for block in plan.blocks if block.kind == "noise"]
    if not noise:
        return
    yield "## 剔除 {: #noise }"
    yield "下列各行不是文件正文，按规则剔除，照录于此。"
    columns = {"行": "number", "规则": "", "内容": ""}
    records = [record for block in noise for record in _noise_records(block)]
    yield record_table.table("剔除", columns, records)


def _noise_records(block: Unit) -> Iterator[Record]:
    for part in block.parts:
        link = Markdown(f"[{part.line}](source.md#L{part.line})")
        rule = rules.NOISE[block.rule or ""]
        yield Record([Cell(link, part.line), Cell(rule), Cell(part.text.text)])


def _problems(plan: Plan) -> Iterator[str]:
    found = [problem for problem in plan.problems if problem.place is None]
    if not found:
        return
    yield "## 待查 {: #doubts }"
    records = []
    for problem in found:
        line, col = plan.source.position(problem.span.start)
        link = Markdown(f"[{line}:{col}](source.md#L{line})")
        records.append(Record([Cell(link, line * _MAX_COLUMNS + col), Cell(problem.message)]))
    columns = {_WORDS["position"]: "number", _WORDS["note"]: ""}
    yield record_table.table("待查", columns, records)
