"""Random files of a plan: pieces of plans in disorder, damaged, marked up, in any encoding."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from converters.ingest.sources import Files
from converters.names import authority_files
from converters.names.authority import SCHEMES, Authority
from converters.names.authority_files import RecordFile

WORK = "331082-linhai-2024-yaodian"
_ENCODINGS = ("utf-8",) * 12 + ("utf-8-sig", "utf-16", "utf-16-be", "gb18030", "gb18030")
_MOST_LINES = 24


@cache
def _pieces() -> dict[str, list[Any]]:
    path = Path(__file__).with_name("pieces.yml")
    loaded: dict[str, list[Any]] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def records() -> Authority:
    """The few names of the library that an input is put into."""
    return authority_files.of(
        authority_files.read(
            RecordFile(scheme, Path(f"{scheme}.yml"), yaml.safe_dump(found).encode())
        )
        for scheme, found in _pieces().items()
        if scheme in SCHEMES
    )


def _one(random: Random, kind: str) -> str:
    return str(random.choice(_pieces()[kind]))


def _heading(random: Random) -> str:
    return _one(random, "labels") + _one(random, "headings") + random.choice(("", "。", "：", "."))


def _clause(random: Random) -> str:
    return _heading(random) + _paragraph(random)


def _paragraph(random: Random) -> str:
    return "".join(_one(random, "sentences") for _ in range(random.randint(1, 4)))


def _record(random: Random) -> str:
    between = random.choice(("", " ", "\t", "\u3000"))
    return between.join(_one(random, "record") for _ in range(random.choice((1, 1, 1, 2))))


def _noise(random: Random) -> str:
    return _one(random, "noise")


def _table(random: Random) -> str:
    columns, rows = random.randint(1, 5), random.randint(1, 6)
    between, end = random.choice((("\t", "\n"), ("\n", "\n"), ("  ", "\n"), (" | ", "\n")))
    kinds = ("headings", "labels", "sentences", "marks")
    cells = [[_one(random, random.choice(kinds)) for _ in range(columns)] for _ in range(rows)]
    return end.join(between.join(row) for row in cells)


def _soup(random: Random) -> str:
    kinds = ("marks", "markup", "damage", "blanks", "rare", "labels", "headings", "line_ends")
    return "".join(_one(random, random.choice(kinds)) for _ in range(random.randint(1, 12)))


_LINES = (_heading, _clause, _clause, _paragraph, _record, _noise, _table, _soup)


def _sown(random: Random, text: str) -> str:
    """With some more pieces, at random places."""
    for _ in range(random.choice((0, 0, 1, 3, 10))):
        at = random.randint(0, len(text))
        kind = random.choice(("markup", "damage", "blanks", "rare", "marks", "line_ends"))
        text = text[:at] + _one(random, kind) + text[at:]
    return text


def _cut(random: Random, text: str) -> str:
    """With a piece lost, doubled or moved."""
    for _ in range(random.choice((0, 0, 1, 2))):
        start, end = sorted(random.randint(0, len(text)) for _ in range(2))
        end = min(end, start + 40)
        rest, piece = text[:start] + text[end:], text[start:end]
        at = random.randint(0, len(rest))
        text = random.choice((rest, text[:end] + text[start:], rest[:at] + piece + rest[at:]))
    return text


def _set(random: Random, text: str) -> str:
    """Broken at a measure, or all of it on one line."""
    if random.random() < 0.1:
        return text.replace("\n", random.choice(("", " ", "\u3000")))
    if random.random() < 0.1:
        width = random.randint(8, 40)
        lines = text.split("\n")
        return "\n".join(
            line[at : at + width] for line in lines for at in range(0, max(len(line), 1), width)
        )
    return text


def text(random: Random) -> str:
    """A text; the same numbers give the same one."""
    count = random.randint(1, _MOST_LINES)
    lines = [random.choice(_LINES)(random) for _ in range(count)]
    end = random.choice(("\n",) * 6 + ("\r\n", "\r", "\u2028", ""))
    rare = random.random() < 0.2
    joined = "".join(line + (_one(random, "line_ends") if rare else end) for line in lines)
    return _set(random, _cut(random, _sown(random, joined)))


def edition(random: Random, received: str) -> str:
    """What an editor wrote beside a text, right or wrong."""
    lines = received.split("\n")
    rows = []
    for _ in range(random.randint(1, 4)):
        number = random.randint(1, len(lines) + 1)
        line = lines[min(number, len(lines)) - 1]
        at = random.randint(0, len(line))
        words = line[at : at + random.randint(0, 6)].replace("'", "''")
        row = _one(random, "rows").replace("{n}", str(number)).replace("{w}", words)
        rows.append(row.replace("{m}", str(number + random.randint(0, 5))))
    return "\n".join(sorted(set(rows)))


def files(random: Random) -> Files:
    """A registered plan: its text as bytes, and perhaps what its editor wrote."""
    received = text(random)
    data = received.encode(random.choice(_ENCODINGS), "replace")
    if random.random() < 0.03:
        at = random.randint(0, len(data))
        data = data[:at] + random.randbytes(random.randint(1, 3)) + data[at:]
    beside = edition(random, received).encode() if random.random() < 0.3 else None
    return Files(Path(f"{WORK}.txt"), data, beside)
