"""校勘记: every departure of the reading from the original, and the account of its characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from converters import conservation, escape, lexicon
from converters.exports import plan_json
from converters.models import Block, Plan
from converters.pages import Page
from converters.pages.inline import CONFIDENCE
from converters.pages.plan_page import display_title

_NOISE_RULES = lexicon.words("noise")["rules"]
_KINDS = {"damage": "字损", "reflow": "断行、空白", "entity": "网页代码"}


def page(plan: Plan) -> Page:
    """The page of one plan's emendations, noise, slips and doubts."""
    title = f"{display_title(plan)}：校勘记"
    parts = [
        f"---\ntitle: {escape.front_matter(title)}\n---",
        f"# {escape.markdown(title)} {{: #page }}",
        "[校读本](index.md) · [原文](source.md)",
        *_account(plan),
        *_emendations(plan),
        *_noise(plan),
        *_slips(plan),
        *_problems(plan),
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
        *(f"| 剔除：{_NOISE_RULES[rule]} | {count} |" for rule, count in found.noise.items()),
        f"| 校改（受损一侧） | {found.emended} |",
    ]
    yield "## 字数核算 {: #account }"
    yield "\n".join(rows)
    if found.balances:
        yield "每个字符恰好归入一处：照录、剔除、校改之和等于原文。"
    else:
        yield f"**有 {len(found.astray)} 个字符未归入，或归入不止一处。**"


def _emendations(plan: Plan) -> Iterator[str]:
    yield "## 校改 {: #emendations }"
    if not plan.emendations:
        yield "无。"
        return
    counts: Counter[str] = Counter(made.confidence for made in plan.emendations)
    summary = "，".join(f"{word} {counts[level]} 处" for level, word in CONFIDENCE.items())
    yield f"共 {len(plan.emendations)} 处：{summary}。"
    rows = ["| 行:列 | 条款 | 原作 | 校读 | 类别 | 把握 | 依据 |", "| --- " * 7 + "|"]
    rows += [_row(entry, n) for n, entry in enumerate(plan_json.damage(plan), 1)]
    yield "\n".join(rows)


def _row(entry: dict[str, object], number: int) -> str:
    line, id_ = entry["line"], entry["clause_id"]
    reading = "□" if entry["reading"] is None else str(entry["reading"])
    cells = [
        f'<span id="e{number}"></span>[{line}:{entry["col"]}](source.md#L{line})',
        f"[{id_}](index.md#{id_})",
        _quoted(str(entry["damaged"])),
        _quoted(reading),
        _KINDS[str(entry["kind"])],
        CONFIDENCE[str(entry["confidence"])],
        escape.markdown(str(entry["ground"])),
    ]
    return "| " + " | ".join(cells) + " |"


def _quoted(text: str) -> str:
    if not text:
        return "（无）"
    return escape.markdown(text) if text.strip() else "（空白）"


def _noise(plan: Plan) -> Iterator[str]:
    noise = [block for block in plan.blocks if block.kind == "noise"]
    yield "## 剔除 {: #noise }"
    if not noise:
        yield "无。"
        return
    yield "下列各行不是文件正文，按规则剔除，照录于此。"
    rows = ["| 行 | 规则 | 内容 |", "| ---: | --- | --- |"]
    rows += [row for block in noise for row in _noise_rows(block)]
    yield "\n".join(rows)


def _noise_rows(block: Block) -> Iterator[str]:
    for part in block.paragraphs:
        link = f"[{part.line}](source.md#L{part.line})"
        yield f"| {link} | {_NOISE_RULES[block.rule or '']} | {escape.markdown(part.text.text)} |"


def _slips(plan: Plan) -> Iterator[str]:
    slips = plan.source.edition.slips
    if slips:
        yield "## 原文疑误 {: #slips }"
        yield "原文自有的疑误，照录不改，注明于此。"
        rows = ["| 行 | 原作 | 说明 |", "| ---: | --- | --- |"]
        rows += [
            f"| [{slip.line}](source.md#L{slip.line}) | {escape.markdown(slip.received)} "
            f"| {escape.markdown(slip.note)} |"
            for slip in sorted(slips, key=lambda slip: slip.line)
        ]
        yield "\n".join(rows)


def _problems(plan: Plan) -> Iterator[str]:
    found = [problem for problem in plan.problems if problem.place is None]
    if found:
        yield "## 待查 {: #doubts }"
        rows = ["| 行:列 | 说明 |", "| --- | --- |"]
        for problem in found:
            line, col = plan.source.position(problem.span.start)
            link = f"[{line}:{col}](source.md#L{line})"
            rows.append(f"| {link} | {escape.markdown(problem.message)} |")
        yield "\n".join(rows)
