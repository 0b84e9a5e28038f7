"""Text of a plan stays text, whatever it looks like: nothing of it becomes markup in a page."""

import html
import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import apparatus
from converters.ingest import sources
from converters.pages.plan import emendations, plan_page, source_page
from converters.text import escape, punctuation
from tests import built_site
from tests.comparison import without_blanks
from tests.conftest import ROOT, copy_docs

HARMLESS = "无害"
HOSTILE = [
    "{{ 7*7 }}",
    "{% raw %}{{ config }}{% endraw %}",
    "${7*7}",
    "# 甲",
    "## 甲 ##",
    "[甲](javascript:alert(1))",
    "[甲][乙]",
    "[乙]: javascript:alert(1)",
    "![甲](x.png)",
    "*甲*",
    "**甲**",
    "__甲__",
    "~~甲~~",
    "`甲`",
    "```甲",
    "~~~",
    "\\*甲\\*",
    "甲\\",
    "{: onclick=alert(1) .evil #evil }",
    "甲{.evil}",
    "[TOC]",
    "[^1]",
    "[^1]: 甲",
    "*[甲]: 乙",
    "!!! note",
    "??? note",
    '--8<-- "mkdocs.yml"',
    "> 甲",
    "- 甲",
    "+ 甲",
    "* 甲",
    "* * *",
    "---",
    "===",
    "| 甲 | 乙 |",
    "| --- | --- |",
    ": 甲",
    "http://evil.example/",
    "<http://evil.example/>",
    "<a@evil.example>",
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc=甲>",
    "<style>*{display:none}</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0>",
    "<form action=//evil.example/>",
    "<details open ontoggle=alert(1)>",
    "<x markdown=block onclick=alert(1)>",
    "</textarea>",
    "</title></head>",
    "</main></body></html>",
    "<!-- 甲",
    "-->",
    "<![CDATA[甲",
    "]]>",
    "<?甲?>",
    "<甲",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    "&lt",
    "&#60",
    "&nosuch;",
    "&;",
    ": # - ? ! & * | > % @",
    "null",
    "%s %(甲)s {0}",
    "甲\u2028乙",
    "甲\x01乙",
    "甲\x02乙\x03",
    "甲\x0b乙\x0c丙",
    "\x1b[31m甲",
    "甲\r乙",
    "甲\x7f乙\x85丙",
    "klzzwxh:0001",
    "\u0002wzxhzdk:0\u0003",
]
READ = {  # what a rule of repair reads as something else
    "<!-- 甲 -->乙": "乙",
    "\u202e甲\u202c": "甲",
    "甲\u200b乙": "甲乙",
    "甲\ufeff乙": "甲乙",
    "&lt;script&gt;alert(1)&lt;/script&gt;": "<script>alert(1)</script>",
    "&quot; onmouseover=&quot;alert(1)": '" onmouseover="alert(1)',
    "&amp;lt;img src=x&amp;gt;": "&lt;img src=x&gt;",
    "&#123;: .evil #evil &#125;": "{: .evil #evil }",
    "&#96;甲&#96;": "`甲`",
    "<a href=javascript:alert(1) onclick=alert(1)>甲</a>": "甲",
    '<span class="evil" id="evil">甲</span>': "甲",
}
TAG = "<img src=x onerror=alert>"
READING = {payload: payload for payload in HOSTILE} | READ
AT_A_NUMBER = {"**甲**": "甲"}
"""What the number of a clause proves to be Markdown."""
CELLS = [payload for payload in READING if payload[-1] not in ":,;?!"]
MIXED = "<script>alert(1)</script>{{ 7*7 }}<img src=x onerror=alert(1)>*甲*\"'|`{: .evil #evil }"
SUPPLIED_TITLE = f"{MIXED}：# - ? : # &a *b !c %d @e"

