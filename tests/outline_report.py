"""How well the converter reads real documents: `python -m tests.outline_report FOLDER`.

FOLDER holds the texts whose outlines, made by reading, are in `tests/gold/read/`. A clause is
right if its place, label and id are those of the outline; a clause that no outline has is false.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from converters import pipeline
from converters.ingest import sources
from converters.models.plan import Plan
from tests.conftest import GOLD


class Row(NamedTuple):
    """A numbered clause: where its label stands (line 1-based, column 0-based), its id, its label."""

    place: str
    id: str
    label: str


def outline(path: Path) -> list[Row]:
    """An outline as it was read."""
    return [Row(*line.split("\t")[:3]) for line in path.read_text("utf-8").splitlines()]


def found(plan: Plan) -> list[Row]:
    """The numbered clauses of a plan as the converter reads them."""
    rows = []
    for clause in plan.clauses:
        if clause.label:
            line, col = plan.source.position(clause.label.span.start)
            rows.append(Row(f"{line}:{col}", clause.id, clause.label.text.strip()))
    return rows


def main(folder: Path) -> None:
    """Prints a line for each document, then every miss and every false clause."""
    details: list[str] = []
    right = total = false = 0
    for path in sorted((GOLD / "read").glob("*.outline")):
        expected = outline(path)
        source = sources.load(folder / f"{path.stem}.txt")
        read = found(pipeline.read_plan(source))
        hits = set(expected) & set(read)
        wrong = [row for row in expected if row not in hits]
        places = {row.place for row in expected}
        invented = [row for row in read if row.place not in places]
        print(f"{path.stem}\t{len(hits)}/{len(expected)}\t多出 {len(invented)}")
        details += [f"{path.stem}\t缺\t{' '.join(row)}" for row in wrong]
        details += [f"{path.stem}\t多\t{' '.join(row)}" for row in invented]
        right, total, false = right + len(hits), total + len(expected), false + len(invented)
    print(f"合计\t{right}/{total}（{right / total:.1%}）\t多出 {false}")
    print("\n".join(details))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
