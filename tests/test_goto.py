"""Go to is written with an index while that is small, and as a table beyond."""

import json
from typing import Any

import pytest

from converters.search import goto
from converters.stock import Stock
from tests import stocked

EDITION = "data/search/goto.js"


def written(stock: Stock, largest: int | None = None) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        if largest is not None:
            patch.setattr(goto, "_LARGEST", largest)
        return {page.path.as_posix(): page.data for page in stocked.files_of(stock, "前往")}


def told(files: dict[str, bytes]) -> Any:
    return json.loads(files[EDITION].decode().removeprefix("library.goToData = ")[:-2])


def test_the_founding_plans_have_an_index(stock: Stock) -> None:
    files = written(stock)
    assert [*files] == [EDITION]
    assert "index" in told(files)
    assert len(files[EDITION]) < goto._LARGEST


def test_the_bound_is_the_size_of_the_file(stock: Stock) -> None:
    size = len(written(stock)[EDITION])
    assert [*written(stock, size)] == [EDITION]
    assert len(written(stock, size - 1)) > 10


@pytest.mark.parametrize("largest", [0, 300_000])
def test_a_table_has_small_files(largest: int, stock: Stock) -> None:
    files = written(stock, largest)
    assert {"table", "kinds", "sheet", "unreviewed", "sign"} == {*told(files)}
    assert max(map(len, files.values())) < 12_000
    assert written(stock, largest) == files
