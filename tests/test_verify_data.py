"""The file received comes out of the data alone, byte for byte, whatever it is written in."""

import codecs
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle
from operator import add
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converters import lexicon, pipeline
from converters.edition import apparatus
from converters.exports import plan_json
from converters.ingest import sources
from converters.models.plan import Plan
from converters.models.source import Conjecture, Edition, Source
from converters.text import blanks
from tests.conftest import ROOT, SOURCES
from tests.generated_documents import texts
from tests.test_conservation import TEXTS
from tests.test_structure import plan_of
from tests.trials import LARGE, tried

PUBLISHED = ROOT / "converters" / "data" / "verify.py"


def loaded() -> ModuleType:
    """The command as a module: it is published by itself, and lies in no package."""
    spec = importlib.util.spec_from_file_location("verify", PUBLISHED)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


VERIFY = loaded()


def data(plan: Plan) -> dict[str, Any]:
    """The data as it is read from its file."""
    value: dict[str, Any] = json.loads(plan_json.dump(plan, apparatus.entries(plan)))
    return value


def written_out(value: dict[str, Any]) -> str:
    """What the pieces have that stands nowhere else in the data."""
    return "".join(piece for piece in value["received"]["pieces"] if isinstance(piece, str))


def test_a_founding_plan_comes_out_of_its_data(plan: Plan) -> None:
    value = data(plan)
    assert VERIFY.received(value) == (SOURCES / f"{plan.work}.txt").read_bytes()
    assert not written_out(value).strip(blanks.CHARS)


@given(TEXTS)
@settings(max_examples=tried(80, 2000))
def test_any_text_comes_out_of_its_data(text: str) -> None:
    value = data(plan_of(text))
    assert VERIFY.received(value).decode() == text
    assert not written_out(value).strip(blanks.CHARS + BYTE_ORDER_MARK)


def test_a_text_comes_out_in_which_one_character_is_read_for_another(tmp_path: Path) -> None:
    """What stands on its two sides is of the file, and it is not."""
    path = tmp_path / "360900-yichun-2023-yaodian.txt"
    text = "宜春市2023年应急管理工作要点\n一、总则\n加强值守，做好处直工作，不得有误。\n"
    read = Conjecture(3, "处直", "处置", "据文意")
    source = Source(path, text, "0" * 64, path.stem, Edition(conjectures=(read,)))
    assert VERIFY.received(data(pipeline.structured(source))).decode() == text


BYTE_ORDER_MARK = "\ufeff"
ENCODED = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-16, little-endian, with a mark": lambda text: (
        codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    ),
    "UTF-16, big-endian, with a mark": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16, little-endian": lambda text: text.encode("utf-16-le"),
    "UTF-16, big-endian": lambda text: text.encode("utf-16-be"),
}


@pytest.mark.parametrize("encoding", ENCODED)
@given(texts(), st.lists(st.sampled_from(["\n", "\r\n", "\r", "\n\n", " \n"]), min_size=1))
@settings(LARGE, max_examples=tried(6, 60))
def test_any_document_comes_out_in_its_encoding_with_its_line_ends(
    encoding: str, text: str, ends: list[str]
) -> None:
    ended = "".join(map(add, text.split("\n"), cycle(ends)))
    received = ENCODED[encoding](ended)
    plan = pipeline.read_plan(sources.from_bytes(Path("plan.txt"), received))
    value = data(plan)
    assert VERIFY.received(value) == received
    assert hashlib.sha256(received).hexdigest() == value["sha256"]
    assert not written_out(value).strip(blanks.CHARS + BYTE_ORDER_MARK)


def test_the_text_read_out_of_a_web_page_comes_out_too(tmp_path: Path) -> None:
    plan = pipeline.read_plan(sources.load(ROOT / "tests" / "received" / "plan.html"))
    value = data(plan)
    assert VERIFY.received(value).decode() == plan.source.text
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(value), "utf-8")
    assert VERIFY.fault(path) == ""
    path.write_text(json.dumps(value | {"derived": {"sha256": value["sha256"]}}), "utf-8")
    assert "不同" in VERIFY.fault(path)


# The command


@pytest.fixture
def published(tmp_path: Path, library: dict[str, Plan]) -> Path:
    """What lies below `data/` for the command; the texts received are nowhere near."""
    (tmp_path / "plans").mkdir()
    shutil.copy(PUBLISHED, tmp_path)
    for work, plan in library.items():
        text = plan_json.dump(plan, apparatus.entries(plan))
        (tmp_path / "plans" / f"{work}.json").write_text(text, "utf-8")
        (tmp_path / "plans" / f"{work}.csl.json").write_text("[]", "utf-8")
    (tmp_path / "plans" / "plan.schema.json").write_text(lexicon.schema_text("plan"), "utf-8")
    return tmp_path


def verified(folder: Path, console: str = "utf-8") -> tuple[int, str]:
    """What the command says, by a Python that knows of no package."""
    done = subprocess.run(
        [sys.executable, "-S", folder / "verify.py"],
        capture_output=True,
        check=False,
        cwd="/",
        env={"PYTHONIOENCODING": console},
    )
    assert done.stderr == b""
    return done.returncode, done.stdout.decode(console)


def test_the_command_says_that_all_of_them_come_out(published: Path) -> None:
    told = "5 / 5 份，与收到的逐字节相同\n"
    assert verified(published) == (0, told)
    unspoken = told.encode("ascii", "backslashreplace").decode()
    assert verified(published, "ascii") == (0, unspoken)


def changed(pointer: str, change: Callable[[Any], Any]) -> Callable[[Any], None]:
    """Changes one member of the data of a plan."""

    def apply(value: Any) -> None:
        *above, last = (int(step) if step.isdigit() else step for step in pointer.split("/")[1:])
        for step in above:
            value = value[step]
        value[last] = change(value[last])

    return apply


WRONG = {
    "a character of a clause is another": changed("/clauses/2/text", lambda one: f"错{one[1:]}"),
    "a clause is shorter": changed("/clauses/2/text", lambda one: one[:-9]),
    "a label is gone": changed("/clauses/3/label", lambda _: ""),
    "a damaged character is another": changed("/damage/0/damaged", lambda one: "错" * len(one)),
    "a piece is gone": changed("/received/pieces", lambda one: one[1:]),
    "it is in another encoding": changed("/received/encoding", lambda _: "utf-16-le"),
    "an encoding is none": changed("/received/encoding", lambda _: "甲"),
    "there are no pieces": changed("/received", lambda _: {}),
    "the file received is another": changed("/sha256", lambda _: "0" * 64),
}


@pytest.mark.parametrize("name", WRONG)
def test_the_command_fails_where(name: str, published: Path) -> None:
    path = published / "plans" / "310000-shanghai-2022-yaodian.json"
    value = json.loads(path.read_text("utf-8"))
    WRONG[name](value)
    path.write_text(json.dumps(value), "utf-8")
    code, printed = verified(published)
    assert code == 1
    assert printed.startswith(f"{path.name}: ")
    assert printed.endswith("4 / 5 份，与收到的逐字节相同\n")


def test_the_command_fails_where_there_is_nothing_to_check(tmp_path: Path) -> None:
    shutil.copy(PUBLISHED, tmp_path)
    assert verified(tmp_path)[0] == 1
