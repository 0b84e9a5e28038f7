"""The reading page of a plan as a generator of sites makes it: its Markdown with what is drawn."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import markdown
from markdown import Extension
from markdown.extensions.toc import TocExtension

from converters.edition import apparatus
from converters.edition.apparatus import Entry
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import plan_names
from converters.names.plan_names import PlanNames
from converters.site.drawn_pages import DrawnPages
from converters.views import plan_text
from converters.writing import plan_page

EXTENSIONS: list[str | Extension] = [
    "attr_list",
    "md_in_html",
    "tables",
    "footnotes",
    TocExtension(marker=""),
    "converters.site.long_paragraphs",
]
"""Those of mkdocs.yml that Python-Markdown has itself."""


def reading_page(
    plan: Plan,
    names: PlanNames = plan_names.NONE,
    entries: Sequence[Entry] | None = None,
    beside: Sequence[Page] = (),
) -> str:
    """The page of a registered plan as HTML; `beside` is what the library draws on it."""
    known = apparatus.entries(plan) if entries is None else entries
    page, _, furniture = plan_page.pages(plan, known, names, plan_text.of(plan, known, names))
    with tempfile.TemporaryDirectory() as folder:
        for one in (furniture, *beside):
            (Path(folder) / one.path.name).write_text(one.text, "utf-8")
        drawn = DrawnPages(folder=folder)
        return markdown.markdown(page.text.split("---\n", 2)[2], extensions=[*EXTENSIONS, drawn])


def built_page(docs: Path, work: str) -> str:
    """The reading page of a plan of a library that has been built."""
    text = (docs / "plans" / work / "index.md").read_text("utf-8")
    drawn = DrawnPages(folder=docs / ".furniture")
    return markdown.markdown(text.split("---\n", 2)[2], extensions=[*EXTENSIONS, drawn])
