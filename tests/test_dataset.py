"""The tables for researchers: the same rows in every form, described to the column."""

import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.exports import parquet, table_columns
from converters.exports.parquet import Column
from converters.exports.table_columns import tables
from converters.models.plan import Plan
from converters.names import authority
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from converters.stock import Stock
from tests import parquet_reader, stocked
from tests.conftest import NAMES, ROOT, data_of
from tests.test_corrections import plan_of

TABLES = (*tables().values(), table_columns.of_topics(NAMES.topics))
FILES = [(table, name) for table in TABLES for name in table.files]
PROFILES = ROOT / "tests" / "fixtures" / "frictionless"


def files_of(plans: Iterable[Plan], records: Authority = authority.NONE) -> dict[str, bytes]:
    """The files of the tables, by name."""
    return written(stocked.stock_of(stocked.made_of(plans, records), records))


def written(stock: Stock) -> dict[str, bytes]:
    """The same, of what they are made from."""
    made = stocked.every_file_of(stock, "表")
    return {page.path.relative_to("data").as_posix(): page.data for page in made}


@pytest.fixture(scope="module")
def files(stock: Stock) -> dict[str, bytes]:
    """Those of the founding plans."""
    return written(stock)


Rows = list[dict[str, str | int]]


def read(name: str, data: bytes) -> Rows:
    """The rows of a file, as its description says that they are read."""
    table = next(table for table, file in FILES if file == name)
    if name.endswith(".parquet"):
        names, rows = parquet_reader.read(data)
        assert tuple(names) == table.names
        return [dict(zip(names, row, strict=True)) for row in rows]
    if name.endswith(".jsonl"):
        found: Rows = [json.loads(line) for line in data.decode().split("\n")[:-1]]
        return found
    kinds = {column.name: column.kind for column in table.columns}
    lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(lines.fieldnames or ()) == table.names
    return [
        {key: int(cell) if kinds[key] == "integer" else _bare(cell) for key, cell in row.items()}
        for row in lines
    ]


def _bare(cell: str) -> str:
    """Without the apostrophe that guards what a spreadsheet might run."""
    return re.sub("^'(?='*[=+\\-@\t\r\n])", "", cell)


def test_every_table_has_its_files_and_each_file_its_table(files: dict[str, bytes]) -> None:
    assert {*files} == {name for _, name in FILES} | {"datapackage.json"}


def test_the_forms_of_a_table_hold_the_same_rows(files: dict[str, bytes]) -> None:
    one, *others = (read(name, files[name]) for name in tables()["clauses"].files)
    assert len(one) == 239
    for other in others:
        assert other == one


@pytest.mark.parametrize("name", [name for _, name in FILES])
def test_ids_of_rows_differ_and_begin_with_a_letter(name: str, files: dict[str, bytes]) -> None:
    ids = [str(row["row_id"]) for row in read(name, files[name])]
    assert len({*ids}) == len(ids) > 0
    assert all(re.match("[a-z]", id_) for id_ in ids)


A_NUMBER = re.compile(r"\s*[-+(]?[\d.,]+(?:[eE][-+]?\d+)?\)?%?\s*")


@pytest.mark.parametrize("name", [name for _, name in FILES if name.endswith(".csv")])
def test_no_text_is_a_number_to_a_spreadsheet(name: str, files: dict[str, bytes]) -> None:
    """But for years, codes of places and quantities, which are the same as numbers."""
    numbers = {
        key
        for row in read(name, files[name])
        for key, cell in row.items()
        if isinstance(cell, str) and A_NUMBER.fullmatch(cell)
    }
    assert numbers <= {
        *("adcode", "first_year", "last_year", "from", "to"),
        *("year", "value", "score"),
    }


def test_the_clauses_are_those_of_the_json(
    files: dict[str, bytes], library: dict[str, Plan], names: Mapping[str, PlanNames]
) -> None:
    values = {work: data_of(plan, names[work]) for work, plan in library.items()}
    expected = [
        {
            "row_id": f"plans/{work}#{clause['id']}",
            "work": work,
            "clause_id": clause["id"],
            "order": order,
            "heading": clause["heading"],
            "text": clause["text"],
            "received": clause.get("raw", ""),
            "line": clause["line"],
            "citation": clause["citation"],
            "topics": " ".join(clause["topics"]),
            "likely": count(clause, "likely"),
            "unknown": count(clause, "unknown"),
        }
        for work, value in values.items()
        for order, clause in enumerate(value["clauses"], 1)
    ]
    rows = read("clauses.jsonl", files["clauses.jsonl"])
    assert [{key: row[key] for key in expected[0]} for row in rows] == expected


