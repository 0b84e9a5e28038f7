"""Files as people hold them, damaged: pages, Word and PDF files with bytes lost, changed and moved."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from random import Random

from converters.ingest.sources import Files
from tests import drawn_pdf, fixture_files, received_plans, word_files
from tests.conftest import ROOT
from tests.fuzz.inputs import WORK

_FIXTURES = ROOT / "tests" / "fixtures"
_WHOLE = ROOT / "tests" / "received"
_PIECES = (
    *(
        b"<table>",
        b"<td rowspan=9>",
        b"</div>",
        b"<!--",
        b"<script>",
        b"&#",
        b"&nbsp;",
        b"<p hidden>",
    ),
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:t>",
        b'<w:numId w:val="9"/>',
        b"<w:tbl>",
        b"]]>",
        b"<!ENTITY a 'b'>",
    ),
    *(
        b"endobj",
        b"stream\n",
        b"<<",
        b"/Kids[3 0 R]",
        b"-99999",
        b"1e9",
        b"BT",
        b"ET",
        b"0 0 0 0 re S",
    ),
    *(b"\0", b"\xff\xfe", b"\r", b"\xe2\x80\xa8", "一、".encode(), "二、".encode("gb18030")),
)
_MOST = 4


@cache
def _samples() -> list[tuple[str, bytes]]:
    """Whole files, each with its ending."""
    found = [
        (".html", (_WHOLE / "plan.html").read_bytes()),
        (".pdf", (_WHOLE / "plan.pdf").read_bytes()),
        (".docx", word_files.docx((_WHOLE / "plan.docx.txt").read_text("utf-8"))),
    ]
    pages, prints = (
        fixture_files.read(_FIXTURES / "readers" / f"{of}.txt") for of in ("html", "pdf")
    )
    found += [(".html", f"<html>{case.input}".encode()) for case in pages]
    found += [(".pdf", drawn_pdf.drawn(case.input)) for case in prints]
    for path in sorted((_FIXTURES / "docx").glob("*.txt")):
        found += [(".docx", word_files.docx(one.input)) for one in fixture_files.read(path)]
    found += [(one.ending, one.data) for one in received_plans.files().values()]
    return found


def _damaged(random: Random, data: bytes) -> bytes:
    """Some bytes with pieces lost, changed, doubled, moved or put in."""
    for _ in range(random.randint(1, _MOST)):
        start = random.randint(0, len(data))
        end = min(len(data), start + random.choice((0, 1, 2, 4, 40, 400)))
        to = random.randint(0, len(data))
        data = random.choice(
            (
                data[:start] + data[end:],
                data[:start] + random.randbytes(end - start) + data[end:],
                data[:start] + random.choice(_PIECES) + data[start:],
                data[:to] + data[start:end] + data[to:],
                data[:start] + data[start:end] * 3 + data[end:],
            )
        )
    return data[: random.randint(0, len(data))] if random.random() < 0.05 else data


def _part_damaged(random: Random, data: bytes) -> bytes:
    """A container in which one part is damaged, and everything else as it should be."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        chosen = random.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            kept = _damaged(random, part) if name == chosen else part
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), kept)
    return made.getvalue()


def files(random: Random) -> Files:
    """A registered plan, its file damaged."""
    ending, data = random.choice(_samples())
    is_inside = ending == ".docx" and random.random() < 0.8
    changed = _part_damaged(random, data) if is_inside else _damaged(random, data)
    return Files(Path(f"{WORK}{ending}"), changed)
