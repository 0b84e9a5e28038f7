from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import conservation
from converters.models.plan import Plan
from converters.structure import field_lines, metadata
from converters.text import dates
from tests import fixture_files
from tests.fixture_files import Case
from tests.test_structure import plan_of

FIXTURES = Path(__file__).parent / "fixtures" / "record"

# Value and line (None for what the editor supplies), read from the sources.
EXPECTED: dict[str, dict[str, tuple[object, int | None]]] = {
    "360900-yichun-2023-yaodian": {
        "title": ("宜春市2023年应急管理工作要点", 6),
        "issuer": ("宜春市应急管理局", 4),
        "doc_number": ("宜应急字〔2023〕45号", 1),
        "index_number": (None, None),
        "成文日期": ("2023-03-30", 5),
        "发布日期": (None, None),
        "addressees": (
            ("各县(市、区)应急管理局", "“三区”应急管理局", "局机关各科室", "局属各单位"),
            2,
        ),
        "kind": ("yaodian", 6),
        "period": ((2023, 2023), 6),
    },
    "320412-wujin-2017-yaodian": {
        "title": ("2017年全区应急管理工作要点", 6),
        "issuer": ("常州市武进区人民政府办公室", 3),
        "doc_number": (None, None),
        "成文日期": ("2017-09-13", 4),
        "addressees": (
            ("各镇人民政府", "开发区管委会", "街道办事处", "区各办局(公司)行", "区各直属单位"),
            1,
        ),
        "period": ((2017, 2017), 6),
    },
    "620724-gaotai-2025-yaodian": {
        "title": ("高台县2025年应急管理工作要点", None),
        "issuer": (None, None),
        "doc_number": (None, None),
        "成文日期": (None, None),
        "addressees": (None, None),
        "period": ((2025, 2025), None),
        "kind": ("yaodian", None),
    },
    "220502-dongchang-2021-2025-guihua": {
        "title": ("通化市东昌区应急管理“十四五”规划", 37),
        "issuer": ("通化市东昌区人民政府办公室", 31),
        "doc_number": ("通昌政办发〔2023〕9号", 21),
        "index_number": ("11220502013583620H/2023-03972", 5),
        "成文日期": ("2023-08-28", 33),
        "发布日期": ("2023-08-28", 11),
        "addressees": (
            ("各乡(镇)人民政府", "街道办事处", "吉林东昌经济开发区管委会", "区政府各部门"),
            23,
        ),
        "kind": ("guihua", 37),
        "period": ((2021, 2025), None),
    },
    "310000-shanghai-2022-yaodian": {
        "title": ("上海市应急管理局2022年工作要点", 5),
        "issuer": ("上海市应急管理局", 3),
        "doc_number": (None, None),
        "成文日期": ("2022-0X-0X", 4),
        "addressees": (("各区应急管理局", "市应急局机关各处室", "各直属事业单位"), 1),
        "period": ((2022, 2022), 5),
    },
}


@pytest.mark.parametrize(
    ("work", "name"), [(work, name) for work, fields in EXPECTED.items() for name in fields]
)
def test_field_is_stated_supplied_or_absent_as_read_in_the_source(
    work: str, name: str, library: dict[str, Plan]
) -> None:
    field = dict(library[work].record.items())[name]
    assert (field.value, field.line) == EXPECTED[work][name]
    supplied = field.value is not None and field.line is None
    assert bool(field.ground) == supplied


