import json
from pathlib import Path

import pytest

from converters import pipeline
from converters.citation import titles
from converters.edition import apparatus
from converters.exports import plan_json
from converters.ingest import sources
from converters.intake import provenance, sidecar
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.models.record import Place, Township
from converters.names import divisions, localities
from converters.names.name_finder import NameFinder
from converters.pipeline import names_in
from tests import fixture_files
from tests.conftest import NAMES, ROOT, SOURCES
from tests.drawn import reading_page
from tests.fixture_files import Case
from tests.test_genre import read

FIXTURES = ROOT / "tests" / "fixtures" / "provenance"
STATED = [
    "220502-dongchang-2021-2025-guihua",
    "310000-shanghai-2022-yaodian",
    "320412-wujin-2017-yaodian",
    "360900-yichun-2023-yaodian",
]


def told(found: provenance.Provenance) -> str:
    missing = [f"缺 {one}" for one in found.missing]
    doubts = [f"核 {one}" for one in found.doubts]
    return "\n".join([*([found.work] if found.work else []), *missing, *doubts])


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_what_is_stated_what_is_missing_what_is_doubtful(case: Case) -> None:
    assert told(provenance.of(read(case.input))) == case.expected


def unedited(work: str) -> provenance.Provenance:
    """A founding plan as it came, without what the editor supplies."""
    data = (SOURCES / f"{work}.txt").read_bytes()
    return provenance.of(pipeline.read_plan(sources.from_bytes(Path("plan.txt"), data)))


@pytest.mark.parametrize("work", STATED)
def test_a_founding_plan_states_what_its_work_id_is_made_of(work: str) -> None:
    found = unedited(work)
    assert (found.work, found.missing, found.doubts) == (work, (), ())


def test_a_founding_plan_without_title_and_issuer_states_too_little() -> None:
    found = unedited("620724-gaotai-2025-yaodian")
    assert found.work is None
    title, place, year = found.missing
    assert "题名" in title
    assert "620724 甘肃省张掖市高台县" in place
    assert "时期" in year


def test_the_ground_of_a_place_names_its_line() -> None:
    ground = unedited("320412-wujin-2017-yaodian").locality.ground
    assert ground == "发文机关为常州市武进区人民政府办公室（第 3 行）；行政区划代码据 GB/T 2260"


def test_a_person_who_gives_the_work_id_supplies_what_the_file_lacks() -> None:
    found = provenance.of_work(read("一、加强应急值守。\n"), "620724-gaotai-2025-yaodian")
    assert found.missing == ()
    assert found.place == Place("620724", "甘肃省", "张掖市", "高台县")
    assert found.period == ((2025, 2025), "编者所定，见作品号")
    assert len(found.doubts) == 2


def test_a_work_id_against_what_the_file_says_is_doubtful() -> None:
    plan = read("宜春市2024年防汛工作要点\n一、加强值守。\n")
    found = provenance.of_work(plan, "320412-wujin-2017-guihua")
    said = "\n".join(found.doubts)
    for words in ("2024", "武进区", "guihua"):
        assert words in said


def test_a_code_that_is_in_no_list_gives_no_place() -> None:
    found = provenance.of_work(read("一、加强应急值守。\n"), "999999-nowhere-2025-yuan")
    assert found.place is None
    assert "999999" in found.doubts[0]


DIVISIONS = {
    "常州市武进区人民政府": ["320412"],
    "武进区人民政府": ["320412"],
    "江西宜春市": ["360900"],
    "江西省应急管理厅": ["360000"],
    "内蒙古包头市": ["150200"],
    "仙桃市": ["429004"],
    "恩施州": ["422800"],
    "大同市城区": ["140202"],
    "城区各单位": [],
    "全区各单位": [],
    "朝阳区": ["110105", "220104"],
    "": [],
}


@pytest.mark.parametrize("text", DIVISIONS)
def test_the_divisions_a_text_starts_with(text: str) -> None:
    assert [one.adcode for one in divisions.at_start(text)] == DIVISIONS[text]


LINEAGES = {
    "310000": ("上海市",),
    "310120": ("上海市", "奉贤区"),
    "360900": ("江西省", "宜春市"),
    "429004": ("湖北省", "仙桃市"),
    "620724": ("甘肃省", "张掖市", "高台县"),
    "659001": ("新疆维吾尔自治区", "石河子市"),
}


@pytest.mark.parametrize("code", LINEAGES)
def test_a_division_with_those_above_it(code: str) -> None:
    division = divisions.of_code(code)
    assert division
    assert divisions.lineage(division).names == LINEAGES[code]


ROMANIZED = {
    "宜春市": "yichun",
    "重庆市": "chongqing",
    "长治市": "changzhi",
    "长子县": "zhangzi",
    "昌都市": "changdu",
    "六安市": "luan",
    "蔚县": "yuxian",
    "内蒙古自治区": "neimenggu",
    "广西壮族自治区": "guangxi",
    "阿坝藏族羌族自治州": "aba",
    "闵行区": "minhang",
    "陕西省": "shaanxi",
}


