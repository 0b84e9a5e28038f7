"""同文: what a page says of words that stand in other plans, and where it says so."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from converters import lexicon
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames
from converters.stock import Stock
from converters.writing import sentence_marks
from tests import built_page, closed_schema, stocked
from tests.built_page import Element
from tests.drawn import reading_page
from tests.test_drawn_pages import without_blanks
from tests.test_structure import plan_of

ONE, OTHER = "360900-yichun-2023-yaodian", "620724-gaotai-2025-yaodian"
DUTY = "对重大危险源实行在线监测预警，每月会商一次"
TEXTS = {
    ONE: f"宜春市2023年应急管理工作要点\n一、任务\n（一）监测。要{DUTY}；安全生产专项整治三年行动继续。\n{DUTY}。\n",
    OTHER: f"高台县2025年应急管理工作要点\n一、要点\n1.会商。市、县两级{DUTY}。全县安全生产专项整治三年行动收官。\n",
}


def registered(text: str, work: str) -> Plan:
    plan = plan_of(text)
    return replace(plan, source=replace(plan.source, work=work))


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """What is written of two small plans, by path."""
    made = stocked.made_of(registered(text, work) for work, text in TEXTS.items())
    return {str(one.path): one.text for one in stocked.files_of(stocked.stock_of(made), "逐字相同")}


def test_the_data_have_every_run_from_both_sides(files: dict[str, str]) -> None:
    found = {work: json.loads(files[f"data/runs/{work}.json"]) for work in TEXTS}
    assert [(run["clause_id"], run["text"], run["formula"]) for run in found[ONE]] == [
        ("a1-b1", DUTY, False),
        ("a1-b1", "安全生产专项整治三年行动", True),
        ("a1-b1", DUTY, False),
    ]
    turned = [
        (run["other_clause_id"], run["other_start"], run["other_end"], run["start"])
        for run in found[OTHER]
    ]
    here = [(run["clause_id"], run["start"], run["end"], run["other_start"]) for run in found[ONE]]
    assert sorted(turned) == sorted(here)
    assert {run["work"] for run in found[OTHER]} == {ONE}
    assert not any("plans" in run for run in found[ONE])


def test_the_page_tells_how_much_and_where_and_set_phrases_apart(files: dict[str, str]) -> None:
    page = files[f"plans/{OTHER}/same-words.md"]
    told, _, phrases = page.partition("## 套语")
    assert "共 56 字，其中 20 字（" in told
    assert "「" not in page
    assert f"](../{ONE}/index.md#a1-b1)" in told
    assert "#at-a1-c1 }" in told
    assert "安全生产专项整治三年行动" in phrases
    assert "安全生产专项整治三年行动" not in told
    assert "出自" not in page.replace("不说谁出自谁", "")


def test_a_phrase_is_listed_once_and_not_where_it_is_part_of_a_longer_one() -> None:
    thought = "习近平新时代中国特色社会主义思想"
    phrases = (f"须以{thought}为指导", f"{thought}的", f"须以{thought}为指导")
    texts = {
        work: f"一、任务\n（一）{end}。{f'{end}。'.join(phrases)}{end}。\n"
        for work, end in ((ONE, "甲"), (OTHER, "乙"))
    }
    made = stocked.made_of(registered(text, work) for work, text in texts.items())
    written = stocked.files_of(stocked.stock_of(made), "逐字相同")
    pages = {str(one.path): one.text for one in written}
    told, _, listed = pages[f"plans/{ONE}/same-words.md"].partition("## 套语")
    assert thought not in told
    assert [listed.count(one) for one in (thought, *phrases[:2])] == [2, 1, 1]


def before(block: Element, sign: Element) -> str:
    """The text of a block before an element of it."""
    return block.text(lambda one: "\x00" if one is sign else None).partition("\x00")[0]


def signs(page: str) -> list[tuple[str, str, str]]:
    """Each sign of a page: the text that stands before it, where it leads, what it says."""
    found: list[tuple[str, str, str]] = []
    for block in built_page.read(page, "").one("div", "document").walk():
        if block.tag not in ("p", "h2", "h3", "h4", "h5", "h6"):
            continue
        for sign in block.all("a", "elsewhere"):
            text = without_blanks(before(block, sign))
            found.append((text, sign.attributes["href"], sign.attributes["title"]))
    return found


def test_a_sign_stands_after_the_words_and_says_where_else_they_are(files: dict[str, str]) -> None:
    beside = Page(Path(sentence_marks.name(ONE)), files[f".furniture/{ONE}.same-words.json"])
    found = signs(reading_page(registered(TEXTS[ONE], ONE), beside=[beside]))
    texts = [text for text, _, _ in found]
    ends = (f"{DUTY}；", f"{DUTY}。")
    assert all(text.endswith(end) for text, end in zip(texts, ends, strict=True)), texts
    assert {(href, words) for _, href, words in found} == {
        ("same-words.md#at-a1-b1", "这句话还见于 高台 2025 一1")
    }


def test_every_sign_of_the_founding_plans_stands_after_its_words(
    library: dict[str, Plan], names: Mapping[str, PlanNames], stock: Stock
) -> None:
    """In no name and in no mark of the editor's, which are links and buttons of their own."""
    for of in (piece.load() for piece in stock.same_words):
        work = of.card.work
        plan = library[work]
        page = reading_page(plan, names[work], beside=[sentence_marks.page(of)])
        every = [one for one in of.passages if not one.is_set_phrase]
        ends = ["".join(filter(str.isalnum, one.text))[-12:] for one in every]
        found = signs(page)
        assert bool(found) == bool(ends)
        for text, _, _ in found:  # a name that the words end in is passed over
            letters = "".join(filter(str.isalnum, text))[-30:]
            assert any(end in letters for end in ends)
        tree = built_page.read(page, "")
        marks = [*tree.all("a", "mention"), *tree.all("span", "emended")]
        assert not any(one.all("a", "elsewhere") for one in marks)


def test_the_data_fit_their_schema(files: dict[str, str]) -> None:
    schema = jsonschema.Draft202012Validator(closed_schema.closed(lexicon.schema("runs")))
    for work in TEXTS:
        told = json.loads(files[f"data/runs/{work}.json"])
        assert [error.message for error in schema.iter_errors(told)] == []
