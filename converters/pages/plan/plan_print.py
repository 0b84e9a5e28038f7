"""The print of a plan: its sheets, `plans/<work>/print.css`, and what stands at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converters.citation.titles import citation, display_title, edition
from converters.edition.apparatus import Entry
from converters.models.page import Page
from converters.models.plan import Plan
from converters.pages.plan import notes
from converters.text import escape
from converters.writing import print_sheet


def page(plan: Plan) -> Page:
    """Head: library, title and number; foot: address and page number (GB/T 9704—2012, 7.5)."""
    work = str(plan.source.work)
    number = plan.record.doc_number.value or ""
    address = f"plans/{work}/"
    return print_sheet.sheet(
        address, display_title(plan), number, f"…/{address}", edition(plan.published)
    )


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
    published = edition(plan.published) or "尚未公布"
    rules = "标点经规则复为全角，余" + ("见校勘记" if plan.emendations else "一字未改")
    rows = {
        "引文": escape.markdown(citation(plan)),
        "地址": f"…/plans/{source.work}/，条款加 #a2-b4 之类",
        "版本": published,
        "源文": f"{source.line_count} 行，SHA-256 {source.sha256}；{rules}",
        "性质": print_sheet.STATUS,
    }
    yield "\n".join(f"- {name}　{text}" for name, text in rows.items())
    yield "</section>"
