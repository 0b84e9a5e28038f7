import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from converters.edition import ids, ledger
from converters.models.located import InputError
from converters.models.plan import Plan
from tests.conftest import SOURCES, WORKS
from tests.test_conservation import TEXTS
from tests.test_structure import plan_of
from tests.trials import tried

TEXT = "一、责任落实\n(一)健全机制。每月会商。\n(二)压实责任。逐级签订。\n"


def ledger_of(tmp_path: Path, *lines: str) -> ledger.Ledger:
    path = tmp_path / "plan.ids"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return ledger.load(path)


def minted(plan: Plan) -> list[str]:
    return ledger.additions(ledger.Ledger(), ids.texts(plan), plan.aliases.items(), "2026-11-22")


def codes(plan: Plan) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in plan.problems]


@given(TEXTS)
@settings(max_examples=tried(50, 500))
def test_ids_of_any_text_are_unique_and_ascii(text: str) -> None:
    plan = plan_of(text)
    texts = ids.texts(plan)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*", id_) for id_ in texts)
    blocks = [part.id for b in plan.blocks if b.kind != "noise" for part in b.parts]
    clauses = [clause.id for clause in plan.clauses]
    parts = [p.id for c in plan.clauses for p in c.parts if p.id != c.id]
    items = [item.id for c in plan.clauses for p in c.parts for item in p.items]
    tables = [table.id for table in plan.tables]
    rows = [unit.id for unit in plan.units if unit.kind == "row"]
    every = [*blocks, *clauses, *parts, *items, *tables, *rows]
    assert sorted(every) == sorted(texts)
    assert not plan.aliases.keys() & texts.keys()


@pytest.mark.parametrize("work", WORKS)
def test_every_address_of_the_founding_plans_is_in_its_ledger(
    work: str, library: dict[str, Plan]
) -> None:
    plan = library[work]
    known = ledger.load(SOURCES / f"{work}.ids")
    assert known.entries.keys() == ids.texts(plan).keys()
    assert {old: alias.target for old, alias in known.aliases.items()} == dict(plan.aliases)


def test_short_forms_exist_where_numbers_run_on(library: dict[str, Plan]) -> None:
    assert library["360900-yichun-2023-yaodian"].aliases["b4"] == "a2-b4"
    assert library["320412-wujin-2017-yaodian"].aliases["c6"] == "a3-c6"
    assert library["620724-gaotai-2025-yaodian"].aliases == {}
    assert library["310000-shanghai-2022-yaodian"].aliases == {}
    aliases = library["220502-dongchang-2021-2025-guihua"].aliases
    assert aliases["a3-b3-c1-t1-r4"] == "a3-b3-t1-r4"
    assert aliases["a4-b3-c4-x1"] == "a4-b3-x1"


def test_a_minted_plan_has_no_problem(tmp_path: Path) -> None:
    plan = plan_of(TEXT)
    assert codes(ids.check(plan, ledger_of(tmp_path, *minted(plan)))) == []


def test_an_unminted_id_is_a_warning(tmp_path: Path) -> None:
    plan = plan_of(TEXT)
    lines = [line for line in minted(plan) if not line.startswith("a1-b2 ")]
    checked = ids.check(plan, ledger_of(tmp_path, *lines))
    assert codes(checked) == [("unminted-id", "warning")]
    assert "a1-b2" in checked.problems[0].message


def test_an_id_that_vanishes_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    lines = minted(plan_of(TEXT))
    renumbered = plan_of(TEXT.replace("(二)", "(三)"))
    (problem,) = (
        problem
        for problem in ids.check(renumbered, ledger_of(tmp_path, *lines)).problems
        if problem.code == "id-lost"
    )
    assert problem.severity == "error"
    assert "a1-b2 -> 新地址" in problem.message
    assert problem.place == (tmp_path / "plan.ids", 3, 1)


