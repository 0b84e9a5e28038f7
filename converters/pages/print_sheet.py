"""What a print of a plan bears on each page, `plans/<work>/print.css`, and at its end.

The boxes of a page's margins take their text from a style sheet only (CSS Paged Media 3, 4.2),
so each plan has a small one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from converters import escape, metadata
from converters.apparatus import Entry
from converters.models import Plan
from converters.pages import Page, notes
from converters.pages.titles import citation, display_title

_UNSAFE = re.compile(r"[\x00-\x1f\"'\\<>\x7f]")


def page(plan: Plan) -> Page:
    """Head: library, title and number; foot: address and page number (GB/T 9704—2012, 7.5)."""
    work = str(plan.source.work)
    number = metadata.fields(plan)["doc_number"].value or ""
    text = f"""@page {{
  @top-left {{ content: {_string("应急规划文库　" + display_title(plan))}; }}
  @top-right {{ content: {_string(str(number))}; }}
  @bottom-left {{ content: {_string(f"…/plans/{work}/")}; }}
}}
"""
    return Page(Path(f"plans/{work}/print.css"), text)


def ending(plan: Plan, entries: Sequence[Entry]) -> Iterator[str]:
    """What the print adds at its end: the emendations, and what this edition is."""
    yield '<section class="print-end" aria-label="校勘记和版本说明" markdown="block">'
    if entries:
        yield "校勘记\n{: .print-title }"
        yield "\n".join(
            f"- {notes.note(entry, linked=False)}（{entry.position.line}:{entry.position.col}）"
            for entry in entries
        )
    yield "版本说明\n{: .print-title }"
    source = plan.source
    rules = "标点经规则复为全角，余" + ("见校勘记" if plan.emendations else "一字未改")
    rows = {
        "引文": escape.markdown(citation(plan)),
        "地址": f"…/plans/{source.work}/，条款加 #a2-b4 之类",
        "源文": f"{source.line_count} 行，SHA-256 {source.sha256}；{rules}",
        "性质": "非官方文本，仅供查考；以发文机关公布者为准",
    }
    yield "\n".join(f"- {name}　{text}" for name, text in rows.items())
    yield "</section>"


def _string(text: str) -> str:
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):06x}", text) + '"'
