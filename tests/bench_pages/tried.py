"""The pages that are tried: of each kind the one that asks most of a browser."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

QUERY = "危化品 执法"

_HEADING = re.compile(r'<h1 id="page"[^>]*>(.*?)</h1>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Tried:
    """A page: what the table calls it, and its address after that of the home page."""

    name: str
    path: str


def of(site: Path) -> list[Tried]:
    """The pages of a built site: home, the longest plan and term, search without and with a query.

    Raises:
        ValueError: there is no plan, or no term.
    """
    plan, term = (_longest(site, section) for section in ("plans", "terms"))
    return [
        Tried("首页", ""),
        Tried(f"最长的规划：{_title(plan)}", _path(site, plan)),
        Tried(f"最长的提法页：{_title(term)}", _path(site, term)),
        Tried("检索，未查", "search/"),
        Tried(f"检索“{QUERY}”", f"search/?q={quote(QUERY)}"),
    ]


def _longest(site: Path, section: str) -> Path:
    return max(site.glob(f"{section}/*/index.html"), key=lambda page: page.stat().st_size)


def _title(page: Path) -> str:
    found = _HEADING.search(page.read_text("utf-8"))
    return html.unescape(_TAG.sub("", found[1])).strip() if found else page.parent.name


def _path(site: Path, page: Path) -> str:
    return f"{page.parent.relative_to(site).as_posix()}/"
