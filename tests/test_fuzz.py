"""Inputs that look like plans and are not: what the fuzzer asks of them, and that it would notice."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from converters.edition import conservation
from converters.emendation import repair
from converters.ingest.sources import Files
from converters.structure import printed
from converters.text import escape
from converters.text.mapped_text import EMPTY, Edit, MappedText
from converters.text.markdown import Markdown
from tests.fuzz import __main__ as fuzz
from tests.fuzz import inputs, oracle
from tests.fuzz.smallest import smallest
from tests.trials import tried

TEXT = "某县2024年应急管理工作要点\n一、加强值守\n每月会商一次。\n二、健全机制\n".encode()
PLAN = Files(Path("331082-linhai-2024-yaodian.txt"), TEXT)


FOUND = [
    "第一条\n守。。\n。<p>强。、",
    "点ol ?>",
    "1.\n4\na\t\t甲\n3\t\t甲",
    "-3-<p>1)总则\n强值守。><p><font>、b>\n%。附",
    "县应急管理局牵头，县水利局、县气象局配合\u2028-3-\u2028;",
    "①实\u2028",
    "一、实\u2028。甲\u2029",
    "比三争”专班一)/〈适用范围附件：12.\u2060-3 -\xad，",
]
"""The least of inputs that once failed."""


HEADING = "structure:\n- {line: 1, is: heading, layer: a, ground: 甲}\n"
BOX = "structure:\n- {line: 1, is: box, ground: 甲}\n"
TABLE = "structure:\n- {line: 1, is: table, columns: 2, ground: 甲}\n"
FOUND_RULED = [("-一、二、", HEADING), ("）\n镇", BOX), ("甲\t乙\n镇", TABLE)]
"""Those that failed by what an editor says of them."""


@pytest.mark.slow
@pytest.mark.parametrize(("text", "yml"), [*((text, "") for text in FOUND), *FOUND_RULED])
def test_what_once_failed_is_read(text: str, yml: str) -> None:
    files = PLAN._replace(text=text.encode(), edition=yml.encode())
    assert fuzz.fault(files, oracle.published(inputs.records())) is None


def test_no_input_fails() -> None:
    assert fuzz.batch(1, range(tried(150, 20_000)), pages=False) == []


@pytest.mark.slow
def test_no_page_of_an_input_fails() -> None:
    assert fuzz.batch(2, range(tried(15, 2_000)), pages=True) == []


def test_no_damaged_file_of_another_format_fails() -> None:
    assert fuzz.batch(3, range(tried(100, 10_000)), damaged=True) == []


def test_an_input_is_the_same_each_time() -> None:
    assert [fuzz.input_of(3, number) for number in range(30)] == [
        fuzz.input_of(3, number) for number in range(30)
    ]
    assert len({inputs.text(Random(number)) for number in range(30)}) == 30


def test_the_least_of_a_text_is_what_shows_the_fault() -> None:
    assert smallest("一、甲\n二、乙x\n三、丙y\n", lambda text: "x" in text and "y" in text) == "xy"


# What the oracle notices


def test_a_plan_passes() -> None:
    assert fuzz.fault(PLAN, oracle.read) is None
    assert fuzz.fault(PLAN, oracle.published(inputs.records())) is None


def test_a_traceback_is_a_fault_of_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def edited(self: MappedText, edits: Any) -> MappedText:
        if "会商" in self.text:
            raise IndexError("甲")
        return _edited(self, edits)

    _edited: Callable[[MappedText, Any], MappedText] = MappedText.edited
    monkeypatch.setattr(MappedText, "edited", edited)
    assert fuzz.fault(PLAN, oracle.read) == ("test_fuzz.py:edited", "IndexError: 甲")


def lost(source: Any, units: Any) -> Any:
    *found, last = _units(source, units)
    return (*found, last._replace(separator=EMPTY, heading=EMPTY, parts=()))


def doubled(source: Any, units: Any) -> Any:
    found = _units(source, units)
    return (*found[:-1], found[-1]._replace(id=found[-2].id))


def invented(source: Any, units: Any) -> Any:
    *found, last = _units(source, units)
    heading = MappedText("甲" + last.heading.text[1:], last.heading.starts, last.heading.ends)
    return (*found, last._replace(heading=heading))


_units: Callable[[Any, Any], Any] = printed.units


@pytest.mark.parametrize(
    ("wrong", "said"),
    [(lost, "lost or stands twice"), (doubled, "stand"), (invented, "lost or stands twice")],
)
def test_a_text_that_is_not_the_source_is_noticed(
    wrong: Any, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "units", wrong)
    found = fuzz.fault(PLAN, oracle.read)
    assert found
    assert said in found[1]


def test_a_reading_that_no_emendation_tells_of_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def apply(text: MappedText, changes: Any, *given: Any) -> MappedText:
        return _apply(text, changes, *given).edited(edits(text.text))

    def edits(text: str) -> Iterator[Edit]:
        if (at := text.find("会商")) >= 0:
            yield Edit(at, at + 1, "甲")

    _apply: Callable[..., MappedText] = repair._apply
    monkeypatch.setattr(repair, "_apply", apply)
    monkeypatch.setattr(conservation.Account, "balances", True)
    monkeypatch.setattr(oracle, "check_cover", lambda _: None)
    found = fuzz.fault(PLAN, oracle.read)
    assert found
    assert "neither of the source nor of an emendation" in found[1]


def test_markup_in_a_page_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = PLAN._replace(text=TEXT + "<zz onzz=1>甲\n".encode())
    check = oracle.published(inputs.records())
    assert fuzz.fault(hostile, check) is None
    monkeypatch.setattr(escape, "markdown", lambda text, **_: str(text))
    monkeypatch.setattr(Markdown, "escape", classmethod(lambda cls, text: cls(text)))
    found = fuzz.fault(hostile, check)
    assert found
    assert "<zz>" in found[1]
