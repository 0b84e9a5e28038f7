"""What plans go by: the citations that are grounds, of whom they are, and the chain of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import lexicon, pipeline
from converters.ingest import located_yaml, sources
from converters.library import ground_chain
from converters.library.ground_chain import MOST_DOCUMENTS, MOST_STEPS, Chain
from converters.models.plan import Plan
from converters.names import authority, grounds, issuing_level
from converters.names.name_finder import NameFinder
from tests import fixture_files, stocked, unreviewed_report
from tests.conftest import NAMES, ROOT
from tests.fixture_files import Case
from tests.test_structure import plan_of

FIXTURES = Path(__file__).parent / "fixtures" / "grounds"
LEVELS = {**lexicon.glossary("levels"), "": lexicon.glossary("chain")["unknown"]}


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_what_a_plan_goes_by(case: Case) -> None:
    plan = unreviewed_report.with_place(plan_of(case.input))
    found = grounds.of_plan(plan, pipeline.names_in(plan, NameFinder(authority.NONE)))
    place = plan.record.place.value
    said = [
        f"{one.cue} {one.mention.surface} {one.mention.unit} "
        f"{LEVELS[issuing_level.of_document(one.mention.surface, place.adcode if place else '')]}"
        for one in found
    ]
    assert "\n".join(said) == case.expected


def test_the_words_fit_their_schema() -> None:
    path = ROOT / "converters" / "data" / "grounds.yml"
    words, _ = located_yaml.parse(path, path.read_bytes(), lexicon.schema("grounds"))
    assert not {*words["cues"]} & {*words["ends"]}


def test_what_the_founding_plans_go_by(library: dict[str, Plan]) -> None:
    """As a person reads them."""
    names = stocked.names_of(library.values(), NAMES)
    found = {
        (work[:6], one.mention.unit, one.mention.surface[:12])
        for work, plan in library.items()
        for one in grounds.of_plan(plan, names[work])
    }
    assert found == {
        ("220502", "pre", "通化市人民政府办公室关于"),
        ("220502", "pre", "通化市东昌区国民经济和社"),
        ("220502", "a4-b2-c1-u2", "安全生产监管部门基础设施"),
        ("220502", "a4-b5-c2-u1", "国家应急物资储备指导目录"),
        ("220502", "a5-b2-c2", "吉林省非煤矿山行业安全风"),
        ("220502", "a5-b2-c2", "非煤矿山外包工程安全管理"),
        ("220502", "a5-b5-c3", "吉林省应急管理“十四五”"),
        ("360900", "a2-b7", "省政府办公厅关于印发<江"),
        ("360900", "a2-b7", "宜春市生产安全事故提级调"),
        ("360900", "a4-b10", "应急部办公厅关于全面实行"),
        ("360900", "a4-b10", "江西省应急管理厅办公室关"),
    }


def library_of(texts: dict[str, str]) -> dict[str, Chain]:
    """The chains of a library of plans that have only an opening."""
    plans = []
    for work, opening in texts.items():
        year = work.split("-")[2]
        place = {"360000": "江西省", "360800": "吉安市", "360822": "吉水县"}[work[:6]]
        text = f"{place}{year}年应急管理工作要点\n{opening}\n一、工作\n（一）查险。全面检查。\n"
        read = pipeline.read_plan(sources.from_bytes(Path(f"{work}.txt"), text.encode(), work))
        plans.append(unreviewed_report.with_place(read))
    whole = stocked.library_of(plans)
    return {one.work: one for one in ground_chain.of_library(whole.facts, whole.references)}


PROVINCE, CITY, COUNTY = (
    "360000-jiangxi-2024-yaodian",
    "360800-jian-2024-yaodian",
    "360822-jishui-2024-yaodian",
)


def test_a_chain_goes_up_through_what_the_library_has_and_down_to_who_cites() -> None:
    found = library_of(
        {
            PROVINCE: "根据《中华人民共和国安全生产法》，制定本要点。",
            CITY: "依据《江西省2024年应急管理工作要点》，制定本要点。",
            COUNTY: "按照《吉安市2024年应急管理工作要点》和《吉安市消防办法》，制定本要点。\n"
            "另见《江西省2024年应急管理工作要点》。",
        }
    )
    above = [
        (one.document.title, one.level, one.full_text and one.full_text.work, one.by.work)
        for one in found[COUNTY].above
    ]
    assert above == [
        ("吉安市2024年应急管理工作要点", "prefecture", CITY, COUNTY),
        ("吉安市消防办法", "prefecture", None, COUNTY),
        ("江西省2024年应急管理工作要点", "province", PROVINCE, CITY),
        ("中华人民共和国安全生产法", "nation", None, PROVINCE),
    ]
    below = [(one.card.work, one.document.cue) for one in found[PROVINCE].below]
    assert below == [(CITY, "依据"), (COUNTY, "")]
    assert not found[COUNTY].below


def test_a_circle_ends_and_a_chain_has_so_many_steps() -> None:
    years = [*range(2010, 2020)]
    works = [f"360822-jishui-{year}-yaodian" for year in years]
    texts = {
        work: f"按照《吉水县{years[(at + 1) % len(years)]}年应急管理工作要点》，制定本要点。"
        for at, work in enumerate(works)
    }
    found = library_of(texts)
    assert [len(one.above) for one in found.values()] == [MOST_STEPS] * len(works)
    pair = {works[0]: texts[works[0]], works[1]: texts[works[9]]}
    assert [len(one.above) for one in library_of(pair).values()] == [1, 1]


def test_what_is_told_of_a_plan_does_not_grow_with_the_library() -> None:
    many = MOST_DOCUMENTS + 5
    cited = "".join(f"《吉安市第{number}号消防办法》" for number in range(many))
    texts = {PROVINCE: f"根据{cited}，制定本要点。"}
    for year in range(1960, 1960 + many):
        texts[f"360822-jishui-{year}-yaodian"] = "根据《江西省2024年应急管理工作要点》，制定。"
    found = library_of(texts)[PROVINCE]
    assert (len(found.above), found.more_above) == (MOST_DOCUMENTS, 5)
    assert (len(found.below), found.more_below) == (MOST_DOCUMENTS, 5)


PIECES = st.lists(
    st.sampled_from(
        ["根据", "《甲办法》", "《", "》", "和", "，", "为落实", "要求", "（一）", "〔2020〕"]
    ),
    max_size=12,
).map("".join)


@given(PIECES)
def test_a_ground_is_a_citation_whatever_the_text_is(text: str) -> None:
    plan = plan_of(f"吉水县2024年应急管理工作要点\n{text}\n一、工作\n（一）{text}\n")
    names = pipeline.names_in(plan, NameFinder(authority.NONE))
    cited = {one.span for one, _ in names.linked if one.kind == "instrument"}
    assert {one.mention.span for one in grounds.of_plan(plan, names)} <= cited
