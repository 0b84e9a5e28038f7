"""A tree of clauses, printed in any usual style, with any noise, reads back as that tree.

Each style, layout, noise and part has its own case; `generated_documents` says what they are.
"""

from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, DrawFn

from converters import pipeline
from converters.edition import conservation
from converters.models.plan import Plan
from converters.models.source import Source
from tests import trials
from tests.conftest import data_of
from tests.generated_documents import (
    ARTICLE,
    CHAPTER,
    DECIMAL,
    LAYOUTS,
    NOISES,
    PARTS,
    STYLES,
    A,
    Attachment,
    B,
    C,
    Clause,
    D,
    Date,
    Document,
    Layout,
    Manner,
    Noise,
    Part,
    Style,
    Tree,
    contents_list,
    documents,
    filling,
    in_print,
    noises,
    official,
    page_numbers,
    text_of,
    texts,
)
from tests.trials import tried

pytestmark = pytest.mark.slow

PLAIN = Layout("\u3000\u3000")
USUAL = official("（）")

several = settings(trials.LARGE, max_examples=tried(6, 100))


def plan_of(text: str) -> Plan:
    return pipeline.read_plan(Source(Path("plan.txt"), text, "0" * 64))


def clauses_of(plan: Plan) -> list[Clause]:
    return [
        Clause(
            clause.id,
            clause.label.text.strip(),
            clause.heading.text,
            tuple(part.text.text for part in clause.parts),
        )
        for clause in plan.clauses
    ]


def check_reads_back(
    document: Document, style: Style, layout: Layout, fallen: tuple[Noise, ...] = ()
) -> None:
    made = in_print(filling(document, layout), style)
    text = text_of(made, layout, fallen)
    found, expected = clauses_of(plan_of(text)), list(made.clauses)
    if found != expected:
        pytest.fail(f"{difference(found, expected)}\n\n{text}")


def difference(found: list[Clause], expected: list[Clause]) -> str:
    """The first clause that is not as expected."""
    pairs = zip_longest(found, expected)
    at = next(at for at, (one, other) in enumerate(pairs) if one != other)
    return f"expected {expected[at : at + 1]}\nfound    {found[at : at + 1]}"


@pytest.mark.parametrize("style", STYLES)
@several
@given(data=st.data())
def test_a_tree_in_any_style_reads_back(style: str, data: DataObject) -> None:
    drawn = data.draw(STYLES[style])
    check_reads_back(data.draw(documents(len(drawn.layers))), drawn, PLAIN)


@pytest.mark.parametrize("layout", LAYOUTS)
@several
@given(data=st.data())
def test_a_tree_in_any_layout_reads_back(layout: str, data: DataObject) -> None:
    check_reads_back(data.draw(documents(4)), USUAL, data.draw(LAYOUTS[layout]))


@pytest.mark.parametrize("noise", NOISES)
@several
@given(data=st.data())
def test_a_tree_under_any_noise_reads_back(noise: str, data: DataObject) -> None:
    check_reads_back(data.draw(documents(4)), USUAL, PLAIN, (data.draw(NOISES[noise]),))


@pytest.mark.parametrize("part", PARTS)
@several
@given(data=st.data())
def test_a_tree_with_any_part_beside_it_reads_back(part: Part, data: DataObject) -> None:
    check_reads_back(data.draw(documents(4, {part})), USUAL, PLAIN)


@pytest.mark.parametrize("style", STYLES)
@several
@given(data=st.data())
def test_a_tree_with_all_that_may_be_around_it_reads_back(style: str, data: DataObject) -> None:
    drawn = data.draw(STYLES[style])
    parts = data.draw(st.sets(st.sampled_from(PARTS)))
    document = data.draw(documents(len(drawn.layers), parts))
    layout = data.draw(st.one_of(*LAYOUTS.values()))
    check_reads_back(document, drawn, layout, tuple(data.draw(noises(layout))))


@pytest.mark.parametrize("part", ["notice", "signature"])
@several
@given(data=st.data())
def test_what_the_document_says_of_itself_reads_back(part: Part, data: DataObject) -> None:
    document = data.draw(documents(2, {part}))
    layout = data.draw(st.one_of(*LAYOUTS.values()))
    text = text_of(in_print(filling(document, layout), USUAL), layout)
    plan = plan_of(text)
    notice = document.notice
    issuer, date = (notice.issuer, notice.date) if notice else document.signature or ("", None)
    stated = {
        "title": document.title,
        "doc_number": notice and notice.doc_number,
        "issuer": issuer,
        "成文日期": date and date.iso,
    }
    found = dict(plan.record.items())
    assert {name: found[name].value for name in stated} == stated, text
    assert not [block for block in plan.blocks if block.kind == "unparsed"], text


