"""The text as received, with line numbers: `plans/<work>/source/`, each line at `#L12`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.citation import places
from converters.citation.titles import display_title
from converters.edition.apparatus import Entry
from converters.models.page import Page
from converters.models.plan import Plan
from converters.pages.plan import notes
from converters.text import escape
from converters.text.mapped_text import Span


def page(plan: Plan, entries: Sequence[Entry]) -> Page:
    """Every line of the file, nothing changed; control characters show as symbols.

    What was emended is marked in place and leads to its entry in the 校勘记; each line leads to
    the clauses that begin in it.
    """
    source = plan.source
    title = f"{display_title(plan)}：原文"
    back = _beginnings(plan)
    head = f"""---
title: {escape.front_matter(title)}
---

[规划一览](../index.md) / [{escape.markdown(display_title(plan))}](index.md) / 原文
{{: .path }}

# {escape.markdown(title)} {{: #page }}

源文 {source.line_count} 行，{len(source.text)} 字符 · SHA-256 `{source.sha256}`
{{: .account }}

[校读本](index.md) [校勘记](emendations.md)
[下载 {source.work}.txt](../../sources/{source.work}.txt)
{{: .links }}
"""
    if entries:
        head += (
            "\n下有粗线之处，校读本有改动或说明，点开见校勘记。行首数字是该行的地址。\n{: .key }\n"
        )
    lines = [
        _line(plan, number, entries, back.get(number, []))
        for number in range(1, source.line_count + 1)
    ]
    body = "\n".join(['<div class="source" markdown="block">', *lines, "</div>"])
    return Page(Path(f"plans/{source.work}/source.md"), f"{head}\n{body}\n")


def _line(plan: Plan, number: int, entries: Sequence[Entry], back: Sequence[str]) -> str:
    span = plan.source.line_span(number)
    text = "".join(_pieces(plan.source.text, span, entries))
    label = f"第 {number} 行，链接"
    links = f'<span class="back">{" ".join(back)}</span>' if back else ""
    return (
        f'<div class="line" markdown="span">'
        f'<a class="line-number" href="#L{number}" data-line="{number}" aria-label="{label}"></a>'
        f'<span class="as-received" id="L{number}">{text}</span>{links}</div>'
    )


def _pieces(text: str, line: Span, entries: Sequence[Entry]) -> Iterator[str]:
    """The line, cut where entries begin and end; an entry over several lines has several parts."""
    here = [
        (max(entry.span.start, line.start), min(entry.span.end, line.end), entry)
        for entry in entries
        if entry.span.start <= line.end and entry.span.end >= line.start
    ]
    at = line.start
    for start, end, entry in here:
        begins = line.start <= entry.span.start <= line.end
        inside = start < at  # another entry
        if inside and begins:
            yield f'<span id="{entry.id}"></span>'
        first = max(start, at)
        if first > end or (first == end and (inside or not begins)):
            continue
        yield escape.markdown(text[at:first], keep_blanks=True)
        yield _marked(text[first:end], entry, begins=begins and not inside)
        at = end
    yield escape.markdown(text[at : line.end], keep_blanks=True)


def _marked(received: str, entry: Entry, *, begins: bool) -> str:
    name = f" #{entry.id}" if begins else ""
    kind = label = ""
    if not received:
        what = "断行" if entry.received else "校补"
        kind, label = " .inserted", f' aria-label="此处{what}，校记{entry.number}"'
    shown = escape.markdown(received, keep_blanks=True)
    return (
        f"[{shown}](emendations.md#{entry.id})"
        f'{{:{name} .damaged{kind}{label} title="{notes.plain(entry)}" }}'
    )


def _beginnings(plan: Plan) -> dict[int, list[str]]:
    """By line: links to the blocks, clauses and tables that begin there, as the margin names them.

    Blocks inside a clause are left out: they are what nobody understood of it.
    """
    standing = places.of(plan)
    found: dict[int, list[str]] = {}
    for unit in plan.units:
        is_inner = unit.is_block and (unit.above is not None or unit.kind == "noise")
        if unit.kind != "row" and not is_inner:
            shown = escape.markdown(standing[unit.number].margin)
            found.setdefault(unit.line, []).append(f"[{shown}](index.md#{unit.id})")
    return found
