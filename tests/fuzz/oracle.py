"""What must hold of every input: it is refused with its place, or read whole, and twice the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from time import process_time

import markdown

from converters import pipeline
from converters.edition import apparatus, conservation, ids
from converters.edition.ledger import Ledger
from converters.exports import plan_json
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.models.emendation import UNREADABLE
from converters.models.located import InputError
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.names.name_finder import NameFinder
from converters.output import OF_LIBRARY
from converters.text import traditional
from tests import derived_check, stocked
from tests.drawn import reading_page
from tests.test_conservation import check_cover

_LONG = 10.0
"""Seconds of the processor; the longest plan takes one."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_REFUSED = re.compile(r"\S.*:[1-9]\d*:[1-9]\d*: \S", re.DOTALL)
_EXTENSIONS = ("attr_list", "md_in_html", "tables", "footnotes", "def_list", "abbr", "admonition")
"""Those that could make something of the text of a plan: all that come with the renderer."""

Check = Callable[[Files], None]


def read(files: Files) -> None:
    """Reads a plan, and asserts what must hold of the reading.

    Raises:
        Exception: anything but a refusal with its place: that is the fault.
    """
    begun = process_time()
    try:
        plan = _plan(files)
    except InputError as error:
        if not _REFUSED.match(str(error)):
            raise
        return
    finally:
        assert process_time() - begun < _LONG, "it takes too long"
    if plan.source.derived:
        derived_check.check(plan.source.derived)
    assert conservation.account(plan).balances, "a character is lost or stands twice"
    check_cover(plan)
    strange = [*_strange(plan)]
    assert not strange, f"neither of the source nor of an emendation: {strange[:3]}"
    _check_ids(plan)
    assert _dump(plan) == _dump(_plan(files)), "a second reading is another"


def published(records: Authority) -> Check:
    """A check that makes all pages of a plan, in a library with these records."""
    finder = NameFinder(records)

    def check(files: Files) -> None:
        read(files)
        try:
            plan = _plan(files)
        except InputError:
            return
        made = pipeline.made_of(plan, Ledger(), finder)
        stock = stocked.stock_of([made], records)
        library = [page for row in OF_LIBRARY for page in stocked.files_of(stock, row)]
        for page in (*stocked.pages_of([made]), *library):
            _check_page(page)
        _check_html("the page as it is drawn", reading_page(plan, pipeline.names_in(plan, finder)))

    return check


def _plan(files: Files) -> Plan:
    return pipeline.structured(sources.of_files(files))


def _dump(plan: Plan) -> str:
    return plan_json.dump(plan, apparatus.entries(plan))


def _strange(plan: Plan) -> Iterator[tuple[str, int]]:
    """Characters of the reading that stand for something else, with no emendation to say so."""
    source = plan.source.text
    simplified = traditional.simplified(source)
    readings: dict[int, set[str]] = {}
    for made in plan.emendations:
        for at in range(made.span.start, max(made.span.end, made.span.start + 1)):
            readings.setdefault(at, set()).update(made.reading or UNREADABLE)
    for unit in plan.units:
        for text in (unit.label, unit.heading, unit.separator, *unit.cells):
            for char, start, end in zip(text.text, text.starts, text.ends, strict=True):
                same = end - start == 1 and char in (source[start], simplified[start])
                if not same and char not in readings.get(start, ()):
                    yield char, start


def _check_ids(plan: Plan) -> None:
    found = ids.texts(plan)
    wrong = [id_ for id_ in found if not _ID.fullmatch(id_)]
    assert not wrong, f"no ids: {wrong}"
    shown = Counter(unit.id for unit in plan.units if unit.kind != "noise")
    twice = [id_ for id_, count in shown.items() if count > 1]
    assert not twice, f"ids that stand twice: {twice}"
    assert not {*plan.aliases} & {*found}, "an older address hides one of today"


class _Elements(HTMLParser):
    """What in a rendered page may not be: elements and attributes of the source."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "zz" in tag or tag in ("script", "style", "iframe", "img", "font"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            leads = name in ("href", "src", "action") and (value or "").strip().lower()
            if "zz" in name or name.startswith("on") or (leads and leads.startswith("javascript")):
                self.found.append(f"<{tag} {name}={value}>")


def _check_page(page: Page) -> None:
    if page.path.suffix not in (".md", ".html"):
        return
    text = page.text
    if page.path.suffix == ".md":
        body = text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text
        text = markdown.markdown(body, extensions=[*_EXTENSIONS])
    _check_html(str(page.path), text)


def _check_html(name: str, html: str) -> None:
    found = _Elements(html).found
    assert not found, f"{name}: {found[:3]}"
