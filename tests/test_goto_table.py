"""The table of what there is to go to: every key stands where one looks for it."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.search import goto_keys, goto_table
from converters.search.goto_table import Place, Row

NAMES = st.sampled_from(
    ["应急局", "应急", "宜春", "宜春市应急局", "宜春应急", "𠮷县", "\uffee县", ""]
)
SPELT = st.sampled_from(["yingjiju", "yichun", "yichunshiyingjiju", "yjj", "ycsyjj", "y"])
MADE = st.tuples(
    st.lists(NAMES, max_size=3),
    st.lists(SPELT, max_size=2),
    st.lists(SPELT, max_size=2),
    st.integers(0, 3),
)
PLACES = st.lists(st.lists(NAMES, max_size=3), max_size=12)
_SCRIPT = re.compile(r"library\.goToTable\.(\w+)\((\d+), (.*)\);\n")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
WHOLE, TAIL, STARTS, PARTS, CUT = 0, 3, 6, 9, 12


def utf16(text: str) -> bytes:
    """By which JavaScript compares."""
    return text.encode("utf-16-be")


class Found(NamedTuple):
    """A row of the keys: how much of it is cut off, and its lists by what they are."""

    cut: int
    lists: dict[int, list[int]]


def lists_of(written: str) -> Found:
    values = numbers(written)
    cut = 0
    lists: dict[int, list[int]] = {}
    for head in values:
        length, tag = divmod(head, 16)
        if tag == CUT:
            cut = length
            continue
        last = 0
        lists[tag] = []
        for _ in range(length):
            step = next(values)
            last += (step // 2 if step % 2 == 0 else -(step + 1) // 2) if tag < TAIL else step
            lists[tag].append(last)
    return Found(cut, lists)


def numbers(written: str) -> Iterator[int]:
    value, unit = 0, 1
    for digit in map(_DIGITS.index, written):
        value += digit % 32 * unit
        unit *= 32
        if digit < 32:
            yield value
            value, unit = 0, 1


def keys_in(packed: str) -> dict[str, Found]:
    parts = packed.split(" ")
    found = {}
    before = ""
    for head, written in zip(parts[::2], parts[1::2], strict=False):
        begun = utf16(before)[: 2 * _DIGITS.index(head[0])].decode("utf-16-be")
        before = begun + head[1:]
        found[before] = lists_of(written)
    assert [*found] == sorted(found, key=utf16)
    return found


def read(table: goto_table.Table) -> dict[str, dict[int, Any]]:
    files: dict[str, dict[int, Any]] = {"keys": {}, "entries": {}, "calls": {}, "plans": {}}
    for page in table.pages:
        found = _SCRIPT.fullmatch(page.text)
        assert found
        assert page.path.name == f"goto-{found[1]}-{found[2]}.js"
        files[found[1]][int(found[2])] = json.loads(found[3])
    return files


def ends(keys: list[str]) -> list[str]:
    return [key[at:] for key in keys for at in range(1, len(key) - 1)]


def row(number: int, made: tuple[list[str], list[str], list[str], int]) -> Row:
    names, pinyin, initials, weight = made
    keys = (names, pinyin, initials)
    forms = tuple(dict.fromkeys(filter(None, names)))
    tails = (ends(names), ends(pinyin), ends(initials))
    url = f"plans/{number:03}/"
    return Row(number % 3, False, f"{number}", url, weight, 1, number % 2 == 0, forms, keys, tails)


@pytest.fixture(scope="module", params=[1, 60, 12_000])
def full(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def made_of(rows: list[Row], places: list[Place], full: int) -> goto_table.Table:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(goto_table, "_FULL", full)
        patch.setattr(goto_keys, "FULL", full)
        patch.setattr(goto_table, "_AT_ONCE", 4)
        return goto_table.of(rows, places)


@given(st.lists(MADE, max_size=30))
def test_every_key_leads_to_all_that_bear_it(
    full: int, made: list[tuple[list[str], list[str], list[str], int]]
) -> None:
    rows = [row(at, one) for at, one in enumerate(made)]
    table = made_of(rows, [], full)
    files = read(table)
    firsts: Any = table.told
    ordered = sorted(rows, key=lambda one: one.order)
    entries = [entry for _, part in sorted(files["entries"].items()) for entry in part]
    assert [firsts["folders"][entry[0]] + entry[2] for entry in entries] == [
        one.url for one in ordered
    ]
    keys = {key for one in rows for of in (*one.keys, *one.tails) for key in of} - {""}
    for key in keys:
        file = bisect_right([*map(utf16, firsts["keys"])], utf16(key))
        here = keys_in(files["keys"][file])
        stored = max((one for one in here if key.startswith(one)), key=len)
        found = here[stored]
        assert len(utf16(stored)) // 2 + found.cut == len(utf16(key)) // 2
        for by in range(3):
            bear = {number for number, one in enumerate(ordered) if key in one.keys[by]}
            end = {number for number, one in enumerate(ordered) if key in one.tails[by]} - bear
            assert {*found.lists.get(WHOLE + by, ())} == bear
            assert found.lists.get(TAIL + by, []) == sorted(end)[: goto_keys.MOST]
            heavy = [
                ordered[one].weight
                for one in found.lists.get(WHOLE + by, ())
                if by or ordered[one].keys[0][0] == key
            ]
            assert heavy == sorted(heavy, reverse=True)
            if by == 0:
                is_first = [ordered[one].keys[0][0] == key for one in found.lists.get(WHOLE, ())]
                assert is_first == sorted(is_first, reverse=True)


@given(st.lists(MADE, min_size=1, max_size=30))
def test_what_begins_so_is_in_two_files_or_has_a_head(
    made: list[tuple[list[str], list[str], list[str], int]],
) -> None:
    """As goto-table.js looks for it: where it stands, and in the next file if that begins so."""
    rows = [row(at, one) for at, one in enumerate(made)]
    table = made_of(rows, [], 60)
    files = read(table)
    firsts: Any = table.told["keys"]
    ordered = sorted(rows, key=lambda one: one.order)
    every = {key for one in rows for of in (*one.keys, *one.tails) for key in of} - {""}
    for text in {key[:size] for key in every for size in range(1, len(key) + 1)}:
        file = max(1, bisect_right([*map(utf16, firsts)], utf16(text)))
        here = keys_in(files["keys"][file])
        if file < len(firsts) and firsts[file].startswith(text):
            here |= keys_in(files["keys"][file + 1])
        found = {key: one for key, one in here.items() if key.startswith(text)}
        if not found:
            continue  # the end of one name alone, which is cut before
        head = next(iter(found.values()))
        if any(tag in head.lists for tag in range(STARTS, CUT)):
            found = {text: head}
        for by in range(3):
            starts = {
                number
                for one in found.values()
                for tag in (WHOLE, STARTS)
                for number in one.lists.get(tag + by, ())
            }
            assert starts >= {
                *[
                    number
                    for number, one in enumerate(ordered)
                    if any(key.startswith(text) for key in one.keys[by])
                ][: goto_keys.MOST]
            }
            parts = {
                number
                for one in found.values()
                for tag in (TAIL, PARTS)
                for number in one.lists.get(tag + by, ())
            }
            assert starts | parts >= {
                *[
                    number
                    for number, one in enumerate(ordered)
                    if any(key.startswith(text) for key in one.tails[by])
                ][: goto_keys.MOST]
            }


@given(PLACES)
def test_plans_are_found_by_what_calls_them(full: int, named: list[list[str]]) -> None:
    places = [Place(f"{at:03}", tuple(of), at, {"work": f"{at:03}"}) for at, of in enumerate(named)]
    table = made_of([], places, full)
    files = read(table)
    firsts: Any = table.told
    for key in {name for of in named for name in of} - {""}:
        file = bisect_right([*map(utf16, firsts["calls"])], utf16(key))
        (found,) = [one[1:] for one in files["calls"][file] if one[0] == key]
        works = []
        for number in found:
            part = bisect_right(firsts["plans"], number)
            works.append(files["plans"][part][number - firsts["plans"][part - 1]]["work"])
        assert works == [place.work for place in places[::-1] if key in place.names]
    for number, work in enumerate(firsts["works"], 1):
        assert files["plans"][number][0]["work"] == work


def test_an_end_is_cut_where_its_neighbours_tell_it_from_them() -> None:
    """二三四五六七 and 二三四七八九 go different ways behind 四, and one character tells which."""
    keys = goto_keys.Key
    files = goto_keys.files(
        [
            keys("二三四五六七", tails=({1}, set(), set())),
            keys("二三四七八九", tails=({2}, set(), set())),
            keys("二三", ([goto_keys.Bearer((0,), 3)], [], [])),
        ]
    )
    (file,) = files
    found = keys_in(file.rows)
    assert [(key, one.cut) for key, one in found.items()] == [
        ("二三", 0),
        ("二三四七", 2),
        ("二三四五", 2),
    ]
    assert found["二三四五"].lists == {TAIL: [1]}
    assert found["二三"].lists == {WHOLE: [3]}


def test_latin_ends_keep_some_letters_more_than_they_need() -> None:
    (file,) = goto_keys.files(
        [
            goto_keys.Key("yingjiguanliju", tails=(set(), {1}, set())),
            goto_keys.Key("yichun", tails=(set(), {2}, set())),
        ]
    )
    assert [(key, one.cut) for key, one in keys_in(file.rows).items()] == [
        ("yichun", 0),
        ("yingjig", 7),
    ]


def test_of_many_that_are_called_so_those_are_kept_that_may_stand_first() -> None:
    """By the order of what is called so, and by that of what only begins so, their numbers."""
    bearers = [goto_keys.Bearer((-number,), number) for number in range(100)]
    (file,) = goto_keys.files([goto_keys.Key("综合科", (bearers, [], []))])
    kept = keys_in(file.rows)["综合科"].lists[WHOLE]
    assert kept == [*range(99, 99 - goto_keys.MOST, -1), *range(goto_keys.MOST - 1, -1, -1)]
