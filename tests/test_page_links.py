"""The pass over a page finds what a parser finds, or leaves the page to the parser."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.site import link_check, page_links
from converters.work import executors
from tests import naive_links

WRITTEN_AS_OURS = [
    "",
    "甲",
    '<p id="a">甲 > 乙</p>',
    '<a href="x/#a" title="甲 id=乙 href=丙">甲</a>',
    '<a title=" id=" href="x">甲</a>',
    '<br><img src="a.png" alt=""/><img alt="" src="b.png" />',
    '<a class="b"\n  href="c"\n>甲</a>',
    '<a href="?a=1&amp;b=&quot;2&quot;&#39;">甲</a>',
    '<a href="" id="">甲</a>',
    '<input hidden id="a" disabled><svg viewBox="0 0 1 1"><use href="#a"/></svg>',
    '<!-- <p id="a"> - --><!doctype html><!DOCTYPE html><p id="b">',
    '<script src="a.js" defer></script><script>let a = "\'id=";</script><title>甲 id="b"</title>',
    '<a data-id="1" identity="2" data-href="3" hrefs="4" id-of="5">甲</a>',
    '<object data="a"></object><video poster="b"></video><form action="c"></form>',
    '<a href="a" href="b" id="c" id="d">甲</a>',
    '<basefont id="a"><based href="b">',
    '<a title="<p id=\'b\'>" href="c">甲</a>',
]


@pytest.mark.parametrize("text", WRITTEN_AS_OURS)
def test_a_page_written_as_ours_is_read_in_one_pass(text: str) -> None:
    found = page_links.scanned(text)
    assert found == page_links.parsed(text) == of_naive(text)


WRITTEN_OTHERWISE = [
    "<p id='a'>甲</p>",
    "<p id=a>甲</p>",
    '<P id="a">甲</P>',
    '<p ID="a">甲</p>',
    '<p id = "a">甲</p>',
    '<p id="a"class="b">甲</p>',
    '<p\tid="a">甲</p>',
    "<a href>甲</a>",
    '<base href="x/"><a href="y">甲</a>',
    'a < b <p id="a">甲</p>',
    '<p id="a">甲</p><p id="b',
    '<p id="a">甲</p><p id="b"',
    '<p id="a">甲</p><p title="',
    '<p id="a">甲</p><p ',
    '<p id="a">甲</p><',
    '<p id="a">甲</p></ p>',
    '<a href="?a&copy=1">甲</a>',
    '<a href="&#97;">甲</a>',
    '<a href="&amp">甲</a>',
    '<script>\'<p id="a">\'</script><p id="b">',
    '<script>a</script ><p id="b">',
    '<style>a</STYLE><p id="b">',
    '<script src="a"><p id="b">',
    '<p title="<script" id="a">甲</p>',
    '<title><p id="a"></title>',
    '<textarea><p id="a"></textarea>',
    '<iframe><p id="a"></iframe>',
    '<!-- a -- b --><p id="a">',
    '<!--> <p id="a"> -->',
    '<!---> <p id="a"> -->',
    '<!-- a --!> <p id="a"> -->',
    '<!-- <p id="a">',
    '<![CDATA[ <p id="a"> ]]>',
    '<?xml version="1.0"?><p id="a">',
    '<!DOCTYPE html PUBLIC "x"><p id="a">',
]


@pytest.mark.parametrize("text", WRITTEN_OTHERWISE)
def test_any_other_page_is_left_to_the_parser(text: str) -> None:
    assert page_links.scanned(text) is None
    assert page_links.of(text) == of_naive(text)


def of_naive(text: str) -> page_links.Found:
    page = naive_links.Page(text)
    return page_links.Found([one for one, _ in page.ids], [one for one, _ in page.links])


SIGNS = st.sampled_from(
    [*"<>\"'=/&; \n\t-!?#", "甲", "a", "&amp;", "&#39;", "&lt", "--", "<!--", "-->"]
)
NAMES = st.sampled_from(
    ["id", "href", "src", "data", "class", "data-id", "ID", "viewBox", "poster", "action"]
)
TAGS = st.sampled_from(
    ["p", "a", "base", "script", "style", "title", "textarea", "xmp", "link", "svg", "h2", "P"]
)
VALUES = st.lists(SIGNS, max_size=4).map("".join)
ATTRIBUTES = st.one_of(
    st.builds(' {}="{}"'.format, NAMES, VALUES),
    st.builds('\n{}="{}"'.format, NAMES, st.sampled_from(["a", "b#c", "../x/", ""])),
    st.builds(" {}".format, NAMES),
    st.builds(" {}='{}'".format, NAMES, VALUES),
    st.builds("{}={}".format, NAMES, VALUES),
)
ELEMENTS = st.one_of(
    st.builds(
        "<{}{}{}".format,
        TAGS,
        st.lists(ATTRIBUTES, max_size=3).map("".join),
        st.sampled_from([">", "/>", " >", ""]),
    ),
    st.builds("</{}>".format, TAGS),
    st.builds("<!--{}-->".format, VALUES),
    VALUES,
    st.just("<!doctype html>"),
)
ANY_PAGE = st.lists(ELEMENTS, max_size=8).map("".join)


@given(ANY_PAGE)
def test_no_page_is_read_otherwise_than_by_a_parser(text: str) -> None:
    found = page_links.scanned(text)
    assert found is None or found == of_naive(text)


OUR_PAGE = (
    st.lists(
        st.one_of(
            st.builds(
                "<{}{}>".format,
                st.sampled_from(["p", "a", "link", "img", "h2"]),
                st.lists(
                    st.builds(
                        ' {}="{}"'.format,
                        NAMES,
                        st.sampled_from(["a", "甲 > <", "&amp;b", "", " id="]),
                    ),
                    max_size=4,
                ).map("".join),
            ),
            st.sampled_from(
                ["</p>", '甲 > 乙 & "id"', "<!-- <a href> -->", "<br/>", '<title>id="a"</title>']
            ),
        ),
        max_size=8,
    )
    .map("".join)
    .filter(lambda text: "ID" not in text)
)


@given(OUR_PAGE)
def test_every_page_of_ours_is_read_in_one_pass(text: str) -> None:
    assert page_links.scanned(text) == of_naive(text)


PAGES = (
    "index.html",
    "404.html",
    "plan/index.html",
    "plan/source/index.html",
    "文/index.html",
    "a b.html",
)
PLAIN = "# #a #b plan/ plan plan/index.html#b ../plan/#a ../ .. . ./ source/#a ../../plan/source/"
OUTSIDE = "/ /s/ /s/plan/#a /plan/ //h/x http://[ https://h/ mailto:a@b javascript:1 ../../../ s/"
WRITTEN_ELSE = "plan/#%61 pl%61n/ plan%2F 文/ %E6%96%87/#甲 a%20b.html ../?q=甲#a ?q=1#b plan/?a=["
UNUSUAL = "plan// plan/./ plan/../plan/#a plan;a/ ../plan/.. plan/\\ plan/#a#b %00 empty/ empty"
FILES = "file.txt ../file.txt#x plan/index.html/ index.html ../index.html#a"
WAYS = st.sampled_from(
    [
        *f"{PLAIN} {OUTSIDE} {WRITTEN_ELSE} {UNUSUAL} {FILES}".split(),
        *("", " plan/", "pl\nan/", "a b.html", "x" * 300),
    ]
)
LINKED = st.builds('<a href="{}">甲</a>\n'.format, WAYS)
NAMED = st.builds('<p id="{}">甲</p>\n'.format, st.sampled_from(["a", "b", "甲", "", "a#b"]))
SITES = st.tuples(
    st.sampled_from(["", "https://h/", "https://h/s/", "https://h/s", "/s/"]),
    st.fixed_dictionaries(
        {name: st.lists(st.one_of(LINKED, NAMED), max_size=4).map("".join) for name in PAGES}
    ),
)


@given(SITES)
def test_the_faults_are_those_that_show_page_by_page(site: tuple[str, Mapping[str, str]]) -> None:
    canonical, pages = site
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, text in pages.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True, parents=True)
            head = f'<link rel="canonical" href="{canonical}">' if name == "index.html" else ""
            path.write_text(head + text, "utf-8")
        (folder / "file.txt").touch()
        (folder / "empty").mkdir()
        assert link_check.check(folder) == naive_links.check(folder)


def test_many_pages_are_read_on_all_cores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_check, "_FEW", 0)
    home = '<link rel="canonical" href="https://h/"><a href="p1/#a">甲</a><a href="p2/#b">乙</a>'
    pages = {
        f"p{n}/index.html": f'<p id="a">甲</p><a href="../p{n + 1}/#a">乙</a>' for n in range(40)
    }
    for name, text in {"index.html": home, **pages}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    with executors.cores(2) as workers:
        found = link_check.check(tmp_path, workers)
    assert found == naive_links.check(tmp_path)
    assert [fault.partition("链接 ")[2] for fault in found] == [
        "p2/#b 所指的地址不存在",
        "../p40/#a 所指的文件不存在",
    ]
