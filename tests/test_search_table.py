"""The published comparison of searches: every engine at every size, and what was measured on."""

import re

import pytest

from tests import published_results
from tests.bench_search import minisearch, ours, pagefind, table, theme
from tests.published_results import cells

ENGINES = (*ours.ENGINES, *theme.ENGINES, *pagefind.ENGINES, *minisearch.ENGINES)
SECTION = published_results.read(table.PAGE)
SIZES = {
    heading: rows.strip().split("\n")
    for heading, rows in re.findall(
        r"^### (.+)\n\n<div .+>\n\n((?:\|.+\n)+)", SECTION, re.MULTILINE
    )
}
TIMES = r"[\d,.]+ / [\d,.]+"
CELLS = [
    *[r"\d+\.\d%"] * 3,
    r"\d+ 串 [\d,]+ 处",
    *[r"[\d,.]+"] * 2,
    *[TIMES] * 2,
]


def test_the_table_says_on_what_and_when_it_was_measured() -> None:
    assert re.search(
        r"^\d{4}-\d\d-\d\d 测于 .+（\d+ 核）、Chromium [\d.]+。", SECTION, re.MULTILINE
    )


def test_the_sizes_are_those_that_are_measured() -> None:
    sizes = [re.fullmatch(r"([\d,]+) 份规划，[\d,]+ 个单元", heading) for heading in SIZES]
    assert [size[1] for size in sizes if size] == ["5", "100", "1,000"]


@pytest.mark.parametrize("size", SIZES)
def test_a_table_is_well_formed(size: str) -> None:
    header, line, *rows = map(cells, SIZES[size])
    assert header == list(table.COLUMNS)
    assert line == ["---", *["--:"] * (len(header) - 1)]
    for _, *numbers in rows:
        assert len(numbers) == len(CELLS)
        for number, pattern in zip(numbers, CELLS, strict=True):
            assert re.fullmatch(pattern, number), number


@pytest.mark.parametrize("size", SIZES)
def test_every_engine_is_in_the_table(size: str) -> None:
    expected = [one.name for one in (ours.ENGINES if size.startswith("1,000") else ENGINES)]
    assert [cells(row)[0] for row in SIZES[size][2:]] == expected


@pytest.mark.parametrize("size", SIZES)
def test_our_search_is_exact(size: str) -> None:
    assert cells(SIZES[size][2])[:5] == ["本站", "100.0%", "100.0%", "100.0%", "0 串 0 处"]
