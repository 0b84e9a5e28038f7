"""What people hold: the same plan as text and as a web page, taken in as it is, published as it is."""

import hashlib
import json
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import conservation
from converters.exports import plan_json
from converters.ingest import sources
from converters.ingest.sources import Files
from converters.intake import accession
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.site import served_assets
from converters.views import plan_text
from converters.views.plan_text import TableText
from tests import closed_schema, derived_check, word_files
from tests.command_line import Completed, call
from tests.conftest import ROOT
from tests.fuzz import inputs, oracle
from tests.test_html_reader import TOKENS

FOLDER = ROOT / "tests" / "received"
WORK = "331082-linhai-2024-yaodian"
SCHEMA = jsonschema.Draft202012Validator(closed_schema.of_plan())
SAME = ("title", "issuer", "doc_number", "index_number", "dates", "addressees", "period", "kind")
OF_PLACE = {"line", "spans", "raw", "heading_raw", "rule", "cells"}
URL = "https://www.linhai.example.cn/art/2024/3/8/art_1.html"


def page(encoding: str = "gb18030") -> bytes:
    return (FOLDER / "plan.html").read_text("utf-8").encode(encoding)


FILES = {
    ".txt": (FOLDER / "plan.txt").read_bytes(),
    ".html": page(),
    ".pdf": (FOLDER / "plan.pdf").read_bytes(),
    ".docx": word_files.docx((FOLDER / "plan.docx.txt").read_text("utf-8")),
}
"""The same plan. The PDF file was made of the text by LibreOffice 7, with a cut row and autospace."""

TOLD = {".html": ["attached-file"], ".pdf": [], ".docx": []}


def data_of(name: str, data: bytes) -> dict[str, Any]:
    return json_of(plan_of(name, data))


def json_of(plan: Plan) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(plan_json.dump(plan, ()))
    SCHEMA.validate(found)
    return found


def plan_of(name: str, data: bytes) -> Plan:
    plan = pipeline.read_plan(sources.from_bytes(Path(name), data))
    assert conservation.account(plan).balances
    if plan.source.derived:
        derived_check.check(plan.source.derived)
    return plan


def without_places(value: Any) -> Any:
    if isinstance(value, list):
        return [without_places(one) for one in value]
    if isinstance(value, Mapping):
        return {key: without_places(one) for key, one in value.items() if key not in OF_PLACE}
    return value


TEXT = data_of("plan.txt", FILES[".txt"])


@pytest.mark.parametrize("ending", [ending for ending in FILES if ending != ".txt"])
def test_the_same_plan_is_read_of_every_file(ending: str) -> None:
    data = data_of(f"plan{ending}", FILES[ending])
    assert [data[key] for key in SAME] == [TEXT[key] for key in SAME]
    for key in ("clauses", "tables", "responsibility"):
        assert without_places(data[key]) == without_places(TEXT[key])
    blocks = [block for block in data["blocks"] if block["kind"] != "noise"]
    assert without_places(blocks) == without_places(TEXT["blocks"])
    assert [one["code"] for one in data["problems"]] == TOLD[ending]


@pytest.mark.parametrize("ending", FILES)
def test_all_pages_are_made_of_every_file(ending: str) -> None:
    files = Files(Path(f"{WORK}{ending}"), FILES[ending])
    # What is refused has no pages, and nothing below would look at any.
    assert pipeline.structured(sources.of_files(files)).clauses
    oracle.published(inputs.records())(files)


@given(st.lists(TOKENS, min_size=1, max_size=40))
def test_every_character_of_any_page_is_accounted_for(tokens: list[str]) -> None:
    plan = plan_of(
        "plan.html", f"<html><p>某市2024年应急管理工作要点<p>一、{''.join(tokens)}".encode()
    )
    account = conservation.account(plan)
    assert account.text + account.emended + sum(account.noise.values()) == account.total