def told(plan: Plan) -> str:
    """Every field that is known, with its line, then ! problems."""
    lines = []
    for name, field in plan.record.items():
        value: object = field.value
        if value is not None:
            if isinstance(value, tuple):
                value = "-".join(map(str, value)) if name == "period" else " | ".join(value)
            lines.append(f"{name}\t{value}" + (f"\t{field.line}" if field.line else ""))
    lines += [
        f"! {problem.code} {plan.source.position(problem.span.start).line}"
        for problem in plan.problems
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_the_record_is_as_the_fixture_says(case: Case) -> None:
    plan = plan_of(case.input)
    assert told(plan) == case.expected
    assert conservation.account(plan).balances


FIELD_LINES = st.lists(
    st.sampled_from(
        [
            "来源：",
            "文号：",
            "成文日期",
            "索引号",
            "发文机关",
            "状态：有效 来源：",
            "某县防汛方案",
            "2024年1月2日",
            "某发〔2024〕1号",
            "某局",
            "键：值",
            "- 甲",
            "- 标题：乙",
            "各镇：",
        ]
    ),
    max_size=12,
)


@given(FIELD_LINES, st.sets(st.integers(0, 11)))
def test_the_lines_of_metadata_state_the_same_by_themselves(
    lines: list[str], taken: set[int]
) -> None:
    found = field_lines.find(lines, taken)
    places = sorted(found.lines)
    again = field_lines.find([lines[at] for at in places])
    assert [(one.label, one.value, places[one.at]) for one in again.stated] == list(found.stated)
    assert not found.lines & taken


def test_place_is_supplied_with_its_ground(plan: Plan) -> None:
    place = plan.record.place
    assert place.value
    assert str(plan.source.work).startswith(place.value.adcode)
    assert place.line is None
    assert place.ground


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2023年3月30日", "2023-03-30"),
        ("2023年08月28日", "2023-08-28"),
        ("二〇一三年十二月二日", "2013-12-02"),
        ("二○○五年六月十一日", "2005-06-11"),
        ("2022年□月□日", "2022-0X-0X"),
        ("2022年□□月5日", "2022-XX-05"),
        ("三月三日", None),
    ],
)
def test_dates_as_iso_8601(printed: str, iso: str | None) -> None:
    assert dates.from_printed(printed) == iso


def test_a_text_without_any_metadata_states_none() -> None:
    fields = dict(plan_of("一、加强值守\n(一)会商。每月一次。\n").record.items())
    stated = {name: field.value for name, field in fields.items() if field.value is not None}
    assert stated == {"kind": "other"}


def test_several_issuers_and_the_day_of_printing() -> None:
    """署名 of three bodies on two lines; 版记 with who printed it when (GB/T 9704—2012, 7.4.3)."""
    plan = plan_of(
        "各镇：\n现将《某市防汛工作方案》印发给你们，请遵照执行。\n"
        "某市应急管理局 某市财政局\n某市自然资源局\n二〇二四年四月二十三日\n"
        "某市防汛工作方案\n一、目标\n不死人。\n二、措施\n会商。\n"
        "抄送：市委办公室。\n某市应急管理局办公室    2024年4月25日印发\n"
    )
    found = dict(plan.record.items())
    assert (found["issuer"].value, found["issuer"].line) == (
        "某市应急管理局、某市财政局、某市自然资源局",
        3,
    )
    assert (found["成文日期"].value, found["成文日期"].line) == ("2024-04-23", 5)
    assert (found["印发日期"].value, found["印发日期"].line) == ("2024-04-25", 12)


def test_three_bodies_of_one_place_whose_names_touch_are_three() -> None:
    plan = plan_of(
        "某市防汛工作方案\n一、目标\n不死人。\n"
        "高台县应急局高台县水利局高台县气象局\n2024年4月23日\n"
    )
    assert plan.record.issuer.value == "高台县应急局、高台县水利局、高台县气象局"


def test_what_a_second_document_states_is_not_of_the_plan() -> None:
    outline = "一、总则\n统一领导。\n二、附则\n会商。\n"
    plan = plan_of(
        f"某市防汛应急预案\n{outline}某市抗旱应急预案\n{outline}某市水利局\n2024年4月23日\n"
    )
    record = plan.record
    assert record.title.value == "某市防汛应急预案"
    assert (record.issuer.value, record.date("成文日期").value) == (None, None)


def test_a_further_version_of_a_work_is_of_its_kind() -> None:
    source = plan_of("某市防汛应急预案\n一、总则\n统一领导。\n").source
    registered = replace(source, work="990100-mou-2024-yuan.v2")
    kind = pipeline.structured(registered).record.kind
    assert (kind.value, kind.line) == ("yuan", 1)


def test_an_issuer_set_letter_by_letter_is_one() -> None:
    plan = plan_of("某市防汛工作方案\n一、目标\n不死人。\n某 市 应 急 局\n2024年4月23日\n")
    assert plan.record.issuer.value == "某市应急局"


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("某县人民政府办公室关于印发某县防汛预案的通知", 1),
        ("某县人民政府办公室\n关于印发某县防汛预案的通知", 1),
        ("某县防字〔2024〕1号\n某县人民政府办公室\n关于印发某县防汛预案的通知", 2),
    ],
)
def test_without_a_signature_the_issuer_is_that_of_the_title(head: str, line: int) -> None:
    text = f"{head}\n各镇人民政府:\n现将预案印发给你们。\n某县防汛预案\n一、总则\n"
    issuer = plan_of(text).record.issuer
    assert (issuer.value, issuer.line) == ("某县人民政府办公室", line)


