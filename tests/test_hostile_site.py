"""A site built from a plan of hostile text has the elements of one of harmless text, and no more."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from converters.text import escape, punctuation
from tests import built_site
from tests.command_line import call
from tests.comparison import without_blanks
from tests.conftest import copy_hand_written
from tests.small_library import small_library
from tests.test_hostile_text import (
    ACTIVE,
    AT_A_NUMBER,
    CELLS,
    HOSTILE,
    MIXED,
    READ,
    READING,
    TAG,
    Html,
)

pytestmark = pytest.mark.slow

HARMLESS = "无害"
SUPPLIED_TITLE = f"{MIXED}：# - ? : # &a *b !c %d @e"
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
            *("序号", text(TAG), "值(个)"),
            *(cell for row in rows for cell in row),
            f"{text(TAG)}表",
            "六、作为专栏",
            f"专栏1: {mixed}",
            *(part for line in ("*甲*", "<svg/onload=x>") for part in (text(line), f"{mixed}。")),
            "七、作为小标题",
            *(f"{text(line)}。{mixed}完。" for line in ("# 甲", "<svg/onload=x>")),
            "八、名称",
            *(
                f"{number}.按照{record['pref']}执行。"
                for number, record in enumerate(chain(*names_of(text).values()), 1)
            ),
            "九、损坏的文字",
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


NAMES = {
    "terms": (MIXED, "</script><script>alert(1)</script>", "甲\u202e乙", "-->{{ 7*7 }}<!--"),
    "agencies": (TAG, '"\' onmouseover=alert(1) x="', "[甲](javascript:alert(1))"),
}
"""What names look like that are hostile, by their scheme."""


def names_of(text: Text) -> dict[str, list[dict[str, Any]]]:
    """Records with hostile names, of which each has another one and a note."""
    kinds = {"terms": {"kind": "practice"}, "agencies": {"kind": "department", "type": "ju"}}
    return {
        scheme: [
            {
                "id": f"hostile-{number}",
                "pref": f"{text(payload)}{number}号{scheme}",
                "alt": [f"又名{text(payload)}{number}号{scheme}"],
                "note": text(payload),
                **kinds[scheme],
            }
            for number, payload in enumerate(payloads)
        ]
        for scheme, payloads in NAMES.items()
    }


class Site(NamedTuple):
    folder: Path
    pages: dict[str, Html]

    def page(self, work: str, name: str = "") -> Html:
        return self.pages[f"plans/{work}/{name}index.html"]


def build(folder: Path, text: Text) -> None:
    """A small library with two more plans and names, built as `make site` does."""
    docs = small_library(folder / "docs")
    copy_hand_written(docs)
    plan, sidecar = supplied(text)
    files = {f"{STATED}.txt": stated(text), f"{SUPPLIED}.txt": plan, f"{SUPPLIED}.yml": sidecar}
    for name, content in files.items():
        (docs / "sources" / name).write_text(content, "utf-8", newline="")
    for scheme, records in names_of(text).items():
        with (docs / "authority" / f"{scheme}.yml").open("a", encoding="utf-8") as file:
            file.writelines(f"- {json.dumps(record)}\n" for record in records)
    built_site.convert(folder)
    built_site.render(folder)


def built(folder: Path) -> Site:
    """What is built in a folder."""
    site = folder / "site"
    pages = {
        path.relative_to(site).as_posix(): Html(path.read_text("utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    return Site(folder, pages)


def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the one from hostile text, built once for all workers."""
    return built_site.once(tmp_path_factory, "hostile", partial(build, text=str))


def harmless_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one of the same structure, from harmless text."""
    return built_site.once(tmp_path_factory, "harmless", partial(build, text=lambda _: HARMLESS))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Site]:
    """One built from hostile text, and one of the same structure from harmless text."""
    with ThreadPoolExecutor() as pool:
        folders = [pool.submit(one, tmp_path_factory) for one in (hostile_site, harmless_site)]
        hostile, harmless = (built(folder.result()) for folder in folders)
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
    done = call("check-site", "site", folder=hostile.folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_no_active_element_comes_from_the_text(sites: tuple[Site, Site]) -> None:
    for path, page in sites[0].pages.items():
        counts = [
            Counter(
                tag
                for tag, values in site.pages[path].elements
                # A text that is harmless has no number that could be cited.
                if tag in ACTIVE and values.get("name") != "citation_technical_report_number"
            )
            for site in sites
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


def test_the_page_of_a_name_shows_it_as_text_with_where_it_stands(hostile: Site) -> None:
    found = 0
    for scheme, records in names_of(str).items():
        for record in records:
            page = hostile.pages[f"{scheme}/{record['id']}/index.html"]
            assert shown(record["pref"]) in without_blanks(page.texts["h1"])
            found += f"plans/{STATED}/" in "".join(
                values.get("href", "") for _, values in page.elements
            )
    assert (
        found == sum(map(len, NAMES.values())) - 1
    )  # what turns the reading round is read as none


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