def count(clause: dict[str, Any], confidence: str) -> int:
    return sum(one["confidence"] == confidence for one in clause.get("conjectures", ()))


def test_a_clause_of_yichun_in_full(files: dict[str, bytes]) -> None:
    rows = read("clauses.csv", files["clauses.csv"])
    (row,) = [one for one in rows if one["row_id"] == "plans/360900-yichun-2023-yaodian#a2-b5"]
    assert (row["layer"], row["above"], row["place"]) == ("b", "a2", "第二部分第（五）项")
    assert row["units"] == "责任科室：综合科、危化科、花炮科、矿山科、工贸科"
    assert row["url"] == "plans/360900-yichun-2023-yaodian/#a2-b5"


def test_the_plans_in_a_row_each(files: dict[str, bytes]) -> None:
    rows = {row["work"]: row for row in read("works.csv", files["works.csv"])}
    assert len(rows) == 5
    shanghai = rows["310000-shanghai-2022-yaodian"]
    assert (shanghai["written"], shanghai["adcode"]) == ("2022-0X-0X", "310000")
    assert (shanghai["province"], shanghai["city"], shanghai["county"]) == ("上海市", "", "")
    gaotai = rows["620724-gaotai-2025-yaodian"]
    told = "title kind province city county first_year last_year"
    assert (gaotai["issuer"], gaotai["supplied"]) == ("", told)
    yichun = rows["360900-yichun-2023-yaodian"]
    assert (yichun["first_year"], yichun["supplied"]) == ("2023", "province city")
    clauses = read("clauses.csv", files["clauses.csv"])
    for work, row in rows.items():
        of = [one for one in clauses if one["work"] == work]
        assert row["clauses"] == len(of)
        whole = "".join(f"{one['heading']}{one['text']}" for one in of)
        assert row["characters"] == len("".join(whole.split()))


def test_what_the_editor_corrected_is_told_apart_from_what_he_supplied() -> None:
    corrected = plan_of({"title": "丰城市2023年应急管理要点", "period": {"from": 2023, "to": 2025}})
    made = files_of([corrected])
    (row,) = read("works.csv", made["works.csv"])
    assert row["corrected"] == "title first_year last_year"
    assert row["supplied"] == ""
    assert (row["first_year"], row["last_year"]) == ("2023", "2025")


def test_edges_are_the_mentions_counted(files: dict[str, bytes]) -> None:
    inside = ("mention", "citation", "reference")
    edges = [one for one in read("edges.csv", files["edges.csv"]) if one["kind"] in inside]
    mentions = read("mentions.csv", files["mentions.csv"])
    kinds = {"agency": "mention", "term": "mention", "instrument": "citation"}
    counted: dict[tuple[Any, ...], int] = {}
    for one in mentions:
        kind = kinds.get(str(one["kind"]), "reference")
        key = (kind, one["work"], one["clause_id"], one["record_id"], one["surface"])
        counted[key] = counted.get(key, 0) + 1
    keys = ("kind", "work", "clause_id", "target", "words")
    assert {tuple(one[key] for key in keys): one["count"] for one in edges} == counted
    assert all(one["source"] == f"plans/{one['work']}#{one['clause_id']}" for one in edges)
    assert {one["kind"] for one in edges} == {"mention", "citation", "reference"}
    named = {one["target"]: one["target_name"] for one in edges}
    assert named["agencies/yichun-yingjiju-weihuake"] == "宜春市应急管理局危化科"


def test_edges_across_plans_are_those_of_their_files(files: dict[str, bytes], stock: Stock) -> None:
    edges = read("edges.csv", files["edges.csv"])
    pages = stocked.files_of(stock, "逐字相同", "另见")
    told = {one.path.as_posix(): one.text for one in pages if one.path.match("data/*/*.json")}
    related, runs = set(), set()
    for path, text in told.items():
        _, folder, name = path.split("/")
        here = f"plans/{name.removesuffix('.json')}"
        if folder == "related":
            related |= {
                (f"{here}#{id_}", f"plans/{one['work']}#{one['clause_id']}", str(one["score"]))
                for id_, near in json.loads(text).items()
                for one in near
            }
        elif folder == "runs":
            runs |= {
                (
                    f"{here}#{one['clause_id']}",
                    f"plans/{one['work']}#{one['other_clause_id']}",
                    one["text"],
                    "formula" if one["formula"] else "run",
                )
                for one in json.loads(text)
            }
    assert related
    assert runs
    of_related = [one for one in edges if one["kind"] == "related"]
    assert {(one["source"], one["target"], one["score"]) for one in of_related} == related
    of_runs = [one for one in edges if one["kind"] in ("run", "formula")]
    keys = ("source", "target", "words", "kind")
    assert {tuple(one[key] for key in keys) for one in of_runs} == runs