def test_the_signature_goes_before_the_title() -> None:
    text = "某县政府关于印发要点的通知\n各镇人民政府:\n现印发给你们。\n某县应急管理局\n2024年5月1日\n某县要点\n一、目标\n"
    issuer = plan_of(text).record.issuer
    assert (issuer.value, issuer.line) == ("某县应急管理局", 4)


def test_a_topic_is_no_issuer() -> None:
    text = "某县2024年关于加强防汛工作的方案\n一、目标\n"
    assert plan_of(text).record.issuer.value is None


def test_a_notice_alone_has_its_whole_title() -> None:
    text = "某县应急管理局\n关于开展消防检查的通知\n各镇人民政府:\n一、时间\n二、内容\n"
    title = plan_of(text).record.title
    assert (title.value, title.line) == ("某县应急管理局关于开展消防检查的通知", 1)


@pytest.mark.parametrize(
    "line",
    [
        "各林场,局机关各股室:",
        "各办、站、所,各村(居):",
        "各县(市、区)应急局,各开发区:",
        "各学校、幼儿园:",
        "局属各科室、队、所:",
        "各有关企业,各行业协会:",
        "区政府有关委、办、局,各街道、某湾镇:",
        "某沟村、某坪村、某桥社区:",
        "全县各级各类学校:",
    ],
)
def test_who_is_addressed_need_end_with_no_known_word(line: str) -> None:
    text = f"某局关于印发要点的通知\n{line}\n现将要点印发给你们。\n某县要点\n一、目标\n"
    found = plan_of(text).record.addressees
    assert found.line == 2
    assert found.value


@pytest.mark.parametrize("line", ["各镇要做到:", "有关要求如下:", "各单位必须落实下列措施:"])
def test_a_sentence_that_leads_in_addresses_nobody(line: str) -> None:
    text = f"某县防汛方案\n{line}\n一、目标\n"
    assert plan_of(text).record.addressees.value is None


@pytest.mark.parametrize(
    "issuer", ["某街道办事处", "某工业园区管委会", "某县总工会", "某县第一中学"]
)
def test_a_signature_of_any_kind_of_body(issuer: str) -> None:
    text = f"某年防汛方案\n一、目标\n不死人。\n二、措施\n会商。\n{issuer}\n2024年5月1日\n"
    assert plan_of(text).record.issuer.value == issuer


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各乡、镇人民政府,省、市驻某有关单位:", ["各乡、镇人民政府", "省、市驻某有关单位"]),
        ("局机关各科室、局属各单位：", ["局机关各科室", "局属各单位"]),
        ("各县(市、区)应急局,各开发区管委会:", ["各县(市、区)应急局", "各开发区管委会"]),
        ("市公安局、民政局、住建局（人防办）:", ["市公安局", "民政局", "住建局（人防办）"]),
        ("各学校、幼儿园:", ["各学校、幼儿园"]),
        ("市政府有关委、办、局：", ["市政府有关委、办、局"]),
        ("州政府各委、局，各县政府：", ["州政府各委、局", "各县政府"]),
        ("市直各部门、单位，各园区管委会:", ["市直各部门、单位", "各园区管委会"]),
        (
            "各乡人民政府、乐平工业区、城南新区管委会:",
            ["各乡人民政府", "乐平工业区", "城南新区管委会"],
        ),
        ("各科室、队、所：", ["各科室、队、所"]),
        ("各省、自治区、直辖市税务局，各垦区：", ["各省、自治区、直辖市税务局", "各垦区"]),
        ("镇政府、街道办事处：", ["镇政府", "街道办事处"]),
        (
            "各区政府，临湖新片区、空港新城区、长岛等管委会：",
            ["各区政府", "临湖新片区、空港新城区、长岛等管委会"],
        ),
        ("市公安局、临湖新片区、滨海新城等管委会：", ["市公安局", "临湖新片区、滨海新城等管委会"]),
        ("临湖新片区、滨海新城管委会：", ["临湖新片区", "滨海新城管委会"]),
        ("某某沟镇、某某坪村、某某桥社区：", ["某某沟镇", "某某坪村", "某某桥社区"]),
    ],
)
def test_addressees_are_parted_behind_whole_names(line: str, names: list[str]) -> None:
    assert metadata.addressees(line) == names
