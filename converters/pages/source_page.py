"""The text as received, with line numbers: `plans/<work>/source/`, each line at `#L12`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.edition.apparatus import Entry
from converters.models import Clause, Plan, Table
from converters.pages import Page, notes, places
from converters.pages.places import Place
from converters.pages.titles import display_title
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
    """By line: links to the blocks and clauses that begin there, as the margin names them."""
    found: dict[int, list[str]] = {}

    def add(line: int, id_: str, place: Place) -> None:
        found.setdefault(line, []).append(f"[{escape.markdown(place.margin)}](index.md#{id_})")

    def walk(clause: Clause, above: Place) -> None:
        place = places.clause(above, clause)
        add(clause.line, clause.id, place)
        for part in clause.content:
            if isinstance(part, Table):
                add(part.line, part.id, places.table(part, place))
        for child in clause.children:
            walk(child, place)

    for node in plan.body:
        outer = places.document(node.document)
        if isinstance(node, Clause):
            walk(node, outer)
        elif isinstance(node, Table):
            add(node.line, node.id, places.table(node, outer))
        elif node.kind != "noise":
            add(node.paragraphs[0].line, node.id, places.block(node))
    return found
