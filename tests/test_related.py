"""另见: the clauses of other plans on the same matter, against the gold and by their rules."""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import lexicon
from converters.exports import related_json
from converters.library import gram_worths, likeness, related
from converters.library.counterparts import Told
from converters.library.likeness import Reason
from converters.library.matter import Clause, Matters, Vector
from converters.library.related import Alike, Look, Vectors
from converters.models.plan import Plan
from converters.stock import Stock
from converters.writing import counterpart_notes
from tests import built_page, closed_schema, published_results, related_report, stocked
from tests.conftest import MEASURED, NAMES
from tests.drawn import reading_page
from tests.related_report import LEAST, Figures, grades, measure, told
from tests.test_same_words import registered

ONE, OTHER = "360900-yichun-2023-yaodian", "620724-gaotai-2025-yaodian"


def test_as_much_is_right_as_was_promised(pytestconfig: pytest.Config) -> None:
    figures = [measure(told(), grades(reader)) for reader in related_report.READERS]
    pytestconfig.stash.setdefault(MEASURED, []).extend(map(str, figures))
    for name, least in LEAST.items():
        values = [getattr(one, name) for one in figures]
        assert sum(values) / len(values) >= least, (name, values)


def test_the_published_table_is_what_is_measured_now() -> None:
    assert published_results.read(related_report.PAGE) == related_report.section()


def test_the_measure_counts_order_silence_and_what_is_missing() -> None:
    a, b, c = (("1", "a"), ("2", "b"), ("3", "c"))
    gold = {a: {b: 2, c: 1}, b: {}}
    best = measure({a: [b, c]}, gold)
    assert best == Figures(1, 1.0, 1.0, 1, 1.0)
    assert measure({a: [c, b]}, gold).ndcg < 1
    assert measure({b: [a]}, gold) == Figures(1, 0.0, 0.0, 1, 0.0)


@pytest.fixture(scope="module")
def files(stock: Stock) -> Mapping[str, str]:
    """What is written of the founding plans, by path."""
    return {str(one.path): one.text for one in stocked.files_of(stock, "另见")}


def test_of_each_other_plan_at_most_one_clause_is_told_best_first(
    files: Mapping[str, str], library: dict[str, Plan]
) -> None:
    schema = jsonschema.Draft202012Validator(closed_schema.closed(lexicon.schema("related")))
    for work, plan in library.items():
        data = json.loads(files[f"data/related/{work}.json"])
        schema.validate(data)
        assert data.keys() < {clause.id for clause in plan.clauses}
        for near in data.values():
            works = [one["work"] for one in near]
            assert work not in works
            assert len({*works}) == len(works)
            scores = [one["score"] for one in near]
            assert scores == sorted(scores, reverse=True)
            assert all(one["clause_id"] in library[one["work"]].by_id for one in near)


def test_the_page_shows_them_in_the_unit_of_their_clause(
    files: Mapping[str, str], library: dict[str, Plan], stock: Stock
) -> None:
    for of in (piece.load() for piece in stock.counterparts):
        work = of.card.work
        note = counterpart_notes.page(of, of.told(stock.library.references.relations))
        page = built_page.read(reading_page(library[work], beside=[note]), "")
        shown = {
            one.attributes["id"]: unit.one("div", "related")
            for unit in page.all("div", "unit")
            if unit.all("div", "related")
            for one in unit.walk()
            if "id" in one.attributes
        }
        data = json.loads(files[f"data/related/{work}.json"])
        assert data.keys() <= shown.keys()
        for id_, near in data.items():
            ways = [one.attributes["href"] for one in shown[id_].all("a")]
            told_first = [f"../{one['work']}/index.md#{one['clause_id']}" for one in near[:3]]
            assert ways == told_first
            assert shown[id_].text() == ""


def test_a_clause_that_nothing_is_like_has_no_key() -> None:
    plans = [
        registered("一、任务\n（一）危化品。开展危险化学品企业重大危险源专项检查。\n", ONE),
        registered("一、任务\n1.气象。完善暴雨台风预警信息靶向发布机制。\n", OTHER),
    ]
    stock = stocked.stock_of(stocked.made_of(plans))
    (one, *_) = stocked.files_of(stock, "另见")
    assert one.text == "{}\n"


