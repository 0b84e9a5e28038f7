"""The pieces of a reading page stand for the whole file, each for its own part, in any text."""

import re
from collections import Counter
from itertools import pairwise

from hypothesis import given, settings

from converters.edition import apparatus, extents
from converters.models.plan import Plan
from converters.pages.plan import emendations, source_page
from converters.views import plan_text
from converters.writing import templates
from tests.drawn import reading_page
from tests.test_conservation import TEXTS
from tests.test_structure import plan_of
from tests.trials import tried


def check_parts(plan: Plan) -> None:
    """The parts follow one another from the first character to the last."""
    parts = sorted(extents.of(plan).values())
    if parts:
        assert parts[0].start == 0
        assert parts[-1].end == len(plan.source.text)
    assert all(before.end == after.start for before, after in pairwise(parts))


def check_page(plan: Plan) -> None:
    """Every part stands on the page, so that 原文 shows all of the file; no address is twice."""
    entries = apparatus.entries(plan)
    page = reading_page(plan)
    shown = Counter(re.findall(r'data-at="(\d+-\d+)"', page))
    assert [part for part in extents.of(plan).values() if not shown[f"{part[0]}-{part[1]}"]] == []
    marked = plan_text.of(plan, entries).marked
    views = source_page.page(plan, entries), emendations.page(plan, entries, marked)
    others = map(templates.page, views)
    for made in (page, *(other.text for other in others)):
        named = Counter(re.findall(r'(?: id="|\{:[^}\n]*#)([A-Za-z][\w-]*)', made))
        assert [id_ for id_, count in named.items() if count > 1] == []


def test_the_parts_of_each_plan_are_the_file(plan: Plan) -> None:
    check_parts(plan)
    check_page(plan)


@given(TEXTS)
@settings(max_examples=tried(60, 1000))
def test_the_parts_of_any_text_are_the_text(text: str) -> None:
    plan = plan_of(text)
    check_parts(plan)
    check_page(plan)


def test_a_gap_is_divided_after_its_last_line_feed() -> None:
    plan = plan_of("一、防汛\n\n  (一)查险。每月一次。 \n")
    text = plan.source.text
    assert [text[part.start : part.end] for part in sorted(extents.of(plan).values())] == [
        "一、防汛\n\n",
        "  (一)查险。",
        "每月一次。 \n",
    ]


def test_entries_are_numbered_in_the_order_of_the_file(plan: Plan) -> None:
    entries = apparatus.entries(plan)
    places = [(entry.span.start, entry.span.end) for entry in entries]
    assert places == sorted(places)
    numbers = [int(entry.number) for entry in entries if entry.verdict != "slip"]
    assert numbers == list(range(1, len(plan.emendations) + 1))
    slips = [entry.number for entry in entries if entry.verdict == "slip"]
    assert slips == [f"疑{n}" for n in range(1, len(plan.source.edition.slips) + 1)]


def test_an_entry_is_named_by_its_place(library: dict[str, Plan]) -> None:
    entries = apparatus.entries(library["310000-shanghai-2022-yaodian"])
    first = entries[0]
    assert (first.id, first.received, first.reading) == ("L1C25", "9/p>", ":")
    text = library["310000-shanghai-2022-yaodian"].source.text.split("\n")
    for entry in entries:
        line, col = map(int, re.findall(r"\d+", entry.id)[:2])
        assert text[line - 1][col:].startswith(entry.received.split("\n")[0])