def test_an_alias_makes_the_old_address_land(tmp_path: Path) -> None:
    lines = minted(plan_of(TEXT.replace("(二)", "(三)")))
    renumbered = plan_of(TEXT)
    lines += [line for line in minted(renumbered) if line.startswith("a1-b2 ")]
    checked = ids.check(renumbered, ledger_of(tmp_path, *lines, "a1-b3 -> a1-b2"))
    assert codes(checked) == []
    assert checked.aliases["a1-b3"] == "a1-b2"


def test_an_alias_of_an_alias_lands_at_the_end(tmp_path: Path) -> None:
    plan = plan_of(TEXT)
    lines = [*minted(plan), "x1 -> x2", "x2 -> a1-b2"]
    checked = ids.check(plan, ledger_of(tmp_path, *lines))
    assert (checked.aliases["x1"], checked.aliases["x2"]) == ("a1-b2", "a1-b2")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("a9 -> a8", "alias-dangling"),
        ("a1-b2 -> a1-b1", "alias-taken"),
        ("x -> x", "alias-dangling"),
    ],
)
def test_a_wrong_alias_is_an_error(tmp_path: Path, line: str, code: str) -> None:
    plan = plan_of(TEXT)
    checked = ids.check(plan, ledger_of(tmp_path, *minted(plan), line))
    assert codes(checked) == [(code, "error")]


def test_changed_text_is_only_noticed_and_minted_as_revised(tmp_path: Path) -> None:
    lines = minted(plan_of(TEXT))
    revised = plan_of(TEXT.replace("每月", "每周"))
    known = ledger_of(tmp_path, *lines)
    assert codes(ids.check(revised, known)) == [("text-changed", "notice")]
    (line,) = ledger.additions(known, ids.texts(revised), [], "2027-01-05")
    assert line.startswith("a1-b1 ~ 2027-01-05 ")
    again = ledger_of(tmp_path, *lines, line)
    assert codes(ids.check(revised, again)) == []
    assert again.entries["a1-b1"].date == "2026-11-22"
    twice = revised.source.text.replace("每周", "每日")
    (line_of_next,) = ledger.additions(again, ids.texts(plan_of(twice)), [], "2027-03-01")
    last = ledger_of(tmp_path, *lines, line, line_of_next)
    assert last.entries["a1-b1"].revised == ("2027-01-05", "2027-03-01")
    assert (known.latest, last.latest) == ("2026-11-22", "2027-03-01")


def test_of_lines_that_nobody_understood_none_is_minted() -> None:
    plan = plan_of("共同推进\n共同落实\n" + TEXT)
    assert {"unparsed", "unparsed-p2"} <= ids.texts(plan).keys()
    assert not [id_ for id_ in ids.to_mint(plan) if id_.startswith("unparsed")]


@pytest.mark.parametrize(
    "line",
    ["a1 2026-11-22", "A1 2026-11-22 00000000", "a1 -> ", "a1  2026-11-22 00000000", "甲 -> 乙"],
)
def test_a_malformed_ledger_line_is_refused_with_its_place(tmp_path: Path, line: str) -> None:
    with pytest.raises(InputError, match=r"plan\.ids:2:1: "):
        ledger_of(tmp_path, "# comment", line)


def test_an_id_written_twice_is_refused(tmp_path: Path) -> None:
    line = "a1 2026-11-22 00000000"
    with pytest.raises(InputError, match=r"plan\.ids:2:1: 地址 a1 写了两次"):
        ledger_of(tmp_path, line, line)


@pytest.mark.parametrize("end", ["", "\n"])
def test_what_is_appended_stands_on_lines_of_its_own(end: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.ids"
    path.write_text(f"a1 2026-11-22 00000000{end}", "utf-8")
    ledger.append({path: ["a2 2026-11-23 00000000", "b2 -> a2"]})
    known = ledger.load(path)
    assert ([*known.entries], [*known.aliases]) == (["a1", "a2"], ["b2"])
