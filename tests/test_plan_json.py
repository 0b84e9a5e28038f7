import json
import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from converters import lexicon, pipeline
from converters.edition import apparatus, ids
from converters.exports import plan_json
from converters.models.plan import Plan
from converters.names import authority
from converters.names.name_finder import NameFinder
from converters.names.plan_names import PlanNames
from tests import closed_schema
from tests.command_line import call, run
from tests.conftest import LIBRARY, SOURCES, WORKS, data_of
from tests.test_conservation import TEXTS
from tests.test_structure import plan_of
from tests.trials import tried

PUBLISHED = jsonschema.Draft202012Validator(lexicon.schema("plan"))
SCHEMA = jsonschema.Draft202012Validator(closed_schema.of_plan())
"""With no other keys than those it describes, so that one misspelt is found."""

NOBODY = NameFinder(authority.NONE)
"""Knows no record."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the command line stands: beside the library."""
    made = tmp_path_factory.mktemp("project")
    shutil.copytree(LIBRARY, made / "docs")
    return made


def clauses(value: dict[str, Any]) -> dict[str, Any]:
    return {clause["id"]: clause for clause in value["clauses"]}


def test_founding_plans_fit_the_schema(plan: Plan) -> None:
    assert [error.message for error in SCHEMA.iter_errors(data_of(plan))] == []


@given(TEXTS)
@settings(max_examples=tried(40, 500))
def test_any_text_fits_the_schema(text: str) -> None:
    plan = plan_of(text)
    value = data_of(plan, pipeline.names_in(plan, NOBODY))
    assert [error.message for error in SCHEMA.iter_errors(value)] == []


def test_the_schema_refuses_a_wrong_value(plan: Plan) -> None:
    value = data_of(plan)
    value["clauses"][0]["spans"] = [[1]]
    assert not SCHEMA.is_valid(value)


def test_the_data_says_first_which_version_of_the_format_it_is(plan: Plan) -> None:
    assert next(iter(data_of(plan).items())) == ("version", 1)
    assert not PUBLISHED.is_valid(data_of(plan) | {"version": 2})


KEY_OF: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "the whole": lambda value: value,
    "the place": lambda value: value["place"],
    "a clause": lambda value: value["clauses"][0],
    "a part": lambda value: next(one["parts"][0] for one in value["blocks"] if one["parts"]),
    "what is stated": lambda value: next(filter(None, value["stated"].values())),
    "a name": lambda value: value["terms"][0],
}


@pytest.fixture(scope="module")
def fitting(library: dict[str, Plan]) -> dict[str, Any]:
    """The data of a plan, to be copied."""
    plan = library["220502-dongchang-2021-2025-guihua"]
    value = data_of(plan, pipeline.names_in(plan, NOBODY))
    assert SCHEMA.is_valid(value)
    return value


@pytest.mark.parametrize("place", KEY_OF)
def test_a_key_more_breaks_no_reader_but_is_seen_here(place: str, fitting: dict[str, Any]) -> None:
    value = deepcopy(fitting)
    KEY_OF[place](value)["heding"] = "一"
    assert PUBLISHED.is_valid(value)
    assert not SCHEMA.is_valid(value)


def test_the_published_schema_forbids_no_key() -> None:
    written = lexicon.schema_text("plan")
    for closing in ('"additionalProperties": false', "propertyNames", "unevaluatedProperties"):
        assert closing not in written


