"""Two sites are the same where a reader finds no difference, and only there."""

from pathlib import Path

import pytest

from tests import compare_sites

PAGE = (
    '<!doctype html><html><body><p id="a" class="b c">甲<a href="../d/">乙</a></p></body></html>\n'
)
SAME = {
    "blanks at the edges of lines": PAGE.replace("<p", "\n  <p").replace("</p>", "\n</p>"),
    "the order of attributes and classes": PAGE.replace('id="a" class="b c"', 'class="c b" id="a"'),
    "another way to one place": PAGE.replace("../d/", "../../e/d/"),
    "what program built it": PAGE.replace("<body>", '<meta name="generator" content="x"><body>'),
}
OTHER = {
    "a word": PAGE.replace("甲", "丙"),
    "a blank inside a line": PAGE.replace("甲<a", "甲 <a"),
    "an id": PAGE.replace('id="a"', 'id="z"'),
    "a class": PAGE.replace("b c", "b"),
    "where a link leads": PAGE.replace("../d/", "../f/"),
    "an element": PAGE.replace("乙", "<b>乙</b>"),
    "the order": PAGE.replace('甲<a href="../d/">乙</a>', '<a href="../d/">乙</a>甲'),
}


def site(folder: Path, page: str) -> Path:
    path = folder / "e" / "f" / "index.html"
    path.parent.mkdir(parents=True)
    path.write_text(page, "utf-8")
    return folder


@pytest.mark.parametrize("page", SAME.values(), ids=SAME)
def test_what_no_reader_finds_is_no_difference(page: str, tmp_path: Path) -> None:
    before, after = site(tmp_path / "a", PAGE), site(tmp_path / "b", page)
    assert [*compare_sites.differences(before, after)] == []


@pytest.mark.parametrize("page", OTHER.values(), ids=OTHER)
def test_what_a_reader_finds_is_one(page: str, tmp_path: Path) -> None:
    before, after = site(tmp_path / "a", PAGE), site(tmp_path / "b", page)
    found = [*compare_sites.differences(before, after)]
    assert found
    assert all(line.startswith("e/f/index.html: ") for line in found)


def test_a_page_may_lead_to_itself_in_two_ways(tmp_path: Path) -> None:
    """Its address is that of its folder, with which `./#a` begins and `#a` goes without saying."""
    before, after = (
        site(tmp_path / name, PAGE.replace("../d/", way))
        for name, way in (("a", "#a"), ("b", "./#a"))
    )
    assert [*compare_sites.differences(before, after)] == []


def test_a_page_that_one_site_lacks_is_one(tmp_path: Path) -> None:
    before, after = site(tmp_path / "a", PAGE), tmp_path / "b"
    after.mkdir()
    assert [*compare_sites.differences(before, after)] == [f"e/f/index.html: only in {before}"]
