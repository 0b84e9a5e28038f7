"""The units that are searched: the data of the plan, and through them the file, to the character."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import ids
from converters.models.emendation import UNREADABLE
from converters.models.plan import Plan
from converters.models.source import Source
from converters.search import folding, units
from converters.search.units import SearchUnit, Text
from converters.text import punctuation
from tests import search_truth, trials
from tests.comparison import without_blanks
from tests.conftest import data_of
from tests.generated_documents import texts
from tests.test_conservation import TEXTS
from tests.trials import tried

several = settings(trials.LARGE, max_examples=tried(12, 200))
RARE = {"健": "𠮷", "各": "😀", "信": "信\u3000", "实": "Ａ", "，": "\u2028，", "及": "\x0b"}
"""What may stand in a text and is not one UTF-16 unit, folded, a blank or shown."""


def plan_of(text: str) -> Plan:
    return pipeline.read_plan(Source(Path("plan.txt"), text, "0" * 64))


def units_of(plan: Plan) -> dict[str, SearchUnit]:
    """The units by id, each id once."""
    found = [*units.of(plan)]
    by_id = {unit.id: unit for unit in found}
    assert len(by_id) == len(found)
    return by_id


def check(plan: Plan) -> None:
    value = data_of(plan)
    found = units_of(plan)
    check_ids(found, value)
    check_pieces(found, value)
    check_what_is_searched(found, value, plan.source.text)
    check_against_the_file(found, value, plan.source.text)
    check_parts(found, value, plan)


def check_ids(found: Mapping[str, SearchUnit], value: Mapping[str, Any]) -> None:
    named = [one["id"] for kind in ("clauses", "blocks", "tables") for one in value[kind]]
    named += [id_ for table in value["tables"] for id_ in table["row_ids"]]
    assert sorted(found) == sorted(named)
    clauses = {clause["id"] for clause in value["clauses"]}
    assert [id_ for id_ in found if id_ in clauses] == [one["id"] for one in value["clauses"]]


def check_pieces(found: Mapping[str, SearchUnit], value: Mapping[str, Any]) -> None:
    """The reading is what the data say, in the punctuation of the page."""
    for one in value["clauses"]:
        pieces = (one["label"], one["heading"], one["separator"], one["text"])
        assert found[one["id"]].reading == Text(*map(restored, pieces))
    for one in value["blocks"]:
        assert found[one["id"]].reading == Text(body=restored(one["text"]))
    for one in value["tables"]:
        for id_, cells in zip(one["row_ids"], one["rows"], strict=True):
            assert found[id_].reading == Text(body=row(cells))
        assert found[one["id"]].reading == Text(body=row([one["caption"], *one["header"]]))


def restored(text: str) -> str:
    """The punctuation of each line, which folding takes back."""
    shown = "\n".join(map(punctuation.restore, text.split("\n")))
    assert folding.fold(shown) == folding.fold(text)
    return shown


def row(cells: list[str]) -> str:
    return "\t".join(restored(cell) for cell in cells if cell)


def check_what_is_searched(
    found: Mapping[str, SearchUnit], value: Mapping[str, Any], text: str
) -> None:
    """The truth that the tests in the browser go by is what is in the units."""
    for one in search_truth.units(value, text):
        unit = found[one.id]
        read, received = one.texts
        assert folding.fold(unit.reading.whole) == read
        assert folding.fold((unit.received or unit.reading).whole) == received
        assert (unit.received is None) == (read == received)


def check_against_the_file(
    found: Mapping[str, SearchUnit], value: Mapping[str, Any], text: str
) -> None:
    """The reading is the file with its emendations, and what was received is the file."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    made = [
        (starts[one["line"] - 1] + one["col"], one["damaged"], one["reading"])
        for one in value["damage"]
    ]
    assert all(text.startswith(damaged, at) for at, damaged, _ in made)
    for unit in [*value["clauses"], *value["blocks"], *value["tables"]]:
        own = [found[id_] for id_ in (unit["id"], *unit.get("row_ids", ()))]
        read = "".join(one.reading.whole for one in own)
        received = "".join((one.received or one.reading).whole for one in own)
        emended = "".join(emend(text, start, end, made) for start, end in unit["spans"])
        as_is = "".join(text[start:end] for start, end in unit["spans"])
        assert solid(read, unit) == solid(emended, unit)
        assert solid(received, unit) == solid(as_is, unit)


def solid(text: str, unit: Mapping[str, Any]) -> list[str]:
    """The characters; of a table in any order, because its caption may stand below it."""
    chars = search_truth.fold(without_blanks(text))
    return sorted(chars) if "rows" in unit else list(chars)


def emend(text: str, start: int, end: int, made: list[tuple[int, str, str | None]]) -> str:
    """A range of the file with the emendations that lie in it."""
    out, at = "", start
    for place, damaged, reading in made:
        if start <= place and place + len(damaged) <= end and place >= at:
            out += text[at:place] + (UNREADABLE if reading is None else reading)
            at = place + len(damaged)
    return out + text[at:end]


def check_parts(found: Mapping[str, SearchUnit], value: Mapping[str, Any], plan: Plan) -> None:
    """A part starts where its text starts, and each part that has an address is there."""
    known = ids.texts(plan)
    clauses = {one["id"] for one in value["clauses"]}
    named = set()
    for unit in found.values():
        named |= {unit.id, *(part.id for part in unit.parts)}
        seen = {unit.id} & clauses
        for part in unit.parts:
            text = known[part.id]
            rest = punctuation.fold(unit.reading.body[part.start :])
            if part.id in seen:  # it goes on after an item
                line = rest.split("\n")[0]
                assert line
                assert punctuation.fold(text).find(line) > 0
            else:
                assert rest.startswith(punctuation.fold(text))
            seen.add(part.id)
        assert [part.start for part in unit.parts] == sorted(part.start for part in unit.parts)
    noise = {one["id"] for one in value["blocks"] if one["kind"] == "noise"}
    assert named - noise == set(known)
    for one in value["blocks"]:
        assert found[one["id"]].line == (one["line"] if one["id"] in noise else None)


def test_the_units_of_the_founding_plans(plan: Plan) -> None:
    check(plan)


@several
@given(texts())
def test_the_units_of_any_plan(text: str) -> None:
    check(plan_of(text))


@several
@given(texts(), st.sets(st.sampled_from(sorted(RARE)), min_size=1))
def test_the_units_of_any_plan_with_rare_characters(text: str, rare: set[str]) -> None:
    check(plan_of("".join(RARE[char] if char in rare else char for char in text)))


@settings(max_examples=tried(50, 1000))
@given(TEXTS)
def test_the_units_of_any_text(text: str) -> None:
    check(plan_of(text))


def test_a_unit_says_where_its_reading_is_not_to_be_relied_on(library: dict[str, Plan]) -> None:
    """As the apparatus has it: what is conjecture or □, and nothing that a rule settles."""
    for plan in library.values():
        doubted = [one for one in data_of(plan)["damage"] if one["confidence"] != "certain"]
        told = "".join(
            unit.reading.whole[start:end] for unit in units.of(plan) for start, end in unit.doubtful
        )
        readings = (one["reading"] for one in doubted)
        expected = "".join("□" if one is None else one for one in readings)
        assert told == punctuation.restore(f"字{expected}字")[1:-1]
    shanghai = {unit.id: unit for unit in units.of(library["310000-shanghai-2022-yaodian"])}
    found = shanghai["a2-b3"]
    shown = [found.reading.whole[start:end] for start, end in found.doubtful]
    assert shown == ["展“", "网+", "”"]
