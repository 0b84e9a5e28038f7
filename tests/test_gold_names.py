"""The gold of names fits the plans: each row has its place, its unit, and stands in order."""

from pathlib import Path
from typing import NamedTuple

import pytest

from converters.edition import ids
from converters.models.plan import Plan
from converters.text import punctuation
from tests.comparison import without_blanks
from tests.conftest import GOLD

NAMES = sorted((GOLD / "names").glob("*.tsv"))
KINDS = {"agency", "term", "instrument", "self", "clause"}


class Mention(NamedTuple):
    """One row of the gold."""

    place: str
    kind: str
    surface: str
    canonical: str
    unit: str

    @property
    def position(self) -> tuple[int, int]:
        """Line (1-based) and column (0-based)."""
        line, col = self.place.split(":")
        return int(line), int(col)


def mentions(path: Path) -> list[Mention]:
    return [Mention(*row.split("\t")) for row in path.read_text("utf-8").splitlines()]


def plain(text: str) -> str:
    """A text without what a name may hold or not: quotes, book-title marks, blanks."""
    return punctuation.fold(without_blanks(text)).translate(dict.fromkeys(map(ord, "“”《》")))


def text_of_unit(unit: str, texts: dict[str, str]) -> str:
    """The text of a clause or row, or of all paragraphs of a block."""
    return plain(
        "".join(text for id_, text in texts.items() if id_ == unit or id_.startswith(f"{unit}-p"))
    )


@pytest.mark.parametrize("path", NAMES, ids=lambda path: path.stem)
def test_a_name_stands_where_the_gold_says(path: Path, library: dict[str, Plan]) -> None:
    plan = library[path.stem.split(".")[0]]
    texts = ids.texts(plan)
    emended = {place for made in plan.emendations for place in range(*made.span)}
    rows = mentions(path)
    assert rows
    assert [row.position for row in rows] == sorted(row.position for row in rows)
    for row in rows:
        line, col = row.position
        at = plan.source.line_span(line).start + col
        assert row.kind in KINDS, row
        assert row.canonical.strip("?"), row
        assert plain(row.surface) in text_of_unit(row.unit, texts), row
        assert at in emended or plan.source.text[at] == row.surface[0], row
