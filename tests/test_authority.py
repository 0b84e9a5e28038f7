"""The authority: what is wrong in it is said with its file and line; what is right is read."""

import re
from pathlib import Path

import pytest

from converters import lexicon
from converters.edition import ids
from converters.library.references import References
from converters.models.located import InputError
from converters.models.plan import Plan
from converters.names import authority, authority_files
from converters.names.authority import Scope
from tests import fixture_files
from tests.conftest import NAMES
from tests.fixture_files import Case


def written(text: str, folder: Path) -> Path:
    """Writes the files of a case, each after its name in a comment."""
    for name, content in re.findall(r"^# ([a-z-]+)\n((?:(?!# ).*(?:\n|\Z))*)", text, re.MULTILINE):
        (folder / f"{name}.yml").write_text(content, "utf-8")
    return folder


@pytest.mark.parametrize(
    "case", fixture_files.params(Path(__file__).parent / "fixtures" / "authority-errors")
)
def test_a_fault_is_said_with_its_file_and_line(case: Case, tmp_path: Path) -> None:
    folder = written(case.input, tmp_path)
    expected = case.expected.rstrip("\n")
    if not expected:
        assert authority_files.load(folder).records
        return
    with pytest.raises(InputError) as raised:
        authority_files.load(folder)
    said = str(raised.value).removeprefix(f"{folder}/")
    assert said.startswith(expected)
    assert re.match(r"[a-z-]+\.yml:\d+:\d+: [^ ]", said)


@pytest.mark.parametrize(
    ("adcode", "name"), [("360900", "宜春市应急管理局"), ("310000", "上海市应急管理局")]
)
def test_a_short_name_means_the_body_of_the_plans_place(adcode: str, name: str) -> None:
    (key,) = NAMES.resolve("市应急管理局", Scope(adcode))
    assert NAMES.records[key].pref == name


def test_a_short_name_means_nothing_where_its_place_is_not_known() -> None:
    assert NAMES.resolve("市应急管理局", Scope()) == ()


def test_a_section_is_known_in_the_plans_of_its_agency_alone() -> None:
    (section,) = NAMES.resolve("宜春市应急管理局危化科", Scope())
    bureau = f"agencies/{NAMES.records[section].broader}"
    assert NAMES.resolve("危化科", Scope("360900", bureau)) == (section,)
    assert NAMES.resolve("危化科", Scope("360900")) == ()


def test_every_record_has_evidence_in_a_plan_or_in_words(library: dict[str, Plan]) -> None:
    known = {f"{work}#{id_}" for work, plan in library.items() for id_ in ids.texts(plan)}
    for record in NAMES.records.values():
        assert record.at or record.note, record.written
        assert set(record.at) <= known, record.written


def test_the_evidence_of_a_name_mentions_it(references: References) -> None:
    """A place is evidence for what it names: the record is mentioned there, by whatever name."""
    wrong = [
        f"{record.written}: {address}"
        for record in NAMES.records.values()
        if record.scheme in ("agencies", "terms", "instruments")
        for address in record.at
        if address not in _mentioned_at(references, record.key)
    ]
    assert wrong == []


def _mentioned_at(references: References, key: str) -> set[str]:
    return {
        f"{here.card.work}#{at}"
        for here in references.of(key)
        for occurrence in here.named.occurrences
        for at in (occurrence.unit, occurrence.part)
    }


def test_every_kind_of_record_has_a_word() -> None:
    for scheme, kinds in lexicon.words("glossary")["name_kinds"].items():
        assert scheme in authority.SCHEMES
        assert all(kinds.values())


def test_a_place_that_nobody_has_written_comes_from_its_code(tmp_path: Path) -> None:
    """With what is above it; one that is written is as it is written."""
    folder = written(
        '# agencies\n- {id: jia, pref: 甲局, kind: department, place: "331082", note: 见正文}\n'
        '- {id: yi, pref: 乙局, kind: department, place: "360902", note: 见正文}\n'
        '# places\n- {id: "331000", pref: 台州, broader: "330000", note: 编者所写}\n',
        tmp_path,
    )
    records = authority_files.load(folder).of_scheme("places")
    assert {one.id: (one.pref, one.broader) for one in records} == {
        "331000": ("台州", "330000"),
        "330000": ("浙江省", ""),
        "331082": ("临海市", "331000"),
        "360000": ("江西省", ""),
        "360900": ("宜春市", "360000"),
        "360902": ("袁州区", "360900"),
    }
