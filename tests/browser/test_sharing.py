"""What leaves the site: the feed, what is shown where a link is shared, what machines read; and back,
where an address that is none leads to what was meant."""

import datetime
import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
import yaml
from playwright.sync_api import Page, expect

from converters.edition import ledger
from converters.models.plan import Plan
from converters.text import punctuation
from tests import bibliographies, built_site
from tests.browser import static_host
from tests.browser.axe import faults
from tests.conftest import SOURCES, copy_hand_written
from tests.small_library import small_library

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
SITE = f"https://example.org{static_host.PREFIX}/"
YICHUN = "plans/360900-yichun-2023-yaodian/"


@pytest.fixture(scope="module")
def feed(site_folder: Path) -> ET.Element:
    return ET.parse(site_folder / "feed.xml").getroot()


def test_the_feed_is_atom(feed: ET.Element) -> None:
    """RFC 4287, 4.1: what a feed and an entry must have, ids that differ, dates that are instants."""
    entries = feed.findall(f"{ATOM}entry")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        datetime.datetime.fromisoformat(str(element.findtext(f"{ATOM}updated")))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    dates = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert dates == sorted(dates, key=str, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == dates[0]


def test_the_feed_has_each_plan_on_the_day_it_was_published(
    feed: ET.Element, library: dict[str, Plan]
) -> None:
    told = {
        (entry.find(f"{ATOM}link").get("href"), str(entry.findtext(f"{ATOM}updated"))[:10])  # type: ignore[union-attr]
        for entry in feed.findall(f"{ATOM}entry")
        if str(entry.findtext(f"{ATOM}title")).startswith("新收")
    }
    days = {}
    for work in library:
        lines = (SOURCES / f"{work}.ids").read_text("utf-8").split("\n")
        days[work] = min(
            found[0] for line in lines if (found := re.findall(r" (\d{4}-\S+) ", line))
        )
    assert told == {(f"{SITE}plans/{work}/", day) for work, day in days.items()}


def test_robots_are_led_to_every_page(site_folder: Path) -> None:
    """RFC 9309 and sitemaps.org: a group that forbids nothing, and where the sitemap is."""
    robots = (site_folder / "robots.txt").read_text("utf-8")
    assert robots == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}sitemap.xml"
    told = {node.text for node in ET.parse(site_folder / "sitemap.xml").iter() if node.text}
    assert {SITE, f"{SITE}{YICHUN}", f"{SITE}search/"} <= told


def test_programs_are_led_to_data_that_are_there(site_folder: Path) -> None:
    """llmstxt.org: a name, what it is, then sections of links."""
    told = (site_folder / "llms.txt").read_text("utf-8")
    assert re.match(r"# 应急规划文库\n\n> \S.*\n\n\S", told)
    addresses = re.findall(rf"\]\({re.escape(SITE)}([^)]*)\)", told)
    templates = re.findall(rf"`{re.escape(SITE)}(\S*<作品号>\S*)`", told)
    assert (len(addresses), len(templates)) == (8, 2)
    work = YICHUN.split("/")[1]
    for address in (*addresses, *(one.replace("<作品号>", work) for one in templates)):
        path = site_folder / address
        assert (path / "index.html" if address.endswith("/") else path).is_file(), address
    value = json.loads((site_folder / f"data/plans/{work}.json").read_text("utf-8"))
    assert set(re.findall("`([a-z_]+)`", told)) - {"null"} <= {
        *value,
        *value["clauses"][0],
        *("work", "reading", "conjectures", "raw"),
    }


def test_a_page_with_a_query_is_compressed_too(home: str) -> None:
    """As the host does it: what is measured of the search is what a reader loads."""
    request = Request(f"{home}search/?q={quote('应急')}", headers={"Accept-Encoding": "gzip"})
    with urlopen(request) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"


def test_a_revised_text_is_told_with_its_ids(tmp_path: Path) -> None:
    file = tmp_path / "work.ids"
    file.write_text(
        "a1 2026-01-01 00000000\na2 2026-01-01 00000000\na1 ~ 2026-02-01 11111111\n"
        "a3 2026-02-01 22222222\na1 ~ 2026-03-01 33333333\n",
        "utf-8",
    )
    found = ledger.load(file)
    assert found.entries["a1"].revised == ("2026-02-01", "2026-03-01")
    assert found.entries["a1"].date == "2026-01-01"
    assert found.entries["a3"].revised == ()


