"""The text as received, with line numbers: `plans/<work>/source/`, each line at `#L12`."""

from __future__ import annotations

from pathlib import Path

from converters import escape
from converters.models import Plan
from converters.pages import Page
from converters.pages.plan_page import display_title


def page(plan: Plan) -> Page:
    """Every line of the file, nothing changed; control characters show as symbols."""
    source = plan.source
    title = f"{display_title(plan)}：原文"
    lines = source.text.split("\n")[: source.line_count]
    numbered = [
        f'<div class="line" id="L{number}" data-line="{number}">'
        f"{escape.markdown(line, keep_blanks=True)}</div>"
        for number, line in enumerate(lines, 1)
    ]
    head = f"""---
title: {escape.front_matter(title)}
---

# {escape.markdown(title)} {{: #page }}

[校读本](index.md) · [校勘记](emendations.md) · [下载原文](../../sources/{source.work}.txt)

共 {source.line_count} 行，{len(source.text)} 字符。SHA-256：`{source.sha256}`
"""
    body = "\n".join(['<div class="source">', *numbered, "</div>"])
    return Page(Path(f"plans/{source.work}/source.md"), f"{head}\n{body}\n")
