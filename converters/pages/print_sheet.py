"""What a print bears on each page: a `print.css` beside the page.

The boxes of a page's margins take their text from a style sheet only (CSS Paged Media 3, 4.2),
so each page that is printed has a small one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

from converters.citation.cards import Card
from converters.models.page import Page

_HASH = 12
_UNSAFE = re.compile(r"[\x00-\x1f\"'\\<>\x7f]")


def sheet(address: str, title: str, right: str, foot: str, foot_right: str = "") -> Page:
    """The style sheet of one page: what each sheet of its print bears.

    Args:
        address: of the page, relative to the site, with its slash.
        title: at the head, on the left, after the name of the library.
        right: at the head, on the right.
        foot: at the foot, on the left.
        foot_right: at the foot, on the right.
    """
    text = f"""@page {{
  @top-left {{ content: {_string("应急规划文库　" + title)}; }}
  @top-right {{ content: {_string(right)}; }}
  @bottom-left {{ content: {_string(foot)}; }}
  @bottom-right {{ content: {_string(foot_right)}; }}
}}
"""
    return Page(Path(f"{address}print.css"), text)


def drawn_from(cards: Sequence[Card], address: str, title: str, layout: str) -> Page:
    """The style sheet of a page drawn from plans; at the foot stands which edition it is.

    Args:
        cards: of the plans, at least one.
        address: of the page, relative to the site, with its slash.
        title: at the head, after the name of the library.
        layout: declarations of the sheet of paper, which has no inner margin for addresses.
    """
    hashes = [card.sha256[:_HASH] for card in cards]
    sources = f"源文 SHA-256 {hashes[0]}" + (f" 等 {len(hashes)} 份" if hashes[1:] else "")
    latest = max(cards, key=attrgetter("published")).edition
    foot = f"{latest}　{sources}" if latest else sources
    text = f"""@page {{
  {layout}
  @top-left {{ content: {_string("应急规划文库　" + title)}; padding-left: 0; }}
  @bottom-left {{ content: {_string(f"…/{address}")}; padding-left: 0; }}
  @bottom-center {{ padding-left: 0; }}
  @bottom-right {{ content: {_string(foot)}; font: 7pt sans-serif; }}
}}
"""
    return Page(Path(f"{address}print.css"), text)


def _string(text: str) -> str:
    return '"' + _UNSAFE.sub(lambda found: f"\\{ord(found[0]):06x}", text) + '"'
