"""A generated library is what it is meant to be: each plan its own, the same everywhere, well read."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import pytest

from converters import build, lexicon, pipeline
from converters.ingest import sources
from converters.work.bench import Bench
from converters.work.cache import Cache
from converters.work.executors import HERE
from tests import bench_library, built_site, stocked
from tests.conftest import ROOT, data_of
from tests.generated_library import library, places, plans
from tests.generated_library.library import SEED
from tests.generated_library.plans import Plan

COMMON = {row["name"] for row in lexicon.words("common_names")}
SIZE = 10
LEADING = "牵头"
ROW = re.compile(r"-t\d+-r\d+$")
NUMBERS = range(SIZE)


@cache
def generated(number: int) -> Plan:
    return plans.plan(number, SEED)


class Read(NamedTuple):
    """A generated plan, and the data that is made of it in its library."""

    plan: Plan
    data: dict[str, Any]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("generated")
    library.write_sources(folder, SIZE)
    return folder


@pytest.fixture(scope="module")
def whole(docs: Path) -> dict[str, dict[str, Any]]:
    reading = build.Reading(docs, Bench(HERE, Cache(None)))
    assert [told for told in reading.name_problems if told.severity == "error"] == []
    read = [*pipeline.read_library(docs)]
    names = stocked.names_of(read, reading.relations.authority)
    return {plan.work: data_of(plan, names[plan.work]) for plan in read}


@pytest.fixture(params=NUMBERS)
def one(request: pytest.FixtureRequest, whole: dict[str, dict[str, Any]]) -> Read:
    plan = generated(request.param)
    return Read(plan, whole[plan.work])


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
def test_the_command_writes_the_same_bytes_in_another_process(docs: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.generated_library", str(tmp_path), str(SIZE)]
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "LC_ALL": "C"}
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    written = files(tmp_path / "docs")
    ours = files(docs)
    assert {path: written[path] for path in ours} == ours
    others = {path.split("/")[0] for path in written.keys() - ours.keys()}
    assert others == {"about", "assets"}


def test_a_library_of_one_plan_more_is_the_same_and_that_plan(docs: Path, tmp_path: Path) -> None:
    library.write_sources(tmp_path, SIZE - 1)
    fewer, more = files(tmp_path), files(docs)
    last = generated(SIZE - 1).work
    assert more.keys() - fewer.keys() == {f"sources/{last}.txt", f"sources/{last}.yml"}
    assert [path for path, content in fewer.items() if not more[path].startswith(content)] == []
    grown = {path for path, content in fewer.items() if more[path] != content}
    assert grown <= {f"authority/{scheme}.yml" for scheme in library.FILES}


def test_another_seed_is_another_library() -> None:
    works = {plans.plan(number, seed).work for number in NUMBERS for seed in (1, 2)}
    assert len(works) == 2 * SIZE


def test_there_are_places_enough_for_the_bench() -> None:
    found = places.in_order(SEED)
    assert len({place.adcode for place in found}) == len(found)
    assert len(found) > max(bench_library.SIZES)


def test_every_id_is_a_work_id() -> None:
    works = [plans.plan(number, seed).work for number in NUMBERS for seed in range(5)]
    assert [work for work in works if not sources.is_work_id(work)] == []


def test_a_plan_is_as_long_as_the_founding_ones(one: Read) -> None:
    assert 5000 <= len("".join(one.plan.text.split())) <= 8000
    assert 28 <= len(one.plan.clauses) <= 55
    assert 50 <= len(one.plan.own) <= 60


def test_plans_have_6000_characters_and_40_clauses_in_the_mean() -> None:
    """That is what a library of them is measured by."""
    made = [generated(number) for number in range(100)]
    assert 5900 < mean(len("".join(plan.text.split())) for plan in made) < 6200
    assert 39 < mean(len(plan.clauses) for plan in made) < 42


def test_a_plan_is_read_without_a_doubt(one: Read) -> None:
    assert one.data["problems"] == []


def test_its_clauses_are_those_generated(one: Read) -> None:
    found = [
        (clause["id"], clause["label"].strip(), clause["heading"], clause["text"])
        for clause in one.data["clauses"]
    ]
    assert found == [
        (clause.id, clause.label.strip(), clause.heading, "\n".join(clause.paragraphs))
        for clause in one.plan.clauses
    ]


def test_its_lists_of_responsibility_are_those_generated(one: Read) -> None:
    found = [
        (entry["role"], tuple(entry["units"]))
        for entry in one.data["responsibility"]
        if entry["role"] != LEADING and not ROW.search(entry["clause_id"])
    ]
    assert found == list(one.plan.entries)


def test_who_leads_in_its_sentences_and_tables_is_read(one: Read) -> None:
    """Sentences of the generator say 由…牵头, its tables have a column 牵头单位."""
    entries = one.data["responsibility"]
    led = [unit for entry in entries if entry["role"] == LEADING for unit in entry["units"]]
    said = re.findall(r"由([^，。]+?)牵头，", one.plan.text)
    assert led == ["".join(name.split()) for name in said]
    rows = {entry["clause_id"] for entry in entries if ROW.search(entry["clause_id"])}
    tables = [table for table in one.data["tables"] if "牵头单位" in table["header"]]
    assert rows == {id_ for table in tables for id_ in table["row_ids"]}


def test_its_tables_and_boxes_are_read(whole: dict[str, dict[str, Any]]) -> None:
    tables = [table for data in whole.values() for table in data["tables"]]
    assert {table["kind"] for table in tables} == {"table", "box"}
    assert all(table["caption"] and len(table["rows"]) > 1 for table in tables)


def test_what_the_text_lacks_is_supplied(one: Read) -> None:
    assert one.data["title"]
    assert one.data["issuer"].startswith(one.plan.place.name)
    assert one.data["place"]["adcode"] == one.plan.place.adcode
    assert one.data["period"]["from"] == int(one.plan.work.split("-")[2])


def test_its_own_names_are_linked(one: Read) -> None:
    found = {
        f"{scheme}/{entry['id']}"
        for scheme, kind in (("agencies",) * 2, ("terms",) * 2, ("instruments", "citations"))
        for entry in one.data[kind]
    }
    assert {named.record.key for named in one.plan.own} <= found
    unknown = [
        entry
        for kind in ("agencies", "terms", "citations")
        for entry in one.data[kind]
        if not entry["id"] and entry["canonical"] not in COMMON
    ]
    assert unknown == []  # but for what all China shares


def test_many_plans_share_some_names(whole: dict[str, dict[str, Any]]) -> None:
    terms = [{entry["id"] for entry in data["terms"]} for data in whole.values()]
    most = max(sum(id_ in other for other in terms) for one in terms for id_ in one)
    assert most > SIZE / 2


@pytest.mark.slow
def test_a_library_is_registered_and_built(tmp_path: Path) -> None:
    library.write(tmp_path, 2)
    built_site.run("converters", "mint", "--date", "2026-01-01", folder=tmp_path)
    built_site.run("converters", "build", "--strict", folder=tmp_path)
    assert len(list((tmp_path / "docs" / "plans").iterdir())) == 3
    assert bench_library.largest(tmp_path / "docs").stat().st_size > 0
