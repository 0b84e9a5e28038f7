"""The ledger of names: an address once published stays, or leads on."""

from dataclasses import replace
from pathlib import Path

import pytest

from converters.edition import ledger as ledgers
from converters.edition.ledger import Ledger
from converters.models.located import FilePlace, InputError
from converters.names import name_ledger
from converters.names.authority import Authority, AuthorityRecord
from converters.names.name_ledger import OF_NAMES
from converters.topics.scheme import Topic


def ledger_of(tmp_path: Path, *lines: str) -> Ledger:
    path = tmp_path / "ids"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return ledgers.load(path, OF_NAMES)


def names(*keys: str) -> Authority:
    written = FilePlace(Path("terms.yml"), 1, 1)
    parts = (key.split("/") for key in keys)
    records = [AuthorityRecord(scheme, id_, "名", written) for scheme, id_ in parts]
    return Authority({record.key: record for record in records})


def found(authority: Authority, ledger: Ledger) -> list[tuple[str, str, int]]:
    problems = ledgers.check(ledger, name_ledger.current(authority))
    return [(one.code, one.severity, one.place.line) for one in problems if one.place]


def test_a_ledger_that_knows_all_is_silent(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "# 编号", "terms/jia 2026-11-23")
    assert found(names("terms/jia"), ledger) == []


def test_an_address_not_published_is_a_warning(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "terms/jia 2026-11-23")
    assert found(names("terms/jia", "terms/yi"), ledger) == [("unminted-id", "warning", 1)]


def test_an_address_that_vanished_is_an_error_in_its_line(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "terms/jia 2026-11-23", "terms/yi 2026-11-23")
    (problem,) = ledgers.check(ledger, name_ledger.current(names("terms/jia")))
    assert (problem.code, problem.severity) == ("id-lost", "error")
    assert problem.place == (tmp_path / "ids", 2, 1)
    assert "terms/yi -> 新地址" in problem.message


def test_an_address_that_moved_leads_on_over_several_moves(tmp_path: Path) -> None:
    lines = ["terms/a 2026-11-23", "terms/b 2026-11-23", "terms/c 2026-11-23"]
    moves = ["terms/a -> terms/b", "terms/b -> terms/c"]
    ledger = ledger_of(tmp_path, *lines, *moves)
    authority = names("terms/c")
    assert found(authority, ledger) == []
    landing = ledger.landing(name_ledger.current(authority))
    assert landing == {"terms/a": "terms/c", "terms/b": "terms/c"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("terms/a -> terms/nowhere", "alias-dangling"),
        ("terms/a -> terms/a", "alias-dangling"),
        ("terms/jia -> terms/jia", "alias-taken"),
    ],
)
def test_a_move_that_leads_nowhere_is_an_error(line: str, code: str, tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "terms/jia 2026-11-23", line)
    authority = names("terms/jia")
    assert found(authority, ledger) == [(code, "error", 2)]
    assert ledger.landing(name_ledger.current(authority)) == {}


@pytest.mark.parametrize(
    ("line", "targets", "date"),
    [
        ("terms/a -> terms/jia", ("terms/jia",), ""),
        ("terms/a -> terms/jia 2027-03-01", ("terms/jia",), "2027-03-01"),
        ("terms/jia -> terms/a terms/b 2027-03-01", ("terms/a", "terms/b"), "2027-03-01"),
        ("terms/jia -> - 2027-03-01", (), "2027-03-01"),
    ],
)
def test_what_became_of_an_address_has_a_date(
    line: str, targets: tuple[str, ...], date: str, tmp_path: Path
) -> None:
    ledger = ledger_of(tmp_path, "terms/jia 2026-11-23", line)
    (alias,) = ledger.aliases.values()
    assert (alias.targets, alias.date) == (targets, date)
    assert ledger.latest == (date or "2026-11-23")
    assert found(names("terms/jia"), ledger) == []


def test_the_only_new_address_is_likely_the_one_that_is_meant(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "terms/yi 2026-11-23")
    current = name_ledger.current(names("terms/jia", "agencies/bing"))
    lost, _ = ledgers.check(ledger, current)
    assert "“terms/yi -> terms/jia”" in lost.message
    current = name_ledger.current(names("terms/jia", "terms/bing"))
    lost, _ = ledgers.check(ledger, current)
    assert "“terms/yi -> 新地址”" in lost.message


@pytest.mark.parametrize(
    "line",
    [
        "jia 2026-11-23",
        "terms/jia",
        "terms/jia 2026-02-30",
        "plans/jia 2026-11-23",
        "terms/Jia 2026-11-23",
        "terms/jia 2026-11-23 ",
        "terms/jia -> yi",
        "terms/jia -> 2027-03-01",
        "terms/jia -> terms/yi 2027-02-30",
        "terms/jia -> terms/yi - 2027-03-01",
        "terms/jia -> terms/yi  terms/bing",
        "terms/jia 2026-11-23 1f3a9c2e",
        "terms/jia ~ 2026-11-23",
    ],
)
def test_a_line_of_no_known_form_is_refused_with_its_place(line: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ids:2:1: "):
        ledger_of(tmp_path, "# 编号", line)


def test_nothing_is_written_twice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"ids:2:1: .*两次"):
        ledger_of(tmp_path, "terms/jia 2026-11-23", "terms/jia 2026-11-24")
    with pytest.raises(InputError, match=r"ids:2:1: .*两次"):
        ledger_of(tmp_path, "terms/a -> terms/b", "terms/a -> terms/c")