ACTIVE = frozenset(
    [
        "base",
        "embed",
        "form",
        "iframe",
        "img",
        "input",
        "link",
        "meta",
        "object",
        "script",
        "style",
        "svg",
        "textarea",
    ]
)
ADDRESSES = frozenset(
    ["action", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"]
)

WORKS = ("110000-ceshi-2024-yaodian", "110000-buchong-2024-yaodian")
STATED, SUPPLIED = WORKS
PAGES = ("", "source/", "emendations/")

Text = Callable[[str], str]


def stated(text: Text) -> str:
    """A plan with `text(payload)` wherever a plan has text."""
    lines = [text(line) for line in (*HOSTILE, *READ)]
    mixed = text(MIXED)
    title = f"{mixed}工作要点"
    rows = [(str(n), text(cell), f"{text(cell)}值") for n, cell in enumerate(CELLS, 1)]
    return "\n".join(
        [
            f"首页 >> {mixed} >> 甲",
            f"索引号: {mixed}",
            f"文号: {mixed}",
            f"{mixed}各单位:",
            f"现将《{title}》印发给你们,请认真贯彻执行。",
            "测试市应急管理局",
            "2024年3月1日",
            title,
            *(f"{line}按此执行。" for line in lines),
            "一、作为标题",
            *(f"{n}.{line}" for n, line in enumerate(lines, 1)),
            "二、作为正文",
            *(f"{n}.标题。{line}完。" for n, line in enumerate(lines, 1)),
            "三、作为段落",
            *(f"{line}收尾。" for line in lines),
            "四、作为列表",
            f"一是{mixed};二是{mixed}。(责任单位:{text(TAG)},乙局)",
            "五、作为表格",
            *("序号", text(TAG), "值"),
            *(cell for row in rows for cell in row),
            f"{text(TAG)}表",
            "六、作为专栏",
            f"专栏1: {mixed}",
            *(part for line in ("*甲*", "<svg/onload=x>") for part in (text(line), f"{mixed}。")),
            "七、作为小标题",
            *(f"{text(line)}。{mixed}完。" for line in ("# 甲", "<svg/onload=x>")),
            "八、损坏的文字",
            "汉字须占五分之一。" * 300,
            "甲&ldquo;乙&rdquo;丙<br>丁,戊\x1b己。",
            "“甲。",
            f"{text(TAG)}应急管理局",
            "2024年3月1日",
            "",
        ]
    )


def supplied(text: Text) -> tuple[str, str]:
    """A plan without a title, and the sidecar that supplies it and more."""
    mixed = text(MIXED)
    entry = {"value": text(SUPPLIED_TITLE), "ground": mixed}
    sidecar = {
        "metadata": dict.fromkeys(("title", "issuer", "doc_number", "index_number"), entry),
        "conjectures": [
            {"line": 1, "received": "加强", "reading": mixed, "ground": mixed},
            {"line": 2, "received": "原作", "reading": "校作", "ground": mixed},
        ],
        "slips": [{"line": 2, "received": "原作", "note": mixed}],
    }
    return "一、加强值班。\n二、原作如此。\n", json.dumps(sidecar, ensure_ascii=False)


class Html(HTMLParser):
    """A page: its elements, and its text outside scripts, in all and by id and element."""

    VOID = frozenset(
        [
            "area",
            "base",
            "br",
            "col",
            "embed",
            "hr",
            "img",
            "input",
            "link",
            "meta",
            "source",
            "wbr",
        ]
    )

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: defaultdict[str, str] = defaultdict(str)
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        if tag not in self.VOID:
            self._open.append((tag, f"#{values.get('id', '')}"))

    def handle_endtag(self, tag: str) -> None:
        if tag in [name for name, _ in self._open]:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        names = {name for element in self._open for name in element}
        if not names & {"script", "style"}:
            for name in names | {""}:
                self.texts[name] += data

    def attribute(self, tag: str, name: str) -> str:
        return next(values for element, values in self.elements if element == tag)[name]


class Site(NamedTuple):
    folder: Path
    pages: dict[str, Html]

    def page(self, work: str, name: str = "") -> Html:
        return self.pages[f"plans/{work}/{name}index.html"]


def build(folder: Path, text: Text) -> Site:
    """The whole library with two more plans, built as `make site` does."""
    docs = folder / "docs"
    copy_docs(docs)
    built_site.configure(folder)
    plan, sidecar = supplied(text)
    files = {f"{STATED}.txt": stated(text), f"{SUPPLIED}.txt": plan, f"{SUPPLIED}.yml": sidecar}
    for name, content in files.items():
        (docs / "sources" / name).write_text(content, "utf-8", newline="")
    for command in (["converters", "build"], ["mkdocs", "build", "--strict"]):
        done = run(folder, *command)
        assert done.returncode == 0, f"{command}: {done.stderr[-3000:]}"
    site = folder / "site"
    pages = {
        path.relative_to(site).as_posix(): Html(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    return Site(folder, pages)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    env = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, **env},
    )


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """One built from hostile text, and one of the same structure from harmless text."""
    folders = [tmp_path_factory.mktemp(name) for name in ("hostile", "harmless")]
    texts: list[Text] = [lambda payload: payload, lambda _: HARMLESS]
    with ThreadPoolExecutor() as pool:
        hostile, harmless = pool.map(build, folders, texts)
    return hostile, harmless


@pytest.fixture(scope="module")
def hostile(sites: tuple[Site, Site]) -> Site:
    return sites[0]


def test_both_sites_have_the_same_pages(sites: tuple[Site, Site]) -> None:
    hostile, harmless = sites
    assert list(hostile.pages) == list(harmless.pages)
    assert {f"plans/{work}/{name}index.html" for work in WORKS for name in PAGES} < set(
        hostile.pages
    )


def test_the_hostile_site_passes_its_own_check(hostile: Site) -> None:
    done = run(hostile.folder, "converters", "check-site", "site")
    assert (done.returncode, done.stderr) == (0, "")


def test_no_active_element_comes_from_the_text(sites: tuple[Site, Site]) -> None:
    for path, page in sites[0].pages.items():
        counts = [
            Counter(tag for tag, _ in site.pages[path].elements if tag in ACTIVE) for site in sites
        ]
        assert counts[0] == counts[1], path
        assert counts[0]["script"] > 0 or not page.elements


def test_no_kind_of_element_or_attribute_comes_from_the_text(sites: tuple[Site, Site]) -> None:
    hostile, harmless = sites
    known = {pair for page in harmless.pages.values() for pair in names(page)}
    for path, page in hostile.pages.items():
        assert not set(names(page)) - known, path


def names(page: Html) -> Iterator[tuple[str, str]]:
    for tag, values in page.elements:
        yield from ((tag, name) for name in ("", *values))


def test_no_attribute_of_an_event_a_style_or_a_name_comes_from_the_text(hostile: Site) -> None:
    for path, page in hostile.pages.items():
        for tag, values in page.elements:
            assert not [name for name in values if name.startswith("on")], (path, tag)
            assert "evil" not in values.get("class", "").split(), (path, tag)
            assert values.get("id") != "evil", (path, tag)


def test_no_address_comes_from_the_text(sites: tuple[Site, Site]) -> None:
    found, known = (
        {
            urlsplit(values[name])[:2]
            for page in site.pages.values()
            for _, values in page.elements
            for name in ADDRESSES & set(values)
        }
        for site in sites
    )
    assert found == known
    assert {scheme for scheme, _ in known} <= {"", "http", "https"}


def shown(line: str) -> str:
    """What the reading page shows of a line, blanks aside."""
    return without_blanks(escape.visible(punctuation.restore(line)))


PLACES = {
    "in the preamble": ("{}按此执行。", ""),
    "as a heading": ("{n}.{}", ""),
    "in a clause": ("{n}.标题。{}完。", "标题。"),
    "as a paragraph": ("{}收尾。", ""),
}


@pytest.mark.parametrize("place", PLACES)
def test_the_reading_page_shows_each_line_as_text(place: str, hostile: Site) -> None:
    template, before = PLACES[place]
    text = without_blanks(hostile.page(STATED).texts[""])
    proved = AT_A_NUMBER if place == "as a heading" else {}
    for number, reading in enumerate(READING.values(), 1):
        line = shown(template.format(proved.get(reading, reading), n=number))
        assert line.partition(before)[2] if before else line in text


def test_the_reading_page_shows_cells_as_text(hostile: Site) -> None:
    page = hostile.page(STATED)
    table = without_blanks(page.texts["#a5-t1"])
    for payload in CELLS:
        cell = READING[payload]
        assert shown(cell) + shown(f"{cell}值") in table
    assert page.texts["#a5-t1"].count(TAG) == 2
    assert shown(MIXED) in without_blanks(page.texts["#a6-x1"])


@pytest.mark.parametrize("element", ["title", "h1"])
def test_the_title_is_text_wherever_it_stands(element: str, hostile: Site) -> None:
    for name in PAGES:
        assert without_blanks(f"{MIXED}工作要点") in without_blanks(
            hostile.page(STATED, name).texts[element]
        )
        assert shown(SUPPLIED_TITLE) in without_blanks(hostile.page(SUPPLIED, name).texts[element])


def test_the_list_of_plans_shows_titles_as_text(hostile: Site) -> None:
    text = without_blanks(hostile.pages["plans/index.html"].texts[""])
    assert without_blanks(f"{MIXED}工作要点") in text
    assert shown(SUPPLIED_TITLE) in text


def test_the_notice_and_metadata_show_as_text(hostile: Site) -> None:
    text = without_blanks(hostile.page(STATED).texts[""])
    for line in (f"{MIXED}各单位：", f"索引号：{MIXED}", f"现将《{MIXED}工作要点》"):
        assert without_blanks(line) in text


def test_the_source_page_shows_each_line_as_received(hostile: Site) -> None:
    page = hostile.page(STATED, "source/")
    for number, line in enumerate(stated(str).split("\n")[:-1], 1):
        assert escape.visible(line) in page.texts[f"#L{number}"]


def test_the_page_of_emendations_shows_what_was_received_as_text(hostile: Site) -> None:
    page = hostile.page(STATED, "emendations/").texts[""]
    for received in ("<a href=javascript:alert(1) onclick=alert(1)>", "&lt;", "&#123;", MIXED):
        assert without_blanks(received) in without_blanks(page)


def test_the_grounds_of_an_editor_are_text(hostile: Site) -> None:
    assert without_blanks(MIXED) in without_blanks(
        hostile.page(SUPPLIED, "emendations/").texts["td"]
    )
    notes = [values.get("title", "") for _, values in hostile.page(SUPPLIED).elements]
    assert any(MIXED in note for note in notes)


def test_the_data_hold_each_line_unescaped(hostile: Site) -> None:
    path = hostile.folder / "site" / "data" / "plans" / f"{STATED}.json"
    texts = {clause["text"] for clause in json.loads(path.read_text("utf-8"))["clauses"]}
    for reading in READING.values():
        assert f"{reading}完。" in texts


EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc"]


@pytest.mark.parametrize("title", ["A1", "A1-Y1", "A1-T1", "A1-T1-R1", "Pre", "E1", "L1", "1"])
def test_no_title_takes_the_address_of_a_part(title: str) -> None:
    text = (
        f"{title}工作要点\n本要点&ldquo;照此&rdquo;执行。\n一、防汛\n一是查险。二是排险。\n"
        "序号\n项目\n1\n查险\n2\n排险\n"
    )
    path = Path(f"{STATED}.txt")
    plan = pipeline.read_plan(sources.from_bytes(path, text.encode(), STATED))
    entries = apparatus.entries(plan)
    reading = plan_page.page(plan, entries)
    others = source_page.page(plan, entries), emendations.page(plan, entries, reading)
    for made in (reading, *others):
        body = made.text.split("---\n", 2)[2]
        page = Html(markdown.markdown(body, extensions=EXTENSIONS))
        ids = Counter(values["id"] for _, values in page.elements if "id" in values)
        assert [id_ for id_, count in ids.items() if count > 1] == []


CHARACTERS = st.one_of(
    st.sampled_from("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    st.sampled_from(
        " \t\n\r\0\x02\x03\x0b\x0c\x1b\x7f\x85\xa0\u2028\u2029\u3000\u200b\u202e\ufeff\ufffe"
    ),
    st.sampled_from("a1甲"),
    st.characters(),
)
LINES = st.text(CHARACTERS, min_size=1).filter(str.strip)
CONTEXTS = {
    "a paragraph": ("{}\n{{: #here .text }}", "p"),
    "a heading": ("## {} {{: #here .layer-a }}", "h2"),
    "a table cell": ("| 甲 |\n| --- |\n| {} |", "td"),
    "raw HTML": ('<div id="here">{}</div>', "div"),
    "an attribute": ('甲<span title="{}">乙</span>', "span"),
    "an attribute of a block": ('<div title="{}">乙</div>', "div"),
}


def read_back(context: str, escaped: str) -> str:
    """What a browser has for the escaped text."""
    template, tag = CONTEXTS[context]
    page = Html(markdown.markdown(template.format(escaped), extensions=EXTENSIONS))
    return page.attribute(tag, "title") if "attribute" in context else page.texts[tag]


def collapsed(text: str) -> str:
    """As a browser shows text: runs of blanks as one, none at the ends."""
    return re.sub(r"[ \t\n\f\r]+", " ", text).strip()


@pytest.mark.parametrize("context", CONTEXTS)
@settings(deadline=None)
@given(text=LINES)
@example(text="    # 甲")
@example(text="\u3000\u3000甲")
def test_escaped_text_reads_back_the_same(context: str, text: str) -> None:
    found = read_back(context, escape.markdown(text))
    assert collapsed(found) == collapsed(escape.visible(text.replace("\n", " ")))


@pytest.mark.parametrize("context", CONTEXTS)
@settings(deadline=None)
@given(text=LINES)
@example(text="    # 甲  乙 ")
@example(text="\u3000\u3000甲\u3000")
@example(text="\u20280")
@example(text="甲\u2029")
def test_escaped_text_with_blanks_kept_reads_back_exactly(context: str, text: str) -> None:
    found = read_back(context, escape.markdown(text, keep_blanks=True))
    assert found == escape.visible(text.replace("\n", " "))


@settings(deadline=None)
@given(text=st.text(CHARACTERS))
@example(text="甲 \u2028 乙")
@example(text="甲\u2028--- 乙")
@example(text="甲\u2029\u2029\u2029乙")
def test_front_matter_reads_back_exactly(text: str) -> None:
    loaded = yaml.safe_load(f"title: {escape.front_matter(text)}\n")
    assert html.unescape(loaded["title"]) == escape.visible(text.replace("\n", " "))


@given(text=st.text(CHARACTERS))
def test_front_matter_holds_no_markup(text: str) -> None:
    assert not set("<>'") & set(escape.front_matter(text))