def test_the_sitemap_has_every_page_at_its_own_address(
    site_folder: Path, library: dict[str, Plan]
) -> None:
    urls = ET.parse(site_folder / "sitemap.xml").getroot()
    listed = {url.findtext(f"{SITEMAP}loc", ""): url.findtext(f"{SITEMAP}lastmod") for url in urls}
    assert len(listed) == len(urls)
    pages = {
        f"{SITE}{path.parent.relative_to(site_folder).as_posix()}/".replace("/./", "/"): path
        for path in site_folder.rglob("index.html")
    }
    assert listed.keys() == pages.keys()
    for address, path in pages.items():
        assert f'<link rel="canonical" href="{address}">' in path.read_text("utf-8")
    days = {f"{SITE}plans/{work}/": latest_day(SOURCES / f"{work}.ids") for work in library}
    assert {address: day for address, day in listed.items() if day} == days


def latest_day(file: Path) -> str:
    days: list[str] = re.findall(r" (\d{4}-\d\d-\d\d) ", file.read_text("utf-8"))
    return max(days)


def test_each_address_of_the_ledger_of_names_is_the_page_of_that_name(
    site_folder: Path,
) -> None:
    """Or, once it has moved, of what it leads to."""
    lines = (SOURCES.parent / "authority" / "ids").read_text("utf-8").splitlines()
    keys = [line.split()[0] for line in lines if line and not line.startswith("#")]
    titles = {
        f"{path.stem}/{record['id']}": record.get("pref") or record["name"]
        for path in (SOURCES.parent / "authority").glob("*.yml")
        for record in yaml.safe_load(path.read_text("utf-8"))
        if isinstance(record, dict) and "id" in record
    }
    assert len(keys) >= 500
    for key in keys:
        html = (site_folder / key / "index.html").read_text("utf-8")
        heading = re.sub("<[^>]*>", "", re.findall(r"<h1.*?</h1>", html, re.DOTALL)[0])
        assert punctuation.restore(titles[key.removesuffix("/duties")]) in unescape(heading), key


def test_a_name_that_has_moved_is_found_at_its_old_address(
    tmp_path_factory: pytest.TempPathFactory, fresh: Page
) -> None:
    work = tmp_path_factory.mktemp("moved")
    copy_hand_written(small_library(work / "docs"))
    agencies = work / "docs" / "authority" / "agencies.yml"
    merged = "{id: yi, merged: {into: jia, date: 2027-03-01},"
    agencies.write_text(agencies.read_text("utf-8").replace("{id: yi,", merged), "utf-8")
    built_site.convert(work)
    site = built_site.render(work)
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert "terms/jiu/<" not in sitemap
    assert "agencies/yi/<" not in sitemap
    with static_host.serve(site) as home:
        fresh.goto(f"{home}terms/jiu/")
        fresh.wait_for_url(f"{home}terms/yefang/")
        expect(fresh.get_by_role("heading", level=1)).to_contain_text("夜访夜谈")
        for page in ("agencies/yi/", "agencies/yi/duties/"):
            fresh.goto(home + page)
            said = "“乙局”自2027年3月1日起并入甲局。"
            expect(fresh.locator(".outcome")).to_contain_text(said)
            assert fresh.locator("meta[http-equiv=refresh]").count() == 0
            assert fresh.locator("meta[name=robots]").get_attribute("content") == "noindex"
            fresh.get_by_role("link", name="甲局").first.click()
            fresh.wait_for_url(f"{home}agencies/jia/")
        fresh.goto(f"{home}search/?q=查险&agency=agencies/yi")
        expect(fresh.locator("label:has(input[value='agencies/jia']:checked)")).to_contain_text(
            "甲局"
        )


def test_every_page_leads_to_the_feed(home: str, page: Page) -> None:
    for path in ("", "about/", YICHUN):
        page.goto(home + path)
        link = page.locator("link[type='application/atom+xml']")
        href = page.evaluate("(link) => link.href", link.element_handle())
        assert href == f"{home}feed.xml"


def test_what_is_shown_where_a_link_is_shared(home: str, page: Page) -> None:
    page.goto(home + YICHUN)
    shown = page.evaluate(
        "Object.fromEntries(Array.from(document.querySelectorAll('meta[property]'), "
        "(meta) => [meta.getAttribute('property'), meta.content]))"
    )
    assert shown["og:title"] == "宜春市2023年应急管理工作要点"
    assert shown["og:url"] == SITE + YICHUN
    assert shown["og:type"] == "article"
    assert shown["og:description"].startswith(
        "《宜春市2023年应急管理工作要点》（宜应急字〔2023〕45号）"
    )
    assert page.locator("link[rel=canonical]").get_attribute("href") == SITE + YICHUN


