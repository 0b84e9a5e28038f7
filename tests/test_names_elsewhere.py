"""What the library knows of names that no record has: where else they stand, which plans are cited."""

from pathlib import Path

from converters import pipeline
from converters.ingest import sources
from converters.library import also_named, full_texts
from converters.models.plan import Plan
from converters.names import authority_files
from tests import stocked, unreviewed_report
from tests.test_authority import written

YICHUN, JISHUI, SHANGGAO = (
    "360900-yichun-2024-yaodian",
    "360822-jishui-2024-yaodian",
    "360923-shanggao-2024-yaodian",
)
TEXTS = {
    YICHUN: "宜应急字〔2024〕8号\n宜春市2024年应急管理工作要点\n一、工作\n"
    "（一）落实属地管理。（责任单位：综合科）\n",
    JISHUI: "吉水县2024年应急管理工作要点\n一、工作\n（一）落实属地管理，按《宜春市2024年应急管理工作要点》办，"
    "报县应急局。（责任单位：综合科）\n",
    SHANGGAO: "上高县2024年应急管理工作要点\n一、工作\n（一）按照宜应急字〔2024〕8号抓落实，报县应急局。\n",
}
TYPES = "# agency-types\n- {id: yingjiju, pref: 应急管理局, alt: [应急局], note: 各地}\n"


def plans() -> list[Plan]:
    texts = TEXTS.items()
    read = (sources.from_bytes(Path(f"{work}.txt"), text.encode(), work) for work, text in texts)
    return [unreviewed_report.with_place(pipeline.read_plan(one)) for one in read]


def test_a_shared_name_is_in_both_plans_and_that_of_one_issuer_in_none() -> None:
    library = stocked.library_of(plans())
    found = {one.work: one for one in also_named.of_library(library.facts, library.references)}
    others = {
        work: {id_: [one.work for one in listed] for id_, (listed, _) in of.others.items()}
        for work, of in found.items()
    }
    assert others[YICHUN] == {"name-shudiguanli": [JISHUI]}
    assert others[JISHUI] == {"name-shudiguanli": [YICHUN]}


def test_a_cited_plan_is_found_by_its_title_and_by_its_number() -> None:
    library = stocked.library_of(plans())
    found = {one.work: one for one in also_named.of_library(library.facts, library.references)}
    cited = {work: [*dict(of.full_texts).values()] for work, of in found.items()}
    assert cited == {
        YICHUN: [],
        JISHUI: [("宜春 2024", YICHUN)],
        SHANGGAO: [("宜春 2024", YICHUN)],
    }


def test_a_notice_encloses_what_it_is_of_and_short_titles_are_of_many() -> None:
    known = {"宜春市2024年应急管理工作要点": YICHUN}
    notice = "宜春市应急管理局关于印发《宜春市2024年应急管理工作要点》的通知"
    assert full_texts.find([notice], "", known) == YICHUN
    assert full_texts.forms(["实施方案"], "") == []


def test_a_body_without_a_record_is_on_the_page_of_its_type(tmp_path: Path) -> None:
    records = authority_files.load(written(TYPES, tmp_path))
    whole = stocked.library_of(plans(), records).references
    found = whole.bodies["agency-types/yingjiju"]
    assert [(one.pref, one.where, one.has_page) for one in found] == [
        ("吉水县应急管理局", "吉水县", True),
        ("上高县应急管理局", "上高县", True),
    ]


def test_each_place_of_a_plan_and_those_above_it_are_there_without_a_record() -> None:
    whole = stocked.library_of(plans())
    codes = ("360000", "360800", "360822", "360900", "360923")
    assert whole.places == codes
    records = whole.references.records
    assert [records[f"places/{code}"].pref for code in codes] == [
        "江西省",
        "吉安市",
        "吉水县",
        "宜春市",
        "上高县",
    ]
    assert whole.references.relations.below("places/360800") == ("places/360822",)