def test_the_data_lead_from_every_character_to_the_file() -> None:
    received = page()
    data = data_of("plan.html", received)
    plan = plan_of("plan.html", received)
    text = plan.source.text
    assert data["sha256"] == hashlib.sha256(received).hexdigest()
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert data["derived"] == {"sha256": digest, "reader": "html 1", "encoding": "gb18030"}
    found = ""
    for start, end, part, offset, size in data["places"]:
        assert part == ""
        assert unescape(received[offset : offset + size].decode("gb18030")) in (text[start:end], "")
        found += text[start:end]
    assert "".join(found.split()) == "".join(text.split())


def test_what_the_page_says_is_noise_is_told_with_its_rule() -> None:
    data = data_of("plan.html", page())
    noise = {block["rule"]: block["text"] for block in data["blocks"] if block["kind"] == "noise"}
    assert noise["breadcrumb"] == "当前位置：首页 > 政务公开 > 政策文件"
    assert noise["site-navigation"] == "【打印本页】【关闭窗口】"
    assert "浙ICP备00000000号" in noise["site-footer"]


MERGED = """<html><p>某市2024年应急管理工作要点<p>一、任务分工
<table border=1><tr><td colspan=3>表1 任务分工<tr><td>领域<td>任务<td>牵头单位
<tr><td rowspan=2>值守<td>值班<td>市应急管理局<tr><td>会商<td><p>市水利局<p>市气象局
<tr><td><td>演练<td>市消防救援大队</table><p>二、保障措施<p>加强领导，落实责任。</html>"""


def test_merged_cells_stand_at_their_first_place_and_say_what_they_span() -> None:
    data = data_of("plan.html", MERGED.encode())
    (table,) = data["tables"]
    assert (table["id"], table["caption"]) == ("a1-t1", "表1 任务分工")
    assert table["header"] == ["领域", "任务", "牵头单位"]
    assert table["rows"] == [
        ["值守", "值班", "市应急管理局"],
        ["", "会商", "市水利局 市气象局"],
        ["", "演练", "市消防救援大队"],
    ]
    spans = {cell["text"]: (cell["rows"], cell["columns"]) for cell in table["cells"]}
    assert (spans["表1 任务分工"], spans["值守"], spans["会商"]) == ((1, 3), (2, 1), (1, 1))
    duties = [(one["clause_id"], one["units"]) for one in data["responsibility"]]
    assert ("a1-t1-r1", ["市应急管理局"]) in duties
    assert not data["problems"]


CAPTIONED = """<html><p>某市2024年应急管理工作要点<p>一、任务分工<p>表1 任务分工
<table border=1><tr><td>领域<td>任务<tr><td><td><tr><td rowspan=2>值守<td>值班<tr><td>会商
</table><p>二、保障措施<p>加强领导，落实责任。</html>"""


@pytest.mark.parametrize(
    ("page", "extents"),
    [
        (MERGED, {(1, 0): (2, 1), (2, 0): (2, 1)}),
        (CAPTIONED, {(1, 0): (2, 1), (2, 0): (2, 1)}),
    ],
    ids=["a row of the table names it", "a line above names it, and one of its rows is empty"],
)
def test_merged_cells_are_known_by_the_rows_of_the_table(
    page: str, extents: Mapping[tuple[int, int], tuple[int, int]]
) -> None:
    plan = plan_of("plan.html", page.encode())
    (table,) = (one for one in plan_text.of(plan, ()).blocks if isinstance(one, TableText))
    assert {at: one[:2] for at, one in table.merged.items()} == extents
    assert data_of("plan.html", page.encode())["tables"][0]["cells"]


def test_a_cell_in_which_a_damaged_tag_stands_keeps_all_its_text() -> None:
    page = "<html><p>甲<table border=1><tr><td>一<td>二<tr><td>三<td>四<<w:tbl>/table>丁</html>"
    (table,) = data_of("plan.html", page.encode())["tables"]
    assert table["rows"] == [["三", "四丁"]]