LEGISLATION: dict[str, dict[str, Any]] = {
    "360900-yichun-2023-yaodian": {
        "name": "宜春市2023年应急管理工作要点",
        "legislationIdentifier": "宜应急字〔2023〕45号",
        "legislationDate": "2023-03-30",
        "temporalCoverage": "2023",
        "legislationPassedBy": ["宜春市应急管理局"],
    },
    "220502-dongchang-2021-2025-guihua": {
        "name": "通化市东昌区应急管理“十四五”规划",
        "legislationIdentifier": "通昌政办发〔2023〕9号",
        "legislationDate": "2023-08-28",
        "temporalCoverage": "2021/2025",
        "legislationPassedBy": ["通化市东昌区人民政府办公室"],
    },
    "310000-shanghai-2022-yaodian": {
        "name": "上海市应急管理局2022年工作要点",
        "legislationIdentifier": None,
        "legislationDate": None,
        "temporalCoverage": "2022",
        "legislationPassedBy": ["上海市应急管理局"],
    },
    "620724-gaotai-2025-yaodian": {
        "name": "高台县2025年应急管理工作要点",
        "legislationIdentifier": None,
        "legislationDate": None,
        "temporalCoverage": "2025",
        "legislationPassedBy": [],
    },
}
"""Read in the sources; of Shanghai's date only the year is left, Gaotai's file has none."""


def told_of(page: Page) -> dict[str, dict[str, Any]]:
    """What a page tells machines, by type; as a person reads it, without escapes."""
    texts = page.locator("script[type='application/ld+json']").all_inner_texts()
    assert "\\u" not in "".join(texts)
    return {one["@type"]: one for one in map(json.loads, texts)}


def test_machines_are_told_what_the_site_and_a_name_are(home: str, page: Page) -> None:
    page.goto(home)
    site = told_of(page)["WebSite"]
    assert (site["name"], site["url"]) == ("应急规划文库", SITE)
    page.goto(f"{home}terms/shuangchong-yufang-jizhi/")
    told = told_of(page)
    term = told["DefinedTerm"]
    assert term["name"] == "双重预防机制"
    assert "双重预防体系" in term["alternateName"]
    assert term["inDefinedTermSet"]["url"] == f"{SITE}terms/"
    for path, above in {
        "terms/shuangchong-yufang-jizhi/": "terms/",
        "agencies/yichun-yingjiju-weihuake/duties/": "agencies/yichun-yingjiju-weihuake/",
        "places/360900/": "places/",
        YICHUN: "plans/",
    }.items():
        page.goto(home + path)
        crumbs = told_of(page)["BreadcrumbList"]["itemListElement"]
        assert [one["item"] for one in crumbs] == [SITE, SITE + above, SITE + path]
        assert [one["position"] for one in crumbs] == [1, 2, 3]
        assert all(one["name"] for one in crumbs)


def test_the_mark_is_there_in_every_size(home: str, window: Page) -> None:
    window.goto(home + YICHUN)
    wanted = {"icon-32.png": (32, 32), "touch-icon.png": (180, 180), "share.png": (1200, 630)}
    hrefs = window.locator("link[rel~=icon], link[rel=apple-touch-icon]").evaluate_all(
        "(all) => all.map((one) => one.href)"
    )
    image = window.locator("meta[property='og:image']").get_attribute("content") or ""
    assert image == f"{SITE}assets/mark/share.png"
    assert window.locator("meta[name='twitter:image']").get_attribute("content") == image
    for href in (*hrefs, image.replace(SITE, home)):
        size = window.evaluate(
            "(src) => new Promise((done) => { const one = new Image(); one.src = src;"
            " one.onload = () => done([one.naturalWidth, one.naturalHeight]);"
            " one.onerror = () => done(null); })",
            href,
        )
        assert size, href
        if name := next((name for name in wanted if href.endswith(name)), ""):
            assert tuple(size) == wanted.pop(name)
    assert not wanted