def test_a_library_of_nothing_has_tables_without_rows() -> None:
    made = files_of([], NAMES)
    assert [read(name, made[name]) for _, name in FILES] == [[]] * len(FILES)


# Parquet

CELLS = st.tuples(st.text(), st.integers(-(2**63), 2**63 - 1))
COLUMNS = (Column("甲", "string"), Column("n", "integer"))


@given(st.lists(st.lists(CELLS, max_size=20), max_size=4))
def test_parquet_is_read_back_as_it_was(groups: list[list[tuple[str, int]]]) -> None:
    data = parquet.file(COLUMNS, [parquet.group(COLUMNS, rows) for rows in groups])
    assert parquet_reader.read(data) == (["甲", "n"], [row for rows in groups for row in rows])


def test_parquet_is_as_pyarrow_and_duckdb_were_seen_to_read_it() -> None:
    """pyarrow 26.0.1 and DuckDB 2.0.1 read a file of these bytes: 甲, n; (一, 1), (空, -2)."""
    rows = [("一", 1), ("空", -2)]
    data = parquet.file(COLUMNS, [parquet.group(COLUMNS, rows)])
    assert hashlib.sha256(data).hexdigest() == SEEN


SEEN = "79395f2eaba3e2f135bf0323654c27875ddc82714bce08adc7f750e3df49d179"


# What the package says of itself


@pytest.fixture(scope="module")
def package(files: dict[str, bytes]) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(files["datapackage.json"])
    return value


def profile(name: str) -> jsonschema.Draft4Validator:
    """A profile of Frictionless Data as it is published, without its explanations."""
    return jsonschema.Draft4Validator(json.loads((PROFILES / f"{name}.json").read_text("utf-8")))


def test_the_package_fits_the_published_profiles(package: dict[str, Any]) -> None:
    assert [error.message for error in profile("data-package").iter_errors(package)] == []
    tabular = [one for one in package["resources"] if one["profile"] == "tabular-data-resource"]
    assert [one["path"] for one in tabular] == [name for _, name in FILES if name.endswith(".csv")]
    for one in tabular:
        assert [error.message for error in profile(one["profile"]).iter_errors(one)] == []
    broken = {**tabular[0], "schema": {"fields": [{"type": "integer"}]}}
    assert not profile("tabular-data-resource").is_valid(broken)


def test_the_package_describes_every_column_of_every_file(
    package: dict[str, Any], files: dict[str, bytes]
) -> None:
    told = {one["path"]: one for one in package["resources"]}
    assert [*told] == [name for _, name in FILES]
    assert len({one["name"] for one in told.values()}) == len(told)
    for table, name in FILES:
        fields = told[name]["schema"]["fields"]
        assert [field["name"] for field in fields] == [*table.names]
        assert all(field["description"] for field in fields)
        assert told[name]["bytes"] == len(files[name])
        assert told[name]["hash"] == f"sha256:{hashlib.sha256(files[name]).hexdigest()}"


DATA_PAGE = (ROOT / "docs" / "about" / "data.md").read_text("utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_page_of_data_says_of_each_column_what_the_package_says(table: Any) -> None:
    for name, _, description in table.columns:
        if table.name in ("clauses", "works", "edges"):
            assert f"\n| `{name}` | {description} |\n" in DATA_PAGE, name
        assert f"`{name}`" in DATA_PAGE or name in NAMES.topics


def test_the_ten_lines_of_python_on_the_page_of_data_print_what_it_says(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    blocks = [
        unescape(one) for one in re.findall("<pre><code>(.*?)</code></pre>", DATA_PAGE, re.DOTALL)
    ]
    (at,) = [number for number, one in enumerate(blocks) if one.startswith("import csv")]
    code, _, told, formula = blocks[at : at + 4]
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-S", "-X", "utf8", "-c", code],
        check=False,
        capture_output=True,
        cwd=tmp_path,
    )
    assert (done.stderr, done.stdout.decode()) == (b"", told)
    rows = len(read("clauses.csv", files["clauses.csv"]))
    columns = tables()["clauses"].names
    assert re.findall(r"([A-Z])2:\1(\d+)", formula) == [
        (chr(ord("A") + columns.index(name)), str(rows + 1)) for name in ("work", "text")
    ]