NOTED = """<p>[[某市2024年应急管理工作要点]]</p><p>[[一、加强值守]]<r><footnoteReference id="2"/></r></p>
<p>[[落实领导带班制度。]]</p><p>[[某市应急管理局]]</p><p>[[2024年3月5日]]</p><sectPr/>
==== footnotes
<footnote id="2"><p><r><footnoteRef/></r>[[ 值守包括带班。]]</p><p>[[一、以下同。]]</p></footnote>
"""


def test_notes_stand_by_themselves_behind_all_that_is_signed() -> None:
    data = data_of("plan.docx", word_files.docx(NOTED))
    kinds = {block["id"]: block["text"] for block in data["blocks"]}
    assert kinds["sig"] == "某市应急管理局\n2024年3月5日"
    assert kinds["note"] == "[1] 值守包括带班。\n一、以下同。"
    assert [one["id"] for one in data["clauses"]] == ["a1"]


BOXED = """<html><p>某市2024年应急管理工作要点<p>一、重点工程<p>建设以下工程。
<table border=1><tr><td><p>专栏1 重点工程<p>指挥中心<p>建成投用<p>物资库</table><p>二、保障措施<p>加强领导。
<table border=1><tr><td><p>三、组织实施<p>加强督查。</table></html>"""


def test_a_frame_is_a_box_where_its_first_line_says_so() -> None:
    data = data_of("plan.html", BOXED.encode())
    (box,) = data["tables"]
    assert (box["id"], box["kind"], box["caption"]) == ("a1-x1", "box", "专栏1 重点工程")
    assert box["rows"] == [["指挥中心"], ["建成投用"], ["物资库"]]
    assert [one["id"] for one in data["clauses"]] == ["a1", "a2", "a3"]


DOUBTED = """<html><h1>某市2024年应急管理工作要点</h1><h2>一、加强值守</h2><h2>工作目标</h2><p>守住底线。
<ol><li>1.落实领导带班。<li>落实值班。</ol><h2>二、加强演练</h2><p>每年一次。</html>"""


def test_where_the_file_and_the_reading_do_not_agree_is_told() -> None:
    data = data_of("plan.html", DOUBTED.encode())
    told = [(one["code"], one["line"], one["message"]) for one in data["problems"]]
    assert (
        "heading-unread",
        3,
        "原件把这一行标作标题（第 2 级），没有读作条款或题名，照录为正文",
    ) in told
    said = "自动编号“1.”之后又印着编号“1.”，照录；哪一个是这一条的，请核对"
    assert ("number-twice", 5, said) in told
    assert {code for code, _, _ in told} == {"heading-unread", "number-twice"}


def test_a_heading_that_was_not_read_is_offered_as_one() -> None:
    findings = accession.examine(Path("plan.html"), DOUBTED.encode(), WORK)
    made = accession.entry(findings, DOUBTED.encode(), Path("nowhere"))
    assert made.ending == ".html"
    assert "#   - {line: 3, is: heading, layer: " in made.files[".yml"].decode()


def test_a_mark_of_the_file_gives_way_to_the_editor(tmp_path: Path) -> None:
    path = tmp_path / f"{WORK}.html"
    line = page("utf-8").decode().split("<body>")[0]
    assert line
    path.with_suffix(".yml").write_text(
        "structure:\n- {line: 6, is: title, ground: 这一行是题名}\n"
        "- {line: 24, to: 25, is: text, ground: 不是表}\n"
    )
    path.write_bytes(page())
    plan = pipeline.structured(sources.load(path, WORK))
    assert conservation.account(plan).balances
    assert not plan.tables
    assert plan.record.title.line == 6


def add(folder: Path, name: str, data: bytes, *options: str) -> Completed:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return call("add", *options, name, folder=folder)


