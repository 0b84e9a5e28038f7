"""Slips of a programmer in what decides: the rows of `slips.yml`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import yaml

from converters.lexicon import YAML_LOADER
from tests.conftest import ROOT
from tests.mutants.mutant import ALL_FAST, Asked, Mutant

TABLE = Path(__file__).with_name("slips.yml")
REQUIRED = {"file", "wrong", "right", "slip", "tests"}
ALLOWED = REQUIRED | {"equivalent"}


class Unfit(ValueError):
    """A row of the table that does not fit the code."""


def mutants() -> Iterator[Mutant]:
    """One for each row.

    Raises:
        Unfit: a row has other keys, or what it would replace is not in its file just once.
    """
    yield from map(of_row, rows())


def rows() -> list[dict[str, str]]:
    """The rows of the table, as they are written."""
    found: list[dict[str, str]] = yaml.load(TABLE.read_text("utf-8"), YAML_LOADER)
    return found


def of_row(row: dict[str, str]) -> Mutant:
    """The mutant that a row describes.

    Args:
        row: `file`; `right`, a piece of its text; `slip`, what stands there instead; `wrong`, what is
            wrong with that; `tests`, which pytest is asked for first; perhaps `equivalent`.

    Raises:
        Unfit: as `mutants`.
    """
    if not REQUIRED <= row.keys() <= ALLOWED:
        raise Unfit(f"{row}: the keys must be {sorted(REQUIRED)}, perhaps also 'equivalent'")
    path = ROOT / row["file"]
    text = path.read_text("utf-8")
    if (count := text.count(row["right"])) != 1:
        raise Unfit(f"{row['file']}: `{row['right']}` stands there {count} times, not once")
    line = text.count("\n", 0, text.index(row["right"])) + 1
    made = text.replace(row["right"], row["slip"])
    asked: Asked = tuple(shlex.split(row["tests"]))
    return Mutant(path, line, row["wrong"], made, (asked, ALL_FAST), row.get("equivalent", ""))