def test_the_reasons_are_what_both_have_in_common() -> None:
    one = Clause("a1", "压实企业主体责任", "推动企业落实“一线三排”，每年培训。", ())
    other = Clause("a2", "压实企业主体责任", "落实“一线三排”工作机制。", ())
    found = likeness.reasons(one, other)
    assert found == (Reason("heading", "压实企业主体责任"), Reason("words", "一线三排"))
    both = [clause._replace(topics=("zeren",)) for clause in (one, other)]
    topic = likeness.reasons(both[0], both[1], NAMES)[-1]
    assert topic == Reason("topic", NAMES.topics["zeren"].name)
    assert likeness.told(found) == "同题“压实企业主体责任”；同用语“一线三排”"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("压实避险转移准备", "落实避险转移准备", "避险转移准备"),
        ("深化值班值守制度", "强化值班值守制度", "值班值守制度"),
        ("抓重点行业监管", "强化重点行业监管", "重点行业监管"),
        ("强化危化企业准入", "严格危化企业准入", "危化企业准入"),
        ("加强消防通道治理", "加强消防通道治安", "加强消防通道"),
        ("压实企业主体责任", "压实企业主体责任", "压实企业主体责任"),
        ("开展应急演练", "应急演练", "应急演练"),
        ("（一）应急演练", "1.应急演练", "应急演练"),
    ],
)
def test_no_word_of_what_headings_share_is_cut(one: str, other: str, expected: str) -> None:
    reasons = likeness.reasons(Clause("a1", one, "", ()), Clause("a1", other, "", ()))
    found = [reason.text for reason in reasons if reason.kind == "heading"]
    assert found == [expected]


def test_the_published_weights_are_those_of_a_table(library: dict[str, Plan]) -> None:
    table = lexicon.table("likeness_grams")
    assert table["version"] == lexicon.words("likeness")["version"]
    counts = [*map(int, table["grams"])]
    assert counts == sorted(counts)
    assert counts[0] > 1
    assert counts[-1] <= table["clauses"]
    rare, common = "洪涝", "安全"
    assert gram_worths.of(rare) > gram_worths.of(common) > 0
    assert json.loads(gram_worths.table(library.values())).keys() == table.keys()


DRILL = Reason("words", "演练")


def test_where_there_is_little_room_each_clause_has_its_best_then_all_their_second() -> None:
    told = {
        id_: [Told(f"360900-{rank}", "a1", 0.5, lambda: (DRILL,)) for rank in range(3)]
        for id_ in ("a1", "a2")
    }
    size = len(related_json.dump({"a1": told["a1"][:1]}).encode())
    rooms = (0, 3 * size, 4 * size, 99 * size)
    found = [[len(near) for near in related_json.within(told, room).values()] for room in rooms]
    assert found == [[1, 1], [2, 1], [2, 2], [3, 3]]
    assert related_json.within({}, 0) == {}


def _matters(texts: Mapping[int, list[list[int]]]) -> list[Matters]:
    """Plans by number: each clause has these numbers, those that count most first."""
    return [
        Matters(
            f"360900-{plan}",
            tuple(
                (Clause(f"a{at}", "", "", ()), Vector(array("I", of), array("f", _weights(of))))
                for at, of in enumerate(clauses, 1)
            ),
        )
        for plan, clauses in sorted(texts.items())
    ]


def _weights(numbers: list[int]) -> list[float]:
    length = sum(1 / (at + 1) ** 2 for at in range(len(numbers))) ** 0.5
    return [1 / (at + 1) / length for at in range(len(numbers))]


_clause = st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True)
_plans = st.dictionaries(st.integers(0, 4), st.lists(_clause, max_size=4), max_size=5)


@pytest.mark.parametrize(("crowd", "compared"), [(2, 24), (120, 24), (3, 2), (120, 1)])
@given(st.lists(_plans, min_size=2, max_size=4))
def test_what_was_found_before_changes_nothing_that_is_found(
    crowd: int, compared: int, states: list[dict[int, list[list[int]]]]
) -> None:
    known = related.NOTHING
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(related, "_CROWD", crowd)
        patch.setattr(related, "_COMPARED", compared)
        for state in states:
            found = related.of(_matters(state), known)
            assert found == related.of(_matters(state))
            known = found.known


def _noting(looked: list[int]) -> Look:
    def look(vectors: Vectors, numbers: Sequence[int]) -> Iterable[Alike]:
        looked.extend(numbers)
        return related.near(vectors, numbers)

    return look


def test_far_clauses_are_not_looked_for_again() -> None:
    looked: list[int] = []
    look = _noting(looked)
    before = {0: [[0, 1], [2, 3]], 1: [[0, 1]], 2: [[2, 3]]}
    known = related.of(_matters(before), look=look).known
    assert looked == [0, 1, 2, 3]
    looked.clear()
    related.of(_matters(before | {2: [[2, 4]]}), known, look)
    assert looked == [1, 3]  # what had 3 in common, and what is new


def test_what_shares_too_little_to_be_compared_changes_nothing() -> None:
    looked: list[int] = []
    look = _noting(looked)
    before = {0: [[0, 1, 2]], 1: [[0, 1, 2]], 2: [[0, 1, 5]]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(related, "_COMPARED", 1)
        known = related.of(_matters(before), look=look).known
        looked.clear()
        related.of(_matters(before | {2: [[2, 6, 7]]}), known, look)
    assert looked == [2]  # 0 and 1 share more with one another than either does with it
