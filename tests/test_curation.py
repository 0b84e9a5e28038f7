"""What `check` lists: names not settled, records nobody mentions."""

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from converters import pipeline
from converters.ingest import sources
from converters.library import curation as library_curation
from converters.library.references import References
from converters.models.plan import Plan
from converters.names import authority_files, curation
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from tests import fixture_files, stocked
from tests.fixture_files import Case
from tests.test_authority import written

FIXTURES = Path(__file__).parent / "fixtures" / "curation"


class Library(NamedTuple):
    """Plans, what each names, and which of them name which records."""

    plans: tuple[Plan, ...]
    names: Mapping[str, PlanNames]
    references: References


def library_of_plans(plans: tuple[Plan, ...], records: Authority) -> Library:
    names = stocked.names_of(plans, records)
    return Library(plans, names, stocked.references_of(plans, records))


def library_of_all(texts: dict[str, str], folder: Path) -> Library:
    """A library of these texts, one a work, with the authority of the folder."""
    plans = tuple(
        pipeline.read_plan(sources.from_bytes(Path(f"{work[0]}.txt"), text.encode(), work))
        for work, text in texts.items()
    )
    return library_of_plans(plans, authority_files.load(folder))


def library_of(text: str, folder: Path) -> Library:
    return library_of_all({"p-plan-2024-yaodian": text}, folder)


def said(library: Library) -> list[str]:
    """All findings: those of the plans first, then those of the authority."""
    found = [
        one for plan in library.plans for one in curation.of_plan(plan, library.names[plan.work])
    ]
    found += library_curation.findings(library.references)
    return [
        f"{one.place.path.name}:{one.place.line}:{one.place.col}: {one.message} [{one.code}]"
        for one in found
    ]


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_findings(case: Case, tmp_path: Path) -> None:
    text, mark, files = case.input.partition("# ")
    found = library_of(text, written(mark + files, tmp_path))
    assert said(found) == case.expected.splitlines()


ALIKE = """
- {id: yefang, pref: 夜访夜谈, kind: practice, note: 见正文}
- {id: yefang-huodong, pref: 夜访夜谈活动, kind: practice, note: 见正文}
"""


@pytest.mark.parametrize("told_apart", [False, True])
def test_terms_of_two_plans_that_are_written_alike(told_apart: bool, tmp_path: Path) -> None:
    apart = ALIKE.replace("夜访夜谈,", "夜访夜谈, apart: [yefang-huodong],")
    (tmp_path / "terms.yml").write_text(apart if told_apart else ALIKE, "utf-8")
    texts = {
        "1-first-2024-yaodian": "一、工作\n(一)抓落实。推行“夜访夜谈”。\n",
        "2-second-2024-yaodian": "一、工作\n(一)抓落实。推行“夜访夜谈活动”。\n",
    }
    expected = (
        "terms.yml:2:3: yefang“夜访夜谈”与 yefang-huodong“夜访夜谈活动”写法相近，是否一事"
        " [records-alike]"
    )
    assert said(library_of_all(texts, tmp_path)) == ([] if told_apart else [expected])


def test_a_name_of_two_records_is_not_settled(library: dict[str, Plan], tmp_path: Path) -> None:
    """市局 would mean the bureau of the city above, if no other went by that name."""
    records = (
        "- {id: sheng-ju, pref: 甘肃省质量监督局, alt: [市局], kind: department, note: 局}\n"
        "- {id: shi-ju, pref: 张掖市质量监督局, alt: [市局], kind: department, place: '620700',"
        " note: 局}\n"
    )
    (tmp_path / "agencies.yml").write_text(records, "utf-8")
    (tmp_path / "places.yml").write_text("- {id: '620700', pref: 张掖市, note: 市}\n", "utf-8")
    plan = library["620724-gaotai-2025-yaodian"]
    names = stocked.names_of([plan], authority_files.load(tmp_path))[plan.work]
    (unsettled,) = [one for one in curation.of_plan(plan, names) if one.code == "name-unresolved"]
    assert unsettled.message == "“市局”可指 agencies/sheng-ju、agencies/shi-ju，未定"
    line = plan.source.text.split("\n")[unsettled.place.line - 1]
    assert line[unsettled.place.col - 1 :].startswith("市局")


def test_the_five_plans_and_their_names_are_settled(
    library: dict[str, Plan], names: Mapping[str, PlanNames], references: References
) -> None:
    assert said(Library((*library.values(),), names, references)) == []


@pytest.fixture
def one_term(tmp_path: Path) -> Path:
    record = "- {id: san, pref: 三管三必须, kind: numbered, note: 见正文}\n"
    (tmp_path / "terms.yml").write_text(record, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "“三管三必须”",
        "&ldquo;三管三必须&rdquo;",
        "「三管三必须」",
        "三管　三必须",
        "三管\u200b三必须",
    ],
)
def test_no_way_of_writing_hides_a_name(name: str, one_term: Path) -> None:
    text = f"一、工作\n(一)抓落实。各单位要落实{name}要求。\n(二)抓检查。每月检查。\n"
    (here,) = library_of(text, one_term).references.of("terms/san")
    assert [one.unit for one in here.named.occurrences] == ["a1-b1"]


def test_a_hard_wrap_hides_no_name(one_term: Path) -> None:
    sentence = "各单位要认真组织学习，逐级落实责任，"
    clauses = [
        f"({label})抓落实。{sentence * 3}要把三管三必须的要求落到实处，{sentence * 2}每月检查。"
        for label in "一二三四"
    ]
    text = "一、工作\n" + "\n".join("\n".join(textwrap.wrap(one, 33)) for one in clauses) + "\n"
    assert "三管三必须" not in text
    (here,) = library_of(text, one_term).references.of("terms/san")
    assert [one.surface for one in here.named.occurrences] == ["三管三必须"] * 4
    assert [one.unit for one in here.named.occurrences] == ["a1-b1", "a1-b2", "a1-b3", "a1-b4"]


def test_a_name_read_with_an_emendation_is_found(
    library: dict[str, Plan], names: Mapping[str, PlanNames]
) -> None:
    """Shanghai's text has lost a character of this name; the reading restores it."""
    plan = library["310000-shanghai-2022-yaodian"]
    emended = [
        mention
        for mention in names[plan.work].mentions
        if mention.is_resolved
        and mention.surface not in plan.source.text
        and "\n" not in plan.source.text[slice(*mention.span)]
    ]
    assert emended
