"""Names that no record has: what each is called in full, what it is, and where it stands."""

from pathlib import Path

import pytest

from converters import lexicon, pipeline
from converters.ingest import located_yaml
from converters.names import authority_files, name_folding
from converters.names.authority import KINDS
from converters.names.name_finder import NameFinder
from converters.names.unreviewed import UnreviewedName
from tests import fixture_files, unreviewed_report
from tests.conftest import ROOT
from tests.fixture_files import Case
from tests.test_authority import written
from tests.test_structure import plan_of

FIXTURES = Path(__file__).parent / "fixtures" / "unreviewed"
LEAST = {
    "body": (0.8, 0.9),
    "term": (0.6, 0.9),
    "mechanism": (0.6, 0.7),
    "document": (0.6, 0.95),
}
"""What CI holds of the texts in the project: recall and precision. In one of them the marks of
most quoted terms are lost, and titles stand without 《》."""


def said(name: UnreviewedName) -> str:
    units = " ".join(dict.fromkeys(one.unit for one in name.mentions))
    what = filter(None, [name.kind, name.type, name.place, units])
    return f"{name.scheme} {name.pref}（{'、'.join(name.surfaces)}） {' '.join(what)}"


@pytest.mark.parametrize("case", fixture_files.params(FIXTURES))
def test_unreviewed_names(case: Case, tmp_path: Path) -> None:
    text, mark, files = case.input.partition("# ")
    finder = NameFinder(authority_files.load(written(mark + files, tmp_path)))
    plan = unreviewed_report.with_place(plan_of(text))
    found = pipeline.names_in(plan, finder).unreviewed
    assert "\n".join(map(said, found)) == case.expected


def test_the_shared_names_fit_their_schema_and_each_form_means_one() -> None:
    path = ROOT / "converters" / "data" / "common_names.yml"
    names, _ = located_yaml.parse(path, path.read_bytes(), lexicon.schema("common-names"))
    seen: dict[str, str] = {}
    for entry in names:
        assert entry["kind"] in KINDS[entry["of"]], entry
        for form in (entry["name"], *entry.get("alt", ())):
            folded = name_folding.fold(form)
            assert seen.setdefault(folded, entry["name"]) == entry["name"], form


@pytest.mark.parametrize("kind", LEAST)
def test_names_are_found_as_well_as_is_held(kind: str) -> None:
    score = unreviewed_report.total(unreviewed_report.measured())[kind]
    recall, precision = LEAST[kind]
    assert score.expected, "no gold"
    assert score.recall >= recall, score
    assert score.precision >= precision, score