@pytest.mark.parametrize("name", ROMANIZED)
def test_a_name_in_pinyin(name: str) -> None:
    assert {divisions.romanized(one) for one in divisions.named(name)} == {ROMANIZED[name]}


def test_every_division_has_a_name_for_a_work_id_and_a_lineage() -> None:
    keys = [(one.adcode, one.name) for one in divisions.every()]
    assert keys == sorted(set(keys))
    assert len(keys) > 3000
    for division in divisions.every():
        assert sources.is_work_id(f"{division.adcode}-{divisions.romanized(division)}-2024-yuan")
        assert divisions.lineage(division).names[-1] == division.name or division.until


DUQIAO = "临海市杜桥镇2024年防汛工作要点\n一、加强值守。\n"


def added(text: str, folder: Path) -> Plan:
    """A text as the library has it once its `.yml` is written."""
    plan = read(text)
    found = provenance.of(plan)
    path = folder / f"{found.work}.txt"
    path.write_text(text, "utf-8")
    path.with_suffix(".yml").write_text(sidecar.text(plan, found), "utf-8")
    return pipeline.read_plan(sources.load(path, found.work))


def test_a_town_stands_in_the_lists_and_the_data(tmp_path: Path) -> None:
    plan = added(DUQIAO, tmp_path)
    assert plan.work == "331082-duqiao-2024-yaodian"
    assert titles.place_names(plan) == ["浙江省", "台州市", "临海市", "杜桥镇"]
    assert titles.division_names(plan) == ["浙江省", "台州市", "临海市"]
    assert titles.short_title(plan) == "杜桥镇 2024"
    place = json.loads(plan_json.dump(plan, apparatus.entries(plan)))["place"]
    assert place["adcode"] == "331082"
    assert place["locality"] == {"name": "杜桥镇", "id": "duqiao"}


def test_a_county_has_no_locality_in_the_data(tmp_path: Path) -> None:
    plan = added(DUQIAO.replace("杜桥镇", ""), tmp_path)
    place = json.loads(plan_json.dump(plan, apparatus.entries(plan)))["place"]
    assert list(place) == ["adcode", "province", "city", "county"]


def test_a_plan_of_the_whole_country_is_shown_as_one(tmp_path: Path) -> None:
    plan = added("国家防汛2024年应急预案\n一、加强值守。\n", tmp_path)
    assert titles.place_names(plan) == ["全国"]
    assert titles.short_title(plan) == "全国 2024"
    assert divisions.level(titles.place_code(plan)) == "国家级"


LOCALITIES = {
    "杜桥镇2024年": Township("杜桥镇", "duqiao"),
    "古城街道办事处": Township("古城街道", "gucheng"),
    "高新区管委会": Township("高新区", "gaoxinqu"),
    "滨江医药工业园2024年": Township("滨江医药工业园", "binjiangyiyao"),
    "工业区管理委员会": Township("工业区", "gongyequ"),
    "滨江工业集中区2024年": Township("滨江工业集中区", "binjiang"),
    "化工工业区": None,
    "城镇燃气": None,
    "乡镇消防": None,
    "各街道": None,
    "开发区安全生产": None,
    "化工园区": None,
    "人民政府关于加强集镇建设": None,
    "水利局": None,
    "": None,
}


@pytest.mark.parametrize("text", LOCALITIES)
def test_the_town_or_zone_after_the_county(text: str) -> None:
    assert localities.at_start(text) == LOCALITIES[text]


ORIGIN = "origin: {site: 甲市人民政府网站, address: 'https://a.example/1', date: 2026-01-05, ground: 从该页复制}\n"


def with_edition(folder: Path, edition: str) -> Plan:
    """A founding plan with another edition."""
    work = STATED[0]
    (folder / f"{work}.txt").write_bytes((SOURCES / f"{work}.txt").read_bytes())
    (folder / f"{work}.yml").write_text(edition, "utf-8")
    return pipeline.read_plan(sources.load(folder / f"{work}.txt", work))


def test_where_a_text_came_from_stands_under_its_title(tmp_path: Path) -> None:
    plan = with_edition(tmp_path, ORIGIN)
    page = reading_page(plan, names_in(plan, NameFinder(NAMES)))
    facts = page[: page.index("<details")]
    assert '<a href="https://a.example/1"' in facts
    assert "来源：" in facts
    assert "，2026年1月5日取得" in facts
    assert "从该页复制" in page
    assert "来源：" not in reading_page(
        with_edition(tmp_path, "slips: []\n"), names_in(plan, NameFinder(NAMES))
    )


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ("origin: {site: 甲, ground: 乙, date: 2026-02-30}\n", r"1:36: 没有 2026-02-30 这个日期"),
        ("origin: {site: 甲, ground: 乙, address: 'javascript:a'}\n", r"1:39: "),
        ("origin: {site: 甲}\n", r"1:9: "),
    ],
)
def test_an_origin_that_cannot_be_is_refused_with_its_place(
    tmp_path: Path, wrong: str, place: str
) -> None:
    with pytest.raises(InputError, match=place):
        with_edition(tmp_path, wrong)
