"""Text of a plan stays text, whatever it looks like: nothing of it becomes markup in a page."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import apparatus
from converters.exports import received
from converters.ingest import sources
from converters.intake import provenance, sidecar
from converters.models.source import Source
from converters.output import OF_LIBRARY
from converters.pages.plan import emendations, source_page
from converters.text import escape
from converters.views import plan_text
from converters.writing import templates
from tests import stocked
from tests.command_line import call
from tests.conftest import NAMES, ROOT
from tests.drawn import EXTENSIONS, reading_page
from tests.test_structure import plan_of

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


@pytest.mark.parametrize("title", ["A1", "A1-Y1", "A1-T1", "A1-T1-R1", "Pre", "E1", "L1", "1"])
def test_no_title_takes_the_address_of_a_part(title: str) -> None:
    text = (
        f"{title}工作要点\n本要点&ldquo;照此&rdquo;执行。\n一、防汛\n一是查险。二是排险。\n"
        "序号\n项目\n1\n查险\n2\n排险\n"
    )
    work = "110000-ceshi-2024-yaodian"
    plan = pipeline.read_plan(sources.from_bytes(Path(f"{work}.txt"), text.encode(), work))
    entries = apparatus.entries(plan)
    marked = plan_text.of(plan, entries).marked
    views = source_page.page(plan, entries), emendations.page(plan, entries, marked)
    others = map(templates.page, views)
    bodies = (made.text.split("---\n", 2)[2] for made in others)
    made = [markdown.markdown(body, extensions=EXTENSIONS) for body in bodies]
    for page in map(Html, (reading_page(plan), *made)):
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
    assert loaded["title"] == escape.visible(text.replace("\n", " "))


@given(text=st.text(CHARACTERS))
@example(text="甲\u2028乙")
@example(text='\x1b[2J"甲\\')
def test_the_text_as_received_is_one_string_of_a_script(text: str) -> None:
    plan = replace(plan_of(""), source=Source(Path("plan.txt"), text, ""), units=())
    written = received.dump(
        plan, '{"units": {"label": [], "heading": [], "separator": [], "body": []}}'
    )
    value = written.removeprefix("library.received = ").removesuffix(";\n")
    assert json.loads(value)[2] == [escape.visible(text), 0, 0]
    # A script ends a string at these, which JSON lets stand.
    assert not {"\u2028", "\u2029"} & {*written}


def test_what_is_proposed_for_a_plan_can_be_read(tmp_path: Path) -> None:
    text = "某县2024年\x1b[31m应急管理工作要点\n\n一、加强\x1b值守“\u2028\n三、会商\x07。\n"
    plan = pipeline.read_plan(sources.from_bytes(tmp_path / "plan.txt", text.encode()))
    proposed = sidecar.text(plan, provenance.of(plan))
    assert "␛[31m" in proposed
    assert not {"\x1b", "\x07", "\u2028"} & {*proposed}
    yaml.safe_load(proposed)


def test_what_scripts_of_a_plan_and_of_names_hold_is_data() -> None:
    """Each is one statement that hands over JSON, without what ends a line or moves a cursor."""
    lines = [*HOSTILE, "\x1b[2J", "甲\u2028乙\u2029丙", "</script>", "\"'\\"]
    text = "某县2024年工作要点\n一、甲\n" + "".join(
        f"{n}.{one}\n" for n, one in enumerate(lines, 1)
    )
    made = stocked.made_of([plan_of(f"{text}深入学习贯彻双重预防机制。\n")], NAMES)
    stock = stocked.stock_of(made, NAMES)
    pages = stocked.pages_of(made)
    pages += [page for row in OF_LIBRARY for page in stocked.files_of(stock, row)]
    scripts = [
        page
        for page in pages
        if page.path.name in ("preview.js", "goto.js", "received.js", "menu.js")
    ]
    assert {page.path.parts[0] for page in scripts} >= {"plans", "terms", "data"}
    for page in scripts:
        head, _, value = page.text.removesuffix(";\n").partition(" = ")
        assert head.startswith("library.")
        json.loads(value)
        assert not {"\x1b", "\u2028", "\u2029", "\n"} & {*value}


def test_what_the_report_of_a_plan_shows_moves_no_cursor(tmp_path: Path) -> None:
    text = "某县2024年\x1b[31m应急管理工作要点\n\n一、加强\x1b[2J值守\n各镇每月会商一次。\n"
    (tmp_path / "plan.txt").write_text(text, "utf-8")
    told = call("check", "plan.txt", folder=tmp_path).stdout
    assert "某县2024年␛[31m应急管理工作要点" in told
    assert "一、加强␛[2J值守" in told
    assert "\x1b" not in told


_JSON = re.compile(r"(?:text|entry|crumb)\(.*\) *")
"""The macros of `structured-data.html`, which write a string of JSON or what holds some."""

OVERRIDES = sorted((ROOT / "overrides").rglob("*.html"))


@pytest.mark.parametrize("path", OVERRIDES, ids=lambda path: path.name)
def test_what_front_matter_says_is_escaped_where_a_template_shows_it(path: Path) -> None:
    text = path.read_text("utf-8")
    of_page = {"page.meta"} | {
        name for name, value in re.findall(r"{% set (\w+) = (.*?) %}", text) if "page.meta" in value
    }
    for shown in re.findall(r"{{-?\s*+(?!'[^']*' if )(.*?)-?}}", text):
        if any(re.search(rf"\b{re.escape(name)}\b", shown) for name in of_page):
            is_json = path.stem == "structured-data" and _JSON.fullmatch(shown)
            assert is_json or re.search(r"\| (?:e|url) *$", shown), shown


@pytest.mark.parametrize(
    "value", ["“引”", 'a"b', "\\", '\\"', "</script><!--", "&lt;b&gt;", "\u2028", "{{ 7*7 }}"]
)
def test_what_machines_are_told_is_json_as_it_reads(value: str) -> None:
    partials = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides" / "partials"))
    site = {"site_url": "https://example.org/", "site_name": "", "site_description": ""}
    told: Any = partials.get_template("structured-data.html").make_module(
        {"page": {"meta": {}, "canonical_url": ""}, "config": site}
    )
    written = str(told.text(value))
    assert json.loads(written) == value
    assert "<" not in written
    assert "“" not in value or "“" in written
    assert json.loads(str(told.entry("&lt;甲&gt; &amp;amp; &quot;"))) == '<甲> &amp; "'


def test_addresses_in_the_site_map_are_escaped() -> None:
    shown = re.findall(r"{{\s*(.*?)\s*}}", (ROOT / "overrides" / "sitemap.xml").read_text("utf-8"))
    assert shown
    assert [one for one in shown if not one.endswith("| e")] == []
