"""What a plan names: titles whole, names that may mean two things left open."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.models.record import Field, Place
from converters.names import authority_files, mentions
from converters.names.name_finder import NameFinder
from tests import fixture_files
from tests.fixture_files import Case
from tests.test_structure import plan_of

FILES = {
    "places": """
- {id: "990000", pref: 乙省, note: 省}
- {id: "990100", pref: 甲市, broader: "990000", note: 市}
""",
    "agencies": """
- {id: yi-anweiban, pref: 乙省安委会办公室, alt: [安委办], kind: office, place: "990000", note: 省}
- {id: jia-anweiban, pref: 甲市安委会办公室, alt: [安委办], kind: office, place: "990100", note: 市}
""",
    "terms": """
- {id: fangxun, pref: 防汛工作, kind: practice, note: 提法}
""",
    "instruments": """
- {id: fangxun-yuan, pref: 甲市防汛应急预案, kind: plan, note: 预案}
""",
}
JIA = Place("990100", "乙省", "甲市", None)


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> NameFinder:
    folder = tmp_path_factory.mktemp("authority")
    for name, text in FILES.items():
        (folder / f"{name}.yml").write_text(text, "utf-8")
    return NameFinder(authority_files.load(folder))


def of_jia(text: str, issuer: str | None = None) -> Plan:
    """A plan of 甲市."""
    plan = plan_of(text)
    known = replace(plan.record, place=Field(JIA), issuer=Field(issuer))
    return replace(plan, record=known)


def told(found: Iterable[Mention]) -> str:
    """A line for each: its kind, what it means or may mean, how it is printed, the number behind."""
    return "\n".join(
        f"{one.kind} {one.target or '或'.join(one.candidates) or '-'} {one.surface} {one.doc_number}".rstrip()
        for one in found
    )


@pytest.mark.parametrize(
    "case", fixture_files.params(Path(__file__).parent / "fixtures" / "mentions")
)
def test_mentions(case: Case, finder: NameFinder) -> None:
    assert told(mentions.find(of_jia(case.input), finder)) == case.expected


def test_an_issuer_that_may_be_two_bodies_is_neither(finder: NameFinder) -> None:
    whole = mentions.scope(of_jia("一、防汛\n", "甲市安委会办公室"), finder.authority)
    assert whole.issuer == "agencies/jia-anweiban"
    assert mentions.scope(of_jia("一、防汛\n", "安委办"), finder.authority).issuer == ""
