"""The gold of members, responsibility and references fits the plans: places, units, order."""

from pathlib import Path

import pytest

from converters.edition import ids
from converters.models.plan import Plan
from tests.conftest import GOLD, WORKS
from tests.test_gold_names import plain, text_of_unit

MEMBERS, RESPONSIBILITY, REFERENCES = (
    sorted((GOLD / folder).glob("*.tsv")) for folder in ("members", "responsibility", "references")
)


def rows_of(path: Path) -> list[list[str]]:
    return [row.split("\t") for row in path.read_text("utf-8").splitlines()]


def places(rows: list[list[str]]) -> list[tuple[int, int]]:
    """Line (1-based) and column (0-based) of each row."""
    return [(int(line), int(col)) for line, col in (row[0].split(":") for row in rows)]


@pytest.mark.parametrize("paths", [MEMBERS, RESPONSIBILITY, REFERENCES])
def test_each_plan_has_a_file(paths: list[Path]) -> None:
    assert [path.stem for path in paths] == WORKS


def check_places(plan: Plan, rows: list[list[str]], surface: int) -> None:
    """Rows are in order, and each surface starts at its place, unless that is emended."""
    found = places(rows)
    assert found == sorted(set(found))
    emended = {place for made in plan.emendations for place in range(*made.span)}
    for row, (line, col) in zip(rows, found, strict=True):
        at = plan.source.line_span(line).start + col
        assert at in emended or plan.source.text[at] == row[surface][0], row


@pytest.mark.parametrize("path", MEMBERS, ids=lambda path: path.stem)
def test_a_term_and_its_members_stand_in_their_unit(path: Path, library: dict[str, Plan]) -> None:
    texts = ids.texts(library[path.stem])
    rows = rows_of(path)
    check_places(library[path.stem], rows, surface=1)
    for row in rows:
        _, term, count, unit, members = row
        text = text_of_unit(unit, texts)
        assert not count or int(count) > 1, row
        assert plain(term) in text, row
        at = 0
        for member in filter(None, members.split("|")):
            at = text.find(plain(member), at)
            assert at >= 0, row


@pytest.mark.parametrize("path", RESPONSIBILITY, ids=lambda path: path.stem)
def test_an_agency_stands_with_its_role_in_its_unit(path: Path, library: dict[str, Plan]) -> None:
    texts = ids.texts(library[path.stem])
    rows = rows_of(path)
    check_places(library[path.stem], rows, surface=3)
    for row in rows:
        _, unit, role, agency, canonical = row
        text = text_of_unit(unit, texts)
        assert plain(role) in text, row
        assert plain(agency) in text[text.index(plain(role)) :], row
        assert canonical, row


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_a_reference_has_a_target_in_the_plan(path: Path, library: dict[str, Plan]) -> None:
    rows = rows_of(path)
    check_places(library[path.stem], rows, surface=1)
    targets = {"plan", *ids.texts(library[path.stem])}
    assert all(target in targets for _, _, target in rows)
