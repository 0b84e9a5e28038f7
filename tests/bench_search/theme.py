"""The search of the theme: Material's plugin, with jieba, and lunr in the theme's own worker."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from html import escape
from pathlib import Path

from tests import built_site
from tests.bench_search.engines import Engine, Served
from tests.bench_search.library import Library, Unit

_CONFIG = """site_name: —
site_url: https://example.org/plans/
theme:
  name: material
  language: zh
  font: false
plugins:
  - search:
      lang: zh
"""
_SETTINGS = re.compile(r'<script id="__config" type="application/json">(.*?)</script>')


def build(library: Library, folder: Path) -> Served:
    """A page for each plan with a heading for each unit, because its documents are sections."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    (docs / "index.md").write_text("---\ntitle: —\n---\n", "utf-8")
    sections = defaultdict(list)
    for unit in library.units:
        sections[unit.work].append(_section(unit))
    for work, own in sections.items():
        page = "\n".join(["---", "title: —", "---", "<div>", *own, "</div>"])
        (docs / f"{work}.md").write_text(page, "utf-8")
    site = built_site.render(folder)
    settings = _SETTINGS.search((site / "index.html").read_text("utf-8"))
    assert settings, "the theme has no settings in its page"
    worker = json.loads(settings[1])["search"]
    names = {f"{unit.work}/#{unit.id}": unit.address for unit in library.units}
    return Served(site, {"worker": worker}, names)


def _section(unit: Unit) -> str:
    """A heading, which may be empty, and paragraphs; no blank line, which would end the HTML."""
    texts = [*unit.body.split("\n"), *(unit.received or "").split("\n")]
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    return f'<h2 id="{unit.id}">{escape(unit.heading)}</h2>{paragraphs}'


ENGINES = (
    Engine("主题自带", build, "theme.js", {"quoted": False}),
    Engine("主题自带，加引号", build, "theme.js", {"quoted": True}),
)