def test_what_is_drawn_round_the_page_has_its_colour(home: str, in_scheme: Page) -> None:
    shown = """() => {
      const paper = getComputedStyle(document.documentElement).backgroundColor;
      const metas = Array.from(document.querySelectorAll("meta[name='theme-color']"));
      const tint = metas.filter((one) => matchMedia(one.media).matches).map((one) => one.content);
      const probe = document.createElement("p");
      probe.style.color = tint[0];
      document.body.append(probe);
      return [tint.length, getComputedStyle(probe).color === paper];
    }"""
    in_scheme.goto(f"{home}about/")
    assert in_scheme.evaluate(shown) == [1, True]
    for scheme in ("夜", "昼", "自动"):
        in_scheme.get_by_role("button", name=scheme).click()
        assert in_scheme.evaluate(shown) == [1, True]
    in_scheme.evaluate("localStorage.clear()")


@pytest.mark.parametrize("work", LEGISLATION)
def test_what_machines_are_told(home: str, page: Page, work: str) -> None:
    page.goto(f"{home}plans/{work}/")
    told = told_of(page)["Legislation"]
    assert told["url"] == f"{SITE}plans/{work}/"
    parts = page.locator(".outline > ol:last-of-type > li > a")
    hrefs = [link.get_attribute("href") or "" for link in parts.all()]
    in_text = [one for one in hrefs if page.locator(f".document {one}").count()]
    assert [one["url"] for one in told["hasPart"]] == [f"{told['url']}{one}" for one in in_text]
    told["legislationPassedBy"] = [one["name"] for one in told.get("legislationPassedBy", [])]
    assert {name: told.get(name) for name in LEGISLATION[work]} == LEGISLATION[work]


MEANT = {
    "terms/sanguansanbixu/": "terms/san-guan-san-bixu/",
    "plans/yichun-2023/": "plans/360900-yichun-2023-yaodian/",
    "agencies/yjglj/": "agency-types/yingjiju/",
    "危化科": "agencies/yichun-yingjiju-weihuake/",
    "三管三必须.html": "terms/san-guan-san-bixu/",
}


@pytest.mark.parametrize("path", MEANT)
def test_an_address_that_is_none_leads_to_what_was_meant(home: str, page: Page, path: str) -> None:
    page.goto(home + quote(path))
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这一页")
    links = page.locator(".asked-for a")
    expect(links.first).to_be_visible()
    hrefs = page.evaluate("Array.from(document.querySelectorAll('.asked-for a'), (a) => a.href)")
    assert home + MEANT[path] in hrefs
    page.goto(home + MEANT[path])
    expect(page.get_by_role("heading", level=1)).not_to_have_text("没有这一页")


def test_chinese_words_of_an_address_can_be_searched(home: str, window: Page) -> None:
    window.goto(home + quote("plans/双重预防"))
    link = window.get_by_role("link", name="在全文里查找“双重预防”")
    link.click()
    expect(window.locator(".search-status")).to_contain_text("条")
    expect(window.locator("#query")).to_have_value("双重预防")


def test_an_address_of_nothing_offers_nothing(home: str, page: Page) -> None:
    page.goto(f"{home}%E0%A4%A/zzzzqqqq/")
    expect(page.get_by_role("status")).to_have_text("没有找到可能的去处")
    expect(page.locator(".asked-for")).to_be_hidden()


def test_axe_finds_nothing(home: str, in_scheme: Page) -> None:
    in_scheme.goto(home + quote("危化科"))
    expect(in_scheme.locator(".asked-for a").first).to_be_visible()
    assert faults(in_scheme) == []


def test_a_plan_says_to_zotero_what_its_citation_files_say(
    site_folder: Path, library: dict[str, Plan]
) -> None:
    for work in library:
        head = (site_folder / "plans" / work / "index.html").read_text("utf-8")
        said: dict[str, list[str]] = {}
        for name, content in re.findall(r'<meta name="citation_(\w+)" content="([^"]*)">', head):
            said.setdefault(name, []).append(unescape(content))
        (item,) = bibliographies.ris((site_folder / f"data/plans/{work}.ris").read_bytes().decode())
        fields = {
            "title": [item.title],
            "author": [*item.authors],
            "technical_report_institution": [one] if (one := "、".join(item.authors)) else [],
            "technical_report_number": [item.number] if item.number else [],
            "publication_date": [item.date.replace("-", "/")] if item.date else [],
            "language": ["zh-CN"],
            "public_url": [item.url],
        }
        assert said == {name: told for name, told in fields.items() if told}