@st.composite
def mutilated(draw: DrawFn) -> str:
    """A generated text with lines doubled, lost, in disorder or joined, and an end cut off."""
    lines = draw(texts()).split("\n")
    lines = draw(
        st.one_of(
            st.permutations(lines),
            st.lists(st.sampled_from(lines), max_size=2 * len(lines)),
            st.just(lines),
        )
    )
    text = draw(st.sampled_from(("\n", "\n", "", " ", "\r"))).join(lines)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return draw(st.sampled_from((text, text[start:], text[:end], text[start:end])))


@settings(several, max_examples=tried(40, 1000))
@given(mutilated() | st.text(max_size=200))
def test_any_text_balances_and_has_its_data(text: str) -> None:
    plan = plan_of(text)
    assert conservation.account(plan).balances, text
    assert data_of(plan)


def leaf(heading: str, *paragraphs: str, manner: Manner = "runs on") -> Tree:
    return Tree(heading, manner, paragraphs)


def branch(heading: str, *children: Tree, skips: bool = False) -> Tree:
    return Tree(heading, children=children, skips=skips)


JUDGED = (
    branch("甲", branch("乙", leaf("丙", "丁。"), leaf("戊")), leaf("己")),
    branch("庚", leaf("辛")),
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (USUAL, "a1 a1-b1 a1-b1-c1 a1-b1-c2 a1-b2 a2 a2-b1"),
        (replace(USUAL, run_on="b"), "a1 a1-b1 a1-b1-c1 a1-b1-c2 a1-b2 a2 a2-b3"),
        (Style((A, C, D)), "a1 a1-c1 a1-c1-d1 a1-c1-d2 a1-c2 a2 a2-c1"),
        (Style((CHAPTER, ARTICLE, B), "art"), "ch1 ch1-art1 ch1-art1-b1 ch1-art1-b2 ch1-art2 ch2 ch2-art3"),
        (Style((DECIMAL, DECIMAL, DECIMAL)), "s1 s1-1 s1-1-1 s1-1-2 s1-2 s2 s2-1"),
        (Style((DECIMAL, DECIMAL, D)), "s1 s1-1 s1-1-d1 s1-1-d2 s1-2 s2 s2-1"),
        (Style((A, DECIMAL, DECIMAL)), "a1 a1-s1-1 a1-s1-1-1 a1-s1-1-2 a1-s1-2 a2 a2-s2-1"),
    ],
)  # fmt: skip
def test_the_ids_that_must_be_read_back_are_those_of_the_contract(
    style: Style, expected: str
) -> None:
    made = in_print(Document("某县规划", (), JUDGED), style)
    assert " ".join(clause.id for clause in made.clauses) == expected


def test_a_document_in_print_is_as_one_would_write_it() -> None:
    document = Document(
        "青溪县防汛工作方案",
        ("做好防汛工作，制定本方案。",),
        (
            Tree("压实责任", "alone", ("各镇要守住底线。",), (("值班", "全天在岗。"),)),
            branch("抢险救援", leaf("队伍建设", "每镇一支。", "登记备案。"), leaf("后勤")),
        ),
        signature=("青溪县水利局", Date("2024年3月1日", "2024-03-01")),
        attachments=(Attachment("联络员名单", (), (leaf("县级", manner="alone"),)),),
    )
    made = in_print(document, official())
    noise = (contents_list("目录", "...."), page_numbers("- {page} -", 12))
    assert (
        text_of(made, Layout("  "), noise)
        == """\
青溪县防汛工作方案
目录
一、压实责任....1
二、抢险救援....2
(一)队伍建设....3
(二)后勤....4
  做好防汛工作，制定本方案。
  一、压实责任
  各镇要守住底线。
  值班。全天在岗。
  二、抢险救援
  (一)队伍建设。每镇一支。
- 1 -
  登记备案。
  (二)后勤。
  附件：联络员名单
青溪县水利局
2024年3月1日
附件
联络员名单
  一、县级
- 2 -
"""
    )
    assert made.clauses == (
        Clause("a1", "一、", "压实责任", ("各镇要守住底线。",)),
        Clause("a1-u1", "", "值班", ("全天在岗。",)),
        Clause("a2", "二、", "抢险救援", ()),
        Clause("a2-b1", "(一)", "队伍建设", ("每镇一支。", "登记备案。")),
        Clause("a2-b2", "(二)", "后勤", ()),
        Clause("doc2-a1", "一、", "县级", ()),
    )