@pytest.mark.parametrize("work", WORKS)
def test_convert_prints_the_published_json_for_a_registered_file(
    work: str,
    folder: Path,
    tmp_path: Path,
    library: dict[str, Plan],
    names: Mapping[str, PlanNames],
) -> None:
    copy = tmp_path / "a-copy.txt"
    copy.write_bytes((SOURCES / f"{work}.txt").read_bytes())
    done = call("convert", copy, "--json", "--strict", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    plan = library[work]
    assert done.stdout == plan_json.dump(plan, apparatus.entries(plan), names[work])
    assert json.loads(done.stdout)["work"] == work


@pytest.mark.slow
def test_a_process_of_its_own_prints_the_same(folder: Path) -> None:
    asked = ("convert", f"docs/sources/{WORKS[0]}.txt", "--json")
    done = run(*asked, folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == call(*asked, folder=folder).stdout


def test_convert_takes_a_text_nobody_registered(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("某县2024年防汛工作要点\n一、压实责任\n(一)会商研判。每月一次。\n", "utf-8")
    done = call("convert", path, "--json", folder=folder)
    value = json.loads(done.stdout)
    assert done.returncode == 0
    assert (value["work"], value["title"], value["kind"]) == (
        None,
        "某县2024年防汛工作要点",
        "yaodian",
    )
    assert value["period"] == {"from": 2024, "to": 2024}
    assert list(clauses(value)) == ["a1", "a1-b1"]


def test_convert_says_what_it_did_not_understand(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("某某讯息一则\n某县防汛工作要点\n一、压实责任\n", "utf-8")
    done = call("convert", path, "--json", folder=folder)
    assert done.returncode == 0
    assert f"{path}:1:1: 提示：" in done.stderr
    assert "[unparsed]" in done.stderr
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["code"], problem["line"], problem["col"]) == ("unparsed", 1, 0)
    assert call("convert", path, "--json", "--strict", folder=folder).returncode == 1


def test_a_clause_of_yichun_as_the_contract_has_it(library: dict[str, Plan]) -> None:
    plan = library["360900-yichun-2023-yaodian"]
    clause = clauses(data_of(plan))["a2-b5"]
    assert (clause["path"], clause["label"], clause["heading"]) == ("2.5", "(五)", "强化专项整治")
    assert (clause["line"], clause["separator"]) == (14, "。")
    assert clause["text"].startswith("一是全面评估安全生产专项整治三年行动成果,")
    assert clause["text"].endswith("(责任科室:综合科、危化科、花炮科、矿山科、工贸科)")
    assert [part["id"] for part in clause["parts"]] == [f"a2-b5-y{n}" for n in range(1, 8)]
    assert clause["parts"][6]["text"].endswith("提早谋划部署防溺水工作。")
    assert "raw" not in clause
    (span,) = clause["spans"]
    received = plan.source.text[slice(*span)]
    assert received == plan.source.text.split("\n")[13]


def test_paths_join_the_printed_numbers(library: dict[str, Plan]) -> None:
    found = clauses(data_of(library["220502-dongchang-2021-2025-guihua"]))
    assert found["a4-b1-c1"]["path"] == "4.1.1"
    assert found["a4-b1-c1-u1"]["path"] == "4.1.1.u1"
    assert found["a4-b1-c1-u1"]["label"] == ""
    assert found["a4-b1-c1-u1"]["heading"] == "健全应急管理指挥体系"
    assert found["a4-b1-c1"]["text"] == ""


def test_raw_is_the_text_as_received_where_it_was_emended(library: dict[str, Plan]) -> None:
    found = clauses(data_of(library["310000-shanghai-2022-yaodian"]))
    clause = found["a3-b3"]
    assert "按照“以用为要、功能叠加、规范高效”的要求" in clause["text"]
    assert "按?ldquo;以用为要、功能叠加、规范高?rdquo;的要求" in clause["raw"]
    assert clause["raw"].endswith("实现数字化管理、/p>")
    assert found["a3"]["heading"] == "扎实推进基础建设,有效降低城市安全风险"
    assert found["a3"]["heading_raw"] == "扎实推进基础建设,有效降低城市安全风?/p>"
    assert found["a6-b3"]["heading"] == "统筹推进“放管服”改革"
    untouched = clauses(data_of(library["620724-gaotai-2025-yaodian"]))["a1-b1"]
    assert "raw" not in untouched


def test_every_emendation_names_a_unit_of_the_plan(plan: Plan) -> None:
    value = data_of(plan)
    units = {unit["id"] for unit in [*value["clauses"], *value["blocks"], *value["tables"]]}
    units |= {row for table in value["tables"] for row in table["row_ids"]}
    assert len(value["damage"]) == len(plan.emendations)
    assert {entry["clause_id"] for entry in value["damage"]} <= units
    for entry in value["damage"]:
        line = plan.source.text.split("\n")[entry["line"] - 1]
        first_line = entry["damaged"].split("\n")[0]
        assert line[entry["col"] :].startswith(first_line)


def test_emendations_stand_in_the_clause_that_was_read(library: dict[str, Plan]) -> None:
    damage = data_of(library["310000-shanghai-2022-yaodian"])["damage"]
    found = {(entry["line"], entry["col"]): entry for entry in damage}
    assert found[1, 25]["clause_id"] == "notice"
    assert (found[1, 25]["damaged"], found[1, 25]["reading"]) == ("9/p>", ":")
    assert found[5, 16]["clause_id"] == "title"
    assert found[15, 20]["clause_id"] == "a3"
    assert found[14, 267]["clause_id"] == "a2-b4"
    box = data_of(library["220502-dongchang-2021-2025-guihua"])["damage"]
    assert [entry["clause_id"] for entry in box if entry["line"] == 316] == ["a4-b3-x1-r5"]


def test_every_address_is_in_the_data(plan: Plan) -> None:
    value = data_of(plan)
    found = {unit["id"] for unit in [*value["clauses"], *value["blocks"], *value["tables"]]}
    found |= {part["id"] for unit in value["clauses"] + value["blocks"] for part in unit["parts"]}
    found |= {row for table in value["tables"] for row in table["row_ids"]}
    assert ids.texts(plan).keys() <= found


def test_a_clause_says_how_it_is_cited_and_what_in_it_is_conjecture(
    library: dict[str, Plan],
) -> None:
    value = data_of(library["310000-shanghai-2022-yaodian"])
    assert value["url"] == "plans/310000-shanghai-2022-yaodian/"
    assert value["reference"] == "上海市应急管理局. 上海市应急管理局2022年工作要点[A/OL]. (2022)"
    assert value["notice"].startswith("非官方文本")
    found = clauses(value)
    assert found["a7-b3"]["citation"] == "《上海市应急管理局2022年工作要点》第七部分第（三）项"
    told = {id_: clause["conjectures"] for id_, clause in found.items() if "conjectures" in clause}
    kinds = ("likely", "unknown")
    doubted = [one for one in value["damage"] if one["confidence"] in kinds]
    keys = ("damaged", "reading", "confidence")
    assert told == {
        id_: [{key: one[key] for key in keys} for one in doubted if one["clause_id"] == id_]
        for id_ in found
        if any(one["clause_id"] == id_ for one in doubted)
    }
    assert len(told) > 3


def test_a_text_that_is_not_registered_is_cited_without_an_address() -> None:
    value = data_of(plan_of("某县2024年防汛工作要点\n一、压实责任\n"))
    assert (value["url"], value["citation"]) == (None, "《某县2024年防汛工作要点》")
    assert value["clauses"][0]["citation"] == "《某县2024年防汛工作要点》第一部分"
