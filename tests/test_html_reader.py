"""A saved web page: every character of it, at its place, in the lines that a browser shows."""

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.models.derived import Derived
from converters.readers import html
from converters.readers.derived import Unreadable
from tests import derived_check, fixture_files
from tests.conftest import ROOT
from tests.fixture_files import Case

CASES = [*fixture_files.read(ROOT / "tests" / "fixtures" / "readers" / "html.txt")]
PLAN = "<meta charset={}><title>甲</title><p>一、加强值守。“十四五”期间，镕镇炘街道每月会商㎡。</p>"
TEXT = "一、加强值守。“十四五”期间，镕镇炘街道每月会商㎡。\n"


def assert_places(data: bytes, derived: Derived) -> None:
    """What is at each place of the file is what the text has there."""
    derived_check.check(derived)
    for place in derived.places:
        shown = derived.text[place.start : place.end]
        received = data[place.offset : place.offset + place.size]
        decoded = received.decode(derived.encoding, "replace")
        assert place.part == ""
        assert not place.size or shown in (decoded, unescape(decoded)), (shown, decoded)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_is_made_of_a_page(case: Case) -> None:
    data = case.input.encode()
    derived = html.read(data)
    assert derived_check.written(derived) == case.expected
    assert_places(data, derived)


@pytest.mark.parametrize(
    ("said", "encoding", "read"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("'GBK'", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("gb2312", "utf-8", "utf-8"),
        ("x-unheard-of", "gb18030", "gb18030"),
        ("utf-8", "utf-16", "utf-16-le"),
        ("gb2312", "utf-8-sig", "utf-8"),
    ],
)
def test_the_encoding_is_proved_whatever_the_page_says(said: str, encoding: str, read: str) -> None:
    data = PLAN.format(said).encode(encoding)
    derived = html.read(data)
    assert (derived.text, derived.encoding) == (TEXT, read)
    assert_places(data, derived)


def test_a_few_bad_bytes_are_shown_and_told() -> None:
    data = (
        f"<p>{'一、加强值守。' * 200}".encode("gb18030")
        + b"\xff"
        + "二、加强演练。".encode("gb18030")
    )
    derived = html.read(data)
    assert derived.text.endswith("。\ufffd二、加强演练。\n")
    assert [one.code for one in derived.problems] == ["undecodable"]
    assert_places(data, derived)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html>" + bytes(range(128, 256)) * 20, "编码读不出"),
        ("<html><script>var a = '一、加强值守';</script><div id=app></div>".encode(), "脚本"),
        (b"<p>" * (3 * 1024 * 1024), "过大"),
    ],
)
def test_what_has_no_text_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        html.read(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 25_000 + "甲",
        "<table border=1><tr><td>" * 5_000 + "甲",
        "<b>" * 12_000 + "甲" + "</b>" * 12_000,
        "<table><tr>" + "<td>甲" * 25_000,
        "<table border=1><tr><td colspan=1000 rowspan=65534>甲<td>乙" + "<tr><td>丙" * 1200,
        "甲" + "<a b=" * 25_000,
        "甲<!--" + "--!" * 25_000,
        "甲" + "&" * 50_000,
        "甲<a " + "b=c " * 25_000 + ">乙",
        "<p>甲" * 12_000,
        "<ol>" + "<li>甲" * 12_000,
        "甲" + "<select><option>" * 12_000,
        "<p>&#" + "9" * 80_000,
        "<table>" + "<tr><td>发文字号：<td>甲" * 12_000,
    ],
    ids=range(14),
)
def test_a_page_made_to_be_slow_is_read_at_once(page: str) -> None:
    data = page.encode()
    derived_check.check(html.read(data))


class Shown(HTMLParser):
    """The text of a page by another parser: that of Python, which knows no tree."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.left_out += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.left_out -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        self.text += "" if self.left_out else data


def solid(text: str) -> str:
    return "".join(text.split())


TAGS = ("p", "div", "span", "b", "ul", "li", "h2", "table", "tr", "td", "th", "center", "font")
TEXTS = st.text(st.sampled_from("一二、（）。甲乙丙1. \n\u3000\xa0"), max_size=12)
TOKENS = st.one_of(
    TEXTS,
    st.sampled_from(["&nbsp;", "&lt;", "&#20013;", "&ldquo;", "<br>", "<!-- 注 -->", "&"]),
    st.sampled_from(["<script>var 甲;</script>", "<style>乙{}</style>"]),
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["<td rowspan=2>", "<td colspan=3>", "<table border=1>", "<div class=nav>"]),
)


@given(st.lists(TOKENS, min_size=1, max_size=40))
def test_no_character_of_any_page_is_lost_or_invented(tokens: list[str]) -> None:
    page = f"<html><p>甲{''.join(tokens)}"
    other = Shown()
    other.feed(page)
    other.close()
    data = page.encode()
    derived = html.read(data)
    assert sorted(solid(derived.text)) == sorted(solid(other.text))
    assert_places(data, derived)


@given(st.data())
def test_a_damaged_page_is_read_or_refused(data: st.DataObject) -> None:
    page = bytearray(data.draw(st.sampled_from(CASES)).input.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(page) - 1))
        page[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=4))
    assert_read_or_refused(bytes(page))


def assert_read_or_refused(page: bytes) -> None:
    try:
        derived = html.read(page)
    except Unreadable:
        return
    derived_check.check(derived)
    assert derived == html.read(page)