def test_a_page_goes_in_as_it_is_with_its_origin(tmp_path: Path) -> None:
    done = add(tmp_path, "art_1.htm", page(), "--url", URL, "--fetched", "2024-03-09")
    assert (done.returncode, done.stderr) == (0, "")
    folder = tmp_path / "docs" / "sources"
    assert {path.name for path in folder.iterdir()} == {f"{WORK}.html", f"{WORK}.yml"}
    assert (folder / f"{WORK}.html").read_bytes() == page()
    (files,) = sources.registered(folder)
    origin = sources.of_files(files).edition.origin
    assert origin
    assert (origin.site, origin.address, origin.date) == (
        "www.linhai.example.cn",
        URL,
        "2024-03-09",
    )
    assert call("build", "--jobs", "1", folder=tmp_path).returncode == 0
    docs = tmp_path / "docs"
    text = (docs / "data" / "plans" / f"{WORK}.txt").read_text("utf-8")
    assert text == sources.of_files(files).text
    shown = (docs / "plans" / WORK / "source.md").read_text("utf-8")
    assert f'(../../sources/{WORK}.html){{: download="{WORK}.html" }}' in shown
    assert (
        '<span class="generated" title="浏览器自动编的号，原件里没有这几个字">2&#46;</span>'
        in shown
    )
    again = add(tmp_path, "art_2.html", page())
    assert f"这份文本已经收入，作品号是 {WORK}" in again.stderr
    taken = call("check", "art_2.html", folder=tmp_path)
    assert WORK in taken.stdout


def test_a_page_is_served_as_text_and_its_links_lead_there(tmp_path: Path) -> None:
    site, docs = tmp_path / "site", tmp_path / "docs"
    plan = site / "plans" / WORK / "index.html"
    for path in (
        plan,
        site / "sources" / f"{WORK}.html",
        site / "index.html",
        docs / "assets" / "a.js",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
    plan.write_text(f'<a download="{WORK}.html" href="../../sources/{WORK}.html">甲</a>', "utf-8")
    (site / "sources" / f"{WORK}.html").write_bytes(page())
    (site / "index.html").write_text("<p>甲</p>", "utf-8")
    served_assets.finish(site, docs)
    assert [path.name for path in (site / "sources").iterdir()] == [f"{WORK}.html.txt"]
    assert (site / "sources" / f"{WORK}.html.txt").read_bytes() == page()
    link = f'<a download="{WORK}.html" href="../../sources/{WORK}.html.txt">甲</a>'
    assert plan.read_text("utf-8") == link


def test_a_plan_that_was_a_page_is_taken_down_whole(tmp_path: Path) -> None:
    add(tmp_path, "art_1.html", page())
    assert call("mint", "--date", "2024-03-10", folder=tmp_path).returncode == 0
    done = call("takedown", "--ground", "原机关要求", WORK, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    left = {path.name for path in (tmp_path / "docs" / "sources").iterdir()}
    assert left == {"ids", f"{WORK}.ids"}
    kept = {path.name for path in (tmp_path / ".withdrawn").iterdir()}
    assert kept == {f"{WORK}.html", f"{WORK}.yml"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--url", "linhai.example.cn"), "不是网址"),
        (("--url", "ftp://linhai.example.cn/a"), "不是网址"),
        (("--fetched", "2024-03-09"), "没有写从哪里取得"),
    ],
)
def test_an_origin_that_is_none_is_refused(
    options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    done = add(tmp_path, "art_1.html", page(), *options)
    assert (done.returncode, said in done.stderr) == (1, True)
    assert [*(tmp_path / "docs").iterdir()] == []


def test_what_a_file_is_called_is_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / f"{WORK}.txt"
    path.write_bytes(page())
    with pytest.raises(InputError, match=rf"内容却是网页，请把文件名改作 {WORK}\.html"):
        sources.load(path, WORK)
    path.with_suffix(".html").write_bytes(FILES[".txt"])
    with pytest.raises(InputError, match="内容却是纯文本"):
        sources.load(path.with_suffix(".html"), WORK)
    path.write_bytes(FILES[".txt"])
    with pytest.raises(InputError, match="只能有一个原文"):
        [*sources.registered(tmp_path)]


def test_a_piece_of_a_page_is_one_by_its_name_alone() -> None:
    piece = "<p>某市2024年应急管理工作要点</p><p>一、加强值守</p>".encode()
    assert plan_of("piece.html", piece).source.derived
    assert not plan_of("piece.txt", piece).source.derived
