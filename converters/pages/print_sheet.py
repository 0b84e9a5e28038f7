"""What a print of a plan bears on each page: `plans/<work>/print.css`.

The boxes of a page's margins take their text from a style sheet only (CSS Paged Media 3, 4.2),
so each plan has a small one of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from converters import metadata
from converters.models import Plan
from converters.pages import Page
from converters.pages.plan_page import display_title

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


def _string(text: str) -> str:
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):06x}", text) + '"'
