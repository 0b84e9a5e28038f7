"""各地共有的提法 on the home page: what its table shows of libraries that are not the one at hand."""

import re
from dataclasses import replace
from pathlib import Path

from converters import pipeline
from converters.ingest import sources
from converters.models.page import View
from converters.models.plan import Plan
from converters.models.source import Conjecture, Edition
from converters.names.authority import AuthorityRecord
from converters.pages.library.shared_terms import SharedTerms, shared_terms
from converters.pages.names import name_list
from converters.writing import templates
from tests import stocked
from tests.conftest import NAMES

NONE = Edition()
_LINK = re.compile(r"\[(.)\]\(plans/([^/]+)/index\.md#([\w-]+)\)")


def plan_of(work: str, *sentences: str, edition: Edition = NONE) -> Plan:
    year = work.split("-")[2]
    body = "".join(f"（{'一二三四五六七八九十'[at]}）{one}\n" for at, one in enumerate(sentences))
    text = f"{year}年应急管理工作要点\n一、任务\n{body}"
    source = sources.from_bytes(Path(f"{work}.txt"), text.encode(), work)
    return pipeline.read_plan(replace(source, edition=edition))


def said(*plans: Plan) -> tuple[SharedTerms, list[AuthorityRecord]]:
    """What the table says, and the terms that are shared."""
    references = stocked.references_of(plans, NAMES)
    rows = name_list.shared_terms(references)
    terms = [references.records[row.key] for row in rows]
    return shared_terms(terms, references), terms


def table(*plans: Plan) -> tuple[str, list[AuthorityRecord]]:
    """The table as Markdown, and the terms that are shared."""
    says, terms = said(*plans)
    return templates.page(View(Path("index.md"), "shared_terms.md", says)).text, terms


def test_what_one_place_alone_says_is_not_shared() -> None:
    text, terms = table(
        plan_of("360900-yichun-2023-yaodian", "开展安全生产月活动。", "实行挂牌督办。"),
        plan_of("360900-yichun-2024-yaodian", "开展安全生产月活动。"),
        plan_of("320412-wujin-2023-yaodian", "实行挂牌督办。"),
    )
    assert [term.pref for term in terms] == ["挂牌督办"]
    assert "安全生产月" not in text


def test_nothing_shared_is_no_table() -> None:
    says, terms = said(plan_of("360900-yichun-2023-yaodian", "实行挂牌督办。"))
    assert (says.rows, terms) == ([], [])


def test_a_large_library_has_columns_of_its_latest_plans() -> None:
    plans = [
        plan_of(f"{code}-{name}-{year}-yaodian", "实行挂牌督办。")
        for year in (2019, 2020, 2021, 2022)
        for code, name in (("360900", "yichun"), ("320412", "wujin"))
    ]
    text, _ = table(*plans)
    heads = re.findall(r'<th scope="col">(\S+) <span>(\d+)</span>', text)
    assert heads == [(name, year) for year in ("2020", "2021", "2022") for name in ("宜春", "武进")]
    assert len(_LINK.findall(text)) == 6
    assert '<td class="number" data-label="份数">8</td>' in text


def test_so_many_squares_and_the_rest_in_words() -> None:
    text, _ = table(
        plan_of("360900-yichun-2023-yaodian", *["挂牌督办，挂牌督办。"] * 10),
        plan_of("320412-wujin-2023-yaodian", "实行挂牌督办。"),
    )
    assert len(_LINK.findall(text)) == 12 + 1
    assert '<span class="rest">另 8 处</span>' in text


def test_another_form_is_noted_in_its_cell() -> None:
    text, _ = table(
        plan_of("360900-yichun-2023-yaodian", "落实“三个必须”。"),
        plan_of("320412-wujin-2023-yaodian", "落实“三管三必须”。"),
    )
    assert re.findall(r'class="form">(.*?)<', text) == ["三个必须"]


def test_a_name_that_the_editor_read_is_a_hollow_square() -> None:
    read = Edition(conjectures=(Conjecture(3, "挂牌□办", "挂牌督办", "据下文"),))
    text, _ = table(
        plan_of("360900-yichun-2023-yaodian", "实行挂牌□办，逐级挂牌督办。", edition=read),
        plan_of("320412-wujin-2023-yaodian", "实行挂牌督办。"),
    )
    squares = [(mark, work) for mark, work, _ in _LINK.findall(text)]
    assert squares == [
        ("□", "360900-yichun-2023-yaodian"),
        ("■", "360900-yichun-2023-yaodian"),
        ("■", "320412-wujin-2023-yaodian"),
    ]
    assert 'aria-label="一（一），据校读" .by-editor' in text
    assert "□</span> 据校读" in text


def test_without_a_reading_its_sign_is_not_explained() -> None:
    plans = [
        plan_of(work, "实行挂牌督办。")
        for work in ("360900-yichun-2023-yaodian", "320412-wujin-2023-yaodian")
    ]
    assert "据校读" not in table(*plans)[0]
