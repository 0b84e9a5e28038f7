"""What LibreOffice shows of the Word files that are taken in, kept in `tests/fixtures/docx-seen/plans.txt`.

`tests/test_received_plans.py` looks for these lines in what is read. Behind the lines of a file stand
those that are not found, each for a reason: LibreOffice shows what was deleted, what is hidden, ruby.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests import fixture_files, received_plans
from tests.conftest import ROOT
from tests.office import programs

KEPT = ROOT / "tests" / "fixtures" / "docx-seen" / "plans.txt"


def shown(folder: Path) -> dict[str, str]:
    """The lines of each Word file of the plans, as LibreOffice writes them, by its name."""
    paths = {}
    for name, made in received_plans.files().items():
        if made.ending == ".docx":
            paths[name] = folder / f"{made.name}.docx"
            paths[name].write_bytes(made.data)
    texts = programs.texts([*paths.values()])
    return {name: _lines(texts[path]) for name, path in paths.items()}


def wrong(folder: Path) -> Iterator[str]:
    """The files of which LibreOffice shows other lines than are kept."""
    kept = {case.title: case.input for case in fixture_files.read(KEPT)}
    for name, lines in shown(folder).items():
        if kept.get(name) != lines:
            yield f"{name}: LibreOffice shows other lines than {KEPT.name} has"


def write(folder: Path) -> None:
    """Keep the lines, and what is said of those that are not found."""
    cases = fixture_files.read(KEPT) if KEPT.exists() else ()
    lost = {case.title: case.expected for case in cases}
    made = [
        f"{name}\n.\n{lines}\n.\n{lost.get(name, '')}\n.\n" for name, lines in shown(folder).items()
    ]
    KEPT.write_text("".join(made), "utf-8")


def _lines(text: str) -> str:
    stripped = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in stripped if line)
