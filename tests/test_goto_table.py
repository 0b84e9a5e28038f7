"""The table of what there is to go to: every key stands where one looks for it."""

import json
import re
from bisect import bisect_right
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.search import goto_table
from converters.search.goto_table import Place, Row

KEYS = st.lists(
    st.sampled_from(["应急局", "应急", "宜春", "𠮷县", "\uffee县", "yjj", "y", ""]), max_size=3
)
ROWS = st.lists(st.builds(lambda *keys: keys, KEYS, KEYS, KEYS, st.integers(0, 3)), max_size=30)
PLACES = st.lists(KEYS, max_size=12)
_SCRIPT = re.compile(r"library\.goToTable\.(\w+)\((\d+), (.*)\);\n")


def utf16(text: str) -> bytes:
    """By which JavaScript compares."""
    return text.encode("utf-16-be")


def read(table: goto_table.Table) -> dict[str, dict[int, list[Any]]]:
    files: dict[str, dict[int, list[Any]]] = {"keys": {}, "entries": {}, "plans": {}}
    for page in table.pages:
        found = _SCRIPT.fullmatch(page.text)
        assert found
        assert page.path.name == f"goto-{found[1]}-{found[2]}.js"
        files[found[1]][int(found[2])] = json.loads(found[3])
    return files


@pytest.fixture(scope="module", params=[1, 100, 12_000])
def full(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@given(ROWS, PLACES)
def test_every_key_leads_to_all_that_bear_it(
    full: int, made: list[tuple[list[str], list[str], list[str], int]], named: list[list[str]]
) -> None:
    rows = [Row(["", f"{at}"], one[:3], one[3], at % 2 == 0) for at, one in enumerate(made)]
    places = [Place(f"{at:03}", tuple(of), at, {"work": f"{at:03}"}) for at, of in enumerate(named)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(goto_table, "_FULL", full)
        table = goto_table.of(rows, places)
    files = read(table)
    firsts: Any = table.told

    def at(kind: str, number: int) -> Any:
        file = bisect_right(firsts[kind], number)
        return files[kind][file][number - firsts[kind][file - 1]]

    keys = {key for row in rows for own in row.keys for key in own} | {
        key for place in places for key in place.names
    }
    for key in keys - {""}:
        file = bisect_right([*map(utf16, firsts["keys"])], utf16(key))
        (found,) = [one[1:] for one in files["keys"][file] if one[0] == key]
        for by in range(3):
            led = [int(at("entries", number)[0][1]) for number in found[by] or []]
            assert sorted(led) == [n for n, row in enumerate(rows) if key in row.keys[by]]
            heavy = [rows[one].weight for one in led if by or rows[one].keys[0][0] == key]
            assert heavy == sorted(heavy, reverse=True)
            assert all(
                at("entries", n)[1] == (int(at("entries", n)[0][1]) % 2 == 0)
                for n in found[by] or []
            )
        plans = [at("plans", number)["work"] for number in found[3] or []]
        assert plans == [place.work for place in places[::-1] if key in place.names]
    for number, work in enumerate(firsts["works"], 1):
        assert files["plans"][number][0]["work"] == work