def test_only_what_is_new_is_added(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "terms/jia 2026-11-23")
    current = name_ledger.current(names("terms/jia", "terms/yi"))
    lines = ledgers.additions(ledger, current, (), "2027-01-05")
    assert lines == ["terms/yi 2027-01-05"]


def test_a_duty_sheet_is_an_address_that_stays(tmp_path: Path) -> None:
    """It is registered once it is there; that no plan has such duties any more is no fault."""
    key = "agencies/jia"
    ledger = ledger_of(tmp_path, f"{key} 2026-11-23", f"{key}/duties 2026-11-23")
    assert [*name_ledger.check(ledger, names(key))] == []
    assert name_ledger.sheets(ledger) == {key}
    sheets = [*name_ledger.made([key], [])]
    assert name_ledger.additions(ledger, names(key), sheets, "2027-01-05") == []
    assert [*name_ledger.check_made(ledger.path, sheets, sheets)] == []
    new = ledger_of(tmp_path, f"{key} 2026-11-23")
    assert name_ledger.sheets(new) == frozenset()
    assert name_ledger.additions(new, names(key), sheets, "2027-01-05") == [
        f"{key}/duties 2027-01-05"
    ]
    (problem,) = name_ledger.check_made(new.path, [], sheets)
    assert (problem.code, problem.place) == ("unminted-id", (tmp_path / "ids", 1, 1))
    assert f"{key}/duties" in problem.message


def test_a_place_without_a_record_is_an_address_that_stays(tmp_path: Path) -> None:
    """It comes from the code of a plan, and stays when that goes; a record may take it over."""
    ledger = ledger_of(tmp_path, "places/331082 2026-11-23", "places/331000 2026-11-23")
    assert [*name_ledger.check(ledger, names())] == []
    assert name_ledger.places(ledger, names()) == {"331082", "331000"}
    assert name_ledger.places(ledger, names("places/331082")) == {"331000"}
    assert [*name_ledger.check(ledger, names("places/331082"))] == []
    made = [*name_ledger.made([], ["331082", "330000"])]
    assert name_ledger.additions(ledger, names(), made, "2027-01-05") == [
        "places/330000 2027-01-05"
    ]
    (problem,) = name_ledger.check_made(ledger.path, {"places/331082"}, made)
    assert "places/330000" in problem.message


def test_a_place_that_moved_or_never_was_one_is_none_of_these(tmp_path: Path) -> None:
    moved = ledger_of(tmp_path, "places/331082 2026-11-23", "places/331082 -> places/331002")
    assert name_ledger.places(moved, names("places/331002")) == frozenset()
    problems = name_ledger.check(moved, names("places/331002"))
    assert [one.severity for one in problems] == ["warning"]
    unknown = ledger_of(tmp_path, "places/999999 2026-11-23")
    assert name_ledger.places(unknown, names()) == frozenset()
    (problem,) = name_ledger.check(unknown, names())
    assert (problem.code, problem.severity) == ("id-lost", "error")


def test_a_topic_neither_goes_nor_changes_its_id(tmp_path: Path) -> None:
    """Nor does it lead on: what is about it is not about another."""
    known = replace(names("terms/jia"), topics={"yuan": Topic("yuan", "预案", "职能", "预案")})
    terms = "terms/jia 2026-11-23"
    ledger = ledger_of(tmp_path, terms, "topics/yuan 2026-11-23")
    assert [*name_ledger.check(ledger, known)] == []
    assert name_ledger.additions(ledger, known, [], "2027-01-05") == []
    gone = ledger_of(tmp_path, terms, "topics/yuan 2026-11-23", "topics/jiuzai 2026-11-23")
    (problem,) = name_ledger.check(gone, known)
    assert (problem.code, problem.severity, problem.place) == (
        "id-lost",
        "error",
        (tmp_path / "ids", 3, 1),
    )
    moved = ledger_of(tmp_path, terms, "topics/yuan 2026-11-23", "topics/old -> topics/yuan")
    assert [one.severity for one in name_ledger.check(moved, known)] == ["error"]
    assert name_ledger.landing(moved, known) == {}
    new = ledger_of(tmp_path, terms)
    (problem,) = name_ledger.check(new, known)
    assert (problem.code, problem.severity) == ("unminted-id", "warning")
    assert name_ledger.additions(new, known, [], "2027-01-05") == ["topics/yuan 2027-01-05"]


def test_only_a_body_has_a_duty_sheet(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ids:1:1: "):
        ledger_of(tmp_path, "terms/jia/duties 2026-11-23")


def test_a_ledger_that_is_not_there_is_empty(tmp_path: Path) -> None:
    ledger = ledgers.load(tmp_path / "ids", OF_NAMES)
    assert (ledger.entries, ledger.aliases) == ({}, {})
