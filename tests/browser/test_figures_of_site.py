"""Figures in what people write, in what scripts write and machines read; no page is left out."""

import csv
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from playwright.sync_api import Page, expect

from tests import built_page, naive_runs, search_truth
from tests.bench_search import measuring
from tests.browser import answered, test_figures_of_topics
from tests.browser.page_kinds import PAGES
from tests.browser.test_figures_of_names import MEASURES
from tests.built_page import Element
from tests.comparison import without_blanks
from tests.conftest import GOLD, ROOT
from tests.figures import figures, has_figure, row_text, section, shown, without_parts
from tests.indicators_report import of_gold
from tests.recounted import ISSUED, NAMES, NUMBERS, Recounted, bare, counted, rows_of

SHANGHAI = "310000-shanghai-2022-yaodian"
YICHUN = "360900-yichun-2023-yaodian"


def test_every_page_is_counted(recounted: Recounted, site_folder: Path) -> None:
    """A page of a new kind is no page of these; what stands around a page repeats its headings."""
    plans = {
        f"plans/{work}{part}"
        for work in recounted.works
        for part in ("", "/source", "/emendations", "/names", "/same-words")
    }
    lists = {"plans", "matrix", "topics", "indicators", "search", "compare", *MEASURES}
    numbers = {f"indicators/{work}" for work in recounted.works if of_gold(work)}
    topics = {f"topics/{one['id']}" for one in test_figures_of_topics.topics(recounted)}
    matrices = {f"matrix/{work}" for work in recounted.works if recounted.assigned(work)}
    units = {unit for work in recounted.works for _, unit in recounted.assigned(work)}
    agencies = recounted.of_scheme("agencies")
    duties = {f"{key}/duties" for key in agencies if recounted.records[key]["pref"] in units}
    prose = {at.rstrip("/") for at in PAGES.values() if at.startswith(("about/", "data/"))}
    assert set(recounted.pages) == {
        "",
        *plans,
        *lists,
        *topics,
        *numbers,
        *matrices,
        *duties,
        *prose,
        *recounted.records,
    }
    for key, record in recounted.records.items():
        assert bare(recounted.pages[key].one("h1").text()) == bare(record["pref"]), key
    for at, page in recounted.pages.items():
        html = (site_folder / at / "index.html").read_text("utf-8")
        around = built_page.read(ARTICLE.sub("", html.partition("<body")[2]), at)
        links = [link for nav in around.all("nav", "outline") for link in nav.all("a")]
        headings = {
            one.attributes["id"]: one.text(
                lambda part: "" if part.classes & {"address", "line-number"} else None
            )
            for one in page.walk()
            if one.attributes.get("id")
        }
        for link in links:
            heading = without_blanks(headings[link.target.partition("#")[2]]).replace("。", "")
            assert without_blanks(link.text()) in (heading, "卷首"), at
        rest = " ".join(
            line
            for line in built_page.lines(
                without_parts(around, [*links, *around.all(class_="page-address")]), shown
            )
        )
        assert not has_figure(rest), at


ARTICLE = re.compile("<article.*?</article>", re.DOTALL)


NOTATION = {
    "about": ["“原文未载”三种", "著作权法》第五条"],
    "about/conventions": [
        "文中作 [1]",
        "U+2400 起的控制图符",
        "（GB/T 9704—2012）7.3.3",
        "c|1.|",
        "d|（1）|",
        "如 1.2.3|",
        "第二份及以后的文件",
        "行从 1 起，列从 0 起",
        "号码作“疑1”",
        "把握分三等",
        "类别也分三种",
        "“三个必须”（东昌）",
        "宜春与东昌的“十个一”“六有”，分立两条",
        "“五个到位”之类",
        "A4 纸",
    ],
    "about/data": [
        "行号从 1 起，列号从 0 起",
        "UTF-8",
        "（从 1 起）和列（从 0 起）",
        "行、列（从 0 起）",
        "第几条，从 1 起",
        "第几行开始，从 1 起",
        "第几个之前（从 0 起）",
        "GB/T 2260",
        "GB/T 7714",
        "不写是 20。",
        "UTF-16",
        "Akoma Ntoso 3.0",
        "长度 0 的",
        "（GB/T 9704—2012）",
        "仿宋_GB2312",
        "SHA-256",
        "一、（一）1.（1）①",
        "c 1.，d （1）",
        "0001-01-01",
        "退出码是 0；有一份不同，是 1",
        "三个文件的各行相同",
        "有多像，0 到 1",
        "从 0 到 1；只有 related 有",
        "两条的字、双字和名称",
        "U+FF01 至 U+FF5E",
        "从 0 开始",
    ],
    "about/database": [
        "PostgreSQL 14 或更新的版本",
        "UTF-8",
        "五万五千条实测 0.3 到 0.6 秒",
        "三个字以上的 0.02 到 0.07 秒",
        "两个控制字符作分隔，一行就是一个值",
        "三个字以上的字样；一两个字的逐行比较",
        "常查两个字的",
    ],
    "search": ["同一条里两个词都有"],
}
"""Figures in prose that describe no data: standards, notation, examples, kinds that are listed."""


def test_prose_has_no_figure_that_nobody_counts(recounted: Recounted, site_folder: Path) -> None:
    limits = limits_of_data(recounted, site_folder)
    for at, accounted in NOTATION.items():
        left = "\n".join(figures(recounted.pages[at]))
        for said in (*accounted, *limits.get(at, ())):
            assert said in left, (at, said)
            left = left.replace(said, "")
        assert not has_figure(left), (at, left)
        # An address that stands as an example is one of a plan.
        examples = re.findall(
            r"/?#(a\d[\w-]*)$",
            "\n".join(code.text() for code in recounted.pages[at].all("code")),
            re.MULTILINE,
        )
        assert set(examples) <= {id_ for ids in recounted.ids.values() for id_ in ids}, at


def limits_of_data(recounted: Recounted, site: Path) -> dict[str, list[str]]:
    """What prose says of the plans that there are, of bounds and of sizes, from what has them."""
    plans = counted(len(recounted.works), "份")
    phrases = yaml.safe_load((site / "data" / "set-phrases.yml").read_text("utf-8"))
    room = yaml.safe_load((site / "data" / "room.yml").read_text("utf-8"))["runs"]
    likeness = yaml.safe_load((site / "data" / "likeness.yml").read_text("utf-8"))
    fewest, many = naive_runs.FEWEST, phrases["plans"]
    most = max(
        len(beside.all("a"))
        for work in recounted.works
        for beside in recounted.pages[f"plans/{work}"].all("div", "related")
    )
    (names,) = constants("converters/library/also_named.py", "_MOST")
    script = "docs/assets/quote-address.js"
    (base,), (prime,) = (constants(script, f"const {name}") for name in ("BASE", "PRIME"))
    (longest,) = constants("converters/writing/word_elements.py", "_LONGEST_BOOKMARK")
    first = recounted.works[0]
    data = json.loads((site / "data" / "plans" / f"{first}.json").read_text("utf-8"))
    in_example = sum("双重预防" in clause["text"] for clause in data["clauses"])
    (python,) = re.findall(
        r"needs Python (\d\.\d+)", (site / "data" / "verify.py").read_text("utf-8")
    )
    top, left, lines, letters = page_of_word(site / "data" / "plans" / f"{first}.docx")
    return {
        "search": [f"查找{plans}规划："],
        "about/conventions": [
            f"连续 {fewest} 个以上",
            f"列出至多{counted(names, '份')}",
            f"至多{counted(most, '条')}，各注明为什么",
            "两条到五条并排",  # see `test_the_page_that_compares`
        ],
        "about/data": [
            f"最初{plans}规划",
            f"结果是 {in_example}。",
            f"连续 {fewest} 个以上",
            f"见于超过 {many} 份规划的套语",
            f"这时只列 {many} 份别的规划",
            f"见于超过 {many} 份规划的，",
            f"不足 {phrases['fewest']} 字",
            f"至多{counted(likeness['most'], '份')}",
            f"库在 {room['whole']} 份以内时",
            f"每份规划有 {room['library'] // (2 * room['whole']) // 1024} KB 的地方",
            f"超过 {2 * room['whole']} 份，有 {room['plan'] // 1000} KB",
            f"(h × {base} + p + 1) 除以 {prime}",
            f"超过 {longest} 个字符",
            f"Python {python} ",
            f"A4 纸，上白边 {top} 毫米、左白边 {left} 毫米，每面 {lines} 行、每行 {letters} 字",
        ],
    }


def page_of_word(path: Path) -> tuple[int, int, int, int]:
    """Of a Word document the margins above and on the left (mm), lines of a page, letters of a line."""
    with zipfile.ZipFile(path) as document:
        text = document.read("word/document.xml").decode("utf-8")
        styles = document.read("word/styles.xml").decode("utf-8")

    def twips(element: str, name: str) -> int:
        (found,) = re.findall(rf'<w:{element} [^>]*w:{name}="(\d+)"', text)
        return int(found)

    (normal,) = re.findall(r'<w:style [^>]*w:styleId="Normal".*?</w:style>', styles, re.DOTALL)
    (size,) = re.findall(r'<w:sz w:val="(\d+)"', normal)
    (between,) = re.findall(r'<w:spacing w:val="(-?\d+)"', normal)
    height = twips("pgSz", "h") - twips("pgMar", "top") - twips("pgMar", "bottom")
    width = twips("pgSz", "w") - twips("pgMar", "left") - twips("pgMar", "right")
    top, left = (round(twips("pgMar", side) / 1440 * 25.4) for side in ("top", "left"))
    lines, letters = (
        height // twips("docGrid", "linePitch"),
        width // (int(size) * 10 + int(between)),
    )
    return top, left, lines, letters


def constants(path: str, name: str) -> list[int]:
    """The numbers that code has under a name."""
    text = (ROOT / path).read_text("utf-8")
    return [int(one) for one in re.findall(rf"^ *{name} = (\d+)\b", text, re.MULTILINE)]


def test_what_the_conventions_say_of_the_plans(recounted: Recounted) -> None:
    """The examples are there, the kinds are as many as are listed, a default is that of the code."""
    page = recounted.pages["about/conventions"]
    table = page.all("table")[0]
    examples = {code.text() for code in table.all("code")} - {"ch1-art3", "s1-2-3", "doc2-a1"}
    assert len(examples) == 8
    assert examples <= {id_ for ids in recounted.ids.values() for id_ in ids}
    # 宜春市要点第二部分从（四）起
    labels = [line[:3] for line in recounted.texts[YICHUN].split("\n")]
    assert labels[labels.index("二、聚") + 1] == "(四)"
    assert len(page.all("ul")[0].all("li")) == 3  # 把握分三等
    (kinds,) = [line.text() for line in page.all("p") if line.text().startswith("类别也分三种")]
    assert len(re.findall("（[^）]*）", kinds)) == 3
    for said, keys in (("十个一", 2), ("六有", 2), ("三管三必须", 1), ("三个必须", 1)):
        assert len({one.key for one in recounted.named if bare(one.surface) == said}) == keys
    assert (
        len({one.key for one in recounted.named if one.surface in ("三管三必须", "三个必须")}) == 1
    )
    find = (ROOT / "docs" / "assets" / "search" / "find.js").read_text("utf-8")
    assert "options.limit === undefined ? 20 :" in find
    assert "不写是 20" in recounted.pages["about/data"].text()


Name = tuple[str, str, str, str]
"""Of a name the plan, the clause, the kind and how it stands."""


def test_the_accuracy(recounted: Recounted) -> None:
    """The gold counted row by row; found is what the built pages link, show and offer as a table."""
    words = {"agency": "机构", "term": "提法", "instrument": "文件"}
    kinds = dict(zip(NAMES, words.values(), strict=True))
    gold = [
        (work, unit, words[kind], bare(surface))
        for work in recounted.works
        for _, kind, surface, _, unit in rows_of(GOLD / "names" / f"{work}.tsv")
        if kind in words
    ]
    found = [
        (one.work, one.unit, kinds[one.key.split("/")[0]], bare(one.surface))
        for one in recounted.named
        if one.key.startswith(NAMES)
    ]
    found = as_in_the_gold(found, gold)
    rows = {
        kind: compared(
            [one for one in gold if one[2] == kind], [one for one in found if one[2] == kind]
        )
        for kind in words.values()
    }
    rows["名称所在条款"] = compared(gold, found)
    assigned = [(work, *one) for work in recounted.works for one in recounted.assigned(work)]
    rows["责任分工"] = compared(assigned, published_units(recounted))
    rows["数字提法所含各项"] = compared(*members_of(recounted))
    own = [work for work in recounted.works for _ in rows_of(GOLD / "references" / f"{work}.tsv")]
    rows["自称（本规划等）"] = compared(
        own, [one.work for one in recounted.named if one.key.endswith("#page")]
    )
    page = recounted.pages["about/accuracy"]
    table, _ = page.all("tbody")  # the other: `test_figures_of_unreviewed`
    assert {
        row.elements[0].text(): row_text(row).partition("|")[2] for row in table.all("tr")
    } == rows
    by_hand = sum(
        len(recounted.records[key].get("members", ())) for key in recounted.of_scheme("terms")
    )
    left = " ".join(line for line in figures(without_parts(page, page.all("tr"))))
    for said in (
        f"通读{counted(len(recounted.works), '份')}规划",
        f"这{counted(len(recounted.works), '份')}规划",
        f"有 {by_hand} 处由人读定",
    ):
        assert said in left
        left = left.replace(said, "")
    assert not has_figure(left)


def as_in_the_gold(found: list[Name], gold: list[Name]) -> list[Name]:
    """Names that the gold has shorter (十四五 of “十四五”时期, 天眼 of “天眼”卫星系统) as it has them."""
    left = Counter(gold) - Counter(found)
    renamed = []
    for one in found:
        inside = [short for short in left if short[:3] == one[:3] and short[3] in one[3]]
        if one not in gold and inside:
            left -= Counter(inside[:1])
            renamed.append(inside[0])
        else:
            renamed.append(one)
    return renamed


def compared(gold: Sequence[object], found: Sequence[object]) -> str:
    """Both counted, what they have in common, and the shares of it."""
    right = (Counter(gold) & Counter(found)).total()
    shares = (right / len(found), right / len(gold), 2 * right / (len(found) + len(gold)))
    assert all(share == 1 or share < 0.99995 for share in shares)  # or it would be rounded to 100
    cells = [str(len(gold)), str(len(found)), str(right)]
    return "|".join([*cells, *(f"{100 * share:.2f}%" for share in shares)])


def published_units(recounted: Recounted) -> list[object]:
    text = (recounted.docs / "data" / "responsibility.csv").read_text("utf-8-sig")
    return [
        (row["work"], row["clause_id"], row["canonical"])
        for row in csv.DictReader(text.splitlines())
    ]


def members_of(recounted: Recounted) -> tuple[list[object], list[object]]:
    """What the gold lists for numbered terms that are names, what the pages list, by plan."""
    gold: list[object] = []
    for work in recounted.works:
        names = {
            (place.split(":")[0], bare(surface))
            for place, _, surface, *_ in rows_of(GOLD / "names" / f"{work}.tsv")
        }
        for place, term, _, unit, members in rows_of(GOLD / "members" / f"{work}.tsv"):
            if any(
                line == place.split(":")[0] and bare(term) in surface for line, surface in names
            ):
                gold += [(work, unit, bare(one)) for one in members.split("|") if one]
    found: list[object] = []
    for key in recounted.of_scheme("terms"):
        listing = section(recounted.pages[key], "members")
        for line in listing.one("div", "entry__body").all("p") if listing else []:
            for link in line.all("a"):
                work, unit = link.target.removeprefix("plans/").split("#")
                listed = line.text().partition("（" + link.text())[0].removesuffix("等")
                found += [
                    (work, re.sub(r"(?:-[py]\d+)+$", "", unit), bare(one))
                    for one in listed.split("、")
                ]
    return gold, found


def test_the_comparison_of_searches(recounted: Recounted, site_folder: Path) -> None:
    """What was measured is dated; on how much, with what and how often is held to the sources."""
    units = sum(len(list(units_of(site_folder, recounted, work))) for work in recounted.works)
    page = recounted.pages["about/search"]
    assert [one.text() for one in page.all("h3")] == [
        f"{len(recounted.works) if times == 1 else 5 * times:,} 份规划，{units * times:,} 个单元"
        for times in (1, 20, 200)
    ]
    package = json.loads((ROOT / "tests/bench_search/package.json").read_text("utf-8"))
    pinned = (ROOT / "requirements-bench.in").read_text("utf-8")
    minisearch = package["dependencies"]["minisearch"]
    (pagefind,) = re.findall("^pagefind==(.+)$", pinned, re.MULTILINE)
    network = measuring.NETWORK
    assert (constant("sampling", "OF_A_KIND"), constant("__main__", "COLD_QUERIES")) == (100, 20)
    assert_measured(page)
    mbits = round(network["downloadThroughput"] * 8 / 1e6)
    accounted = [
        "三种现成的静态检索",
        "一百个哪里都没有的字串",
        "二十次的中位数",
        "一 KB 为一千字节",
        f"每秒 {mbits} 兆比特、往返 {network['latency']} 毫秒",
        "缓存里什么也没有，二十次",
        "三百个查询各问一次",
        f"{len(recounted.works)} 份是最初收入的规划；100 份、1,000 份是把这{counted(len(recounted.works), '份')}换上",
        f"三百个查询由固定的种子从{counted(len(recounted.works), '份')}规划里抽出",
        "都用这三百个",
        "一百个词",
        "一百个跨词",
        "一百个名称",
        "一百个两字到四字",
        f"Pagefind {pagefind}：",
        f"MiniSearch {minisearch}：",
        "常见的两种",
        "汉字两个一组",
        "三百个查询多半",
        "到 100 份，头一次",
        "1,000 份时就很大了",
    ]
    measured = [
        *page.all("tr"),
        *page.all("h3"),
        *(
            one
            for one in page.all("p")
            if re.match(r"\d{4}-\d\d-\d\d 测于|本站的检索页，", one.text())
        ),
    ]
    left = "\n".join(figures(without_parts(page, measured)))
    for said in accounted:
        if has_figure(said):
            assert said in left, said
            left = left.replace(said, "")
    assert not has_figure(left), left


def test_the_speed_of_pages(recounted: Recounted) -> None:
    """Each page the table names is one of the site; other figures are of Lighthouse's preset."""
    page = recounted.pages["about/speed"]
    longest = max(recounted.works, key=lambda work: len(recounted.texts[work]))
    assert f"最长的规划：{recounted.title(longest)}" in page.text()
    measured = [
        *page.all("tr"),
        *(one for one in page.all("p") if re.match(r"\d{4}-\d\d-\d\d 测于|性能的目标", one.text())),
    ]
    accounted = [
        "慢的 4G 线路",
        "满分 100",
        "四项评分",
        "不到 100",
        "其余三项",
        "超过 50 毫秒",
        "0 是毫不移动，0.1 以内",
        "一 KB 为一千字节",
        "屏幕宽 412 像素，处理器慢到四分之一，线路每秒 1.6 兆比特、往返 150 毫秒",
        "缓存十分钟",
        "机器快慢两数",
        "HTTP/2",
    ]
    left = "\n".join(figures(without_parts(page, measured)))
    for said in accounted:
        if has_figure(said):
            assert said in left, said
            left = left.replace(said, "")
    assert not has_figure(left), left


def assert_measured(page: Element) -> None:
    """Shares are of three hundred queries; a plan that is there twenty times is found as often."""
    small, large, largest = (
        {
            row.elements[0].text(): [cell.text() for cell in row.elements[1:]]
            for row in table.one("tbody").all("tr")
        }
        for table in page.all("table")
    )
    assert {*largest} == {"本站"}
    assert small.keys() == large.keys()
    for name, (recall, precision, exact, false, *_) in small.items():
        share = float(exact.removesuffix("%"))
        assert exact == f"{round(share * 3) / 3:.1f}%", name
        assert large[name][:3] == [recall, precision, exact], name
        strings, hits = (int(one.replace(",", "")) for one in re.findall(r"[\d,]+", false))
        assert strings <= 100, name
        assert large[name][3] == f"{strings} 串 {hits * 20:,} 处", name


def constant(module: str, name: str) -> int:
    """A number of the comparison; the module itself needs what only the comparison has."""
    text = (ROOT / "tests" / "bench_search" / f"{module}.py").read_text("utf-8")
    (found,) = re.findall(rf"^{name} = (\d+)$", text, re.MULTILINE)
    return int(found)


def units_of(site: Path, recounted: Recounted, work: str) -> Iterator[search_truth.Unit]:
    plan = json.loads((site / "data" / "plans" / f"{work}.json").read_text("utf-8"))
    return search_truth.units(plan, recounted.texts[work])


def test_what_machines_are_told(recounted: Recounted, site_folder: Path) -> None:
    for work in recounted.works:
        html = (site_folder / "plans" / work / "index.html").read_text("utf-8")
        told = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
        (data,) = [one for one in map(json.loads, told) if one["@type"] == "Legislation"]
        day = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", ISSUED[work])
        assert data.get("legislationIdentifier") == NUMBERS.get(work)
        assert data.get("legislationDate") == (
            "{}-{:0>2}-{:0>2}".format(*day.groups()) if day else None
        )
        assert data["temporalCoverage"] == "/".join(map(str, recounted.years(work)))
        assert data["name"] == recounted.title(work).strip("［］")
        assert f'content="{recounted.citation(work)}全文，' in html
        sheet = (site_folder / "plans" / work / "print.css").read_text("utf-8")
        head = recounted.title(work)
        assert re.findall('content: "(.*)"', sheet) == [
            f"应急规划文库　{head}",
            NUMBERS.get(work, ""),
            f"…/plans/{work}/",
            recounted.edition(work),
        ]
    digests = {recounted.digest(work)[:12] for work in recounted.works}
    for path in (site_folder / "agencies").rglob("print.css"):
        assert set(re.findall(r"SHA-256 (\w+)\"", path.read_text("utf-8"))) <= digests
    sitemap = ET.parse(site_folder / "sitemap.xml").getroot()
    assert len(sitemap) == len(recounted.pages)


def test_the_tables_and_previews_have_what_the_pages_have(
    recounted: Recounted, site_folder: Path
) -> None:
    text = (site_folder / "data" / "mentions.csv").read_text("utf-8-sig")
    rows = Counter((row["work"], row["record_id"]) for row in csv.DictReader(text.splitlines()))
    reviewed = (one for one in recounted.named if "#name-" not in one.key)
    assert rows == Counter((one.work, one.key.removesuffix("#page")) for one in reviewed)
    for key in {one.key for one in recounted.named} & recounted.records.keys():
        script = (site_folder / key / "preview.js").read_text("utf-8")
        told = json.loads(script.partition("=")[2].strip().removesuffix(";"))
        by_work = recounted.by_work(key)
        assert told["total"] == by_work.total(), key
        first = {one.work: one.unit for one in reversed(recounted.of(key))}
        assert {to.split("/")[1]: count for _, count, to in told["plans"]} == by_work, key
        assert all(to.split("#")[1].startswith(first[to.split("/")[1]]) for *_, to in told["plans"])
        assert told["more"] == 0


# What scripts write


def test_the_filters_of_a_list_count_its_rows(home: str, page: Page, recounted: Recounted) -> None:
    lists = ["plans", *NAMES, f"plans/{SHANGHAI}/emendations"]
    for at in lists:
        tables = recounted.pages[at].all("table", "records")
        page.goto(f"{home}{at}/")
        groups = page.locator(".filters").all()
        counts = [filters for table in tables for filters in filtered(table)]
        assert [group.locator("button").all_inner_texts() for group in groups] == [
            [
                f"全部 {sum(values.values())}",
                *(f"{value} {one}" for value, one in values.most_common()),
            ]
            for values in counts
        ], at


def filtered(table: Element) -> Iterator[Counter[str]]:
    """By what a list can be filtered, and how many rows have each value."""
    rows = table.one("tbody").all("tr")
    for name in ("data-verdict", "data-kind", "data-level"):
        values = Counter(row.attributes.get(name, "") for row in rows)
        if 1 < len(values) < len(rows) and "" not in values:
            yield values


# Its letters were not damaged anywhere, so that reading and original hold it alike.
QUERY = "演练"


def test_the_search_counts_what_the_files_hold(
    home: str, page: Page, recounted: Recounted, site_folder: Path
) -> None:
    found = {
        (work, unit.id): unit.texts[0].count(QUERY)
        for work in recounted.works
        for unit in units_of(site_folder, recounted, work)
        if QUERY in unit.texts[0]
    }
    assert sum(found.values()) == sum(text.count(QUERY) for text in recounted.texts.values())
    works = Counter(work for work, _ in found)
    page.goto(f"{home}search/?q={QUERY}")
    status = f"{len(found)} 条，{len(works)} 份规划，{sum(found.values())} 处 · 字面全查，无遗漏"
    expect(page.locator(".search-status")).to_have_text(status)
    answered.wait(page)
    shown_counts: Counter[tuple[str, str]] = Counter()
    for one in page.locator(".filters-of-search label").evaluate_all(
        """(all) => all.map((label) => ({
              name: label.querySelector("input").name,
              value: label.querySelector("input").value,
              count: Number(label.querySelector(".count").textContent),
            }))"""
    ):
        # A name of one plan alone, 综合科, is counted with those of others that are called so.
        value = re.sub(r"~(?:\d{6}-[^/]*/)?", "~", one["value"])
        shown_counts[one["name"], value] += one["count"]
    assert shown_counts == facets(recounted, found, works)


def facets(
    recounted: Recounted, found: Sequence[Any] | dict[tuple[str, str], int], works: Counter[str]
) -> Counter[tuple[str, str]]:
    """How many of the clauses each choice would leave."""
    counts: Counter[tuple[str, str]] = Counter()
    for work in recounted.works:
        first, *last = recounted.years(work)
        level = ("province", "prefecture", "county")[len(recounted.place(work)) - 1]
        values = [("place", work[:6]), ("level", level), ("kind", work.rpartition("-")[2])]
        values += [("year", str(year)) for year in range(first, (last or [first])[0] + 1)]
        counts.update(dict.fromkeys(values, works[work]))
    for name, scheme in (("agency", "agencies"), ("term", "terms")):
        for key in recounted.of_scheme(scheme):
            if units := len(recounted.units(key) & set(found)):
                counts[name, key] = units
    names = {"agencies": "agency", "terms": "term"}
    for one in recounted.unreviewed:
        here = {(one.work, unit) for unit in one.units} & set(found)
        if one.scheme in names and here:
            counts[names[one.scheme], f"{one.scheme}/~{bare(one.name)}"] += len(here)
    for topic, by_work in test_figures_of_topics.listed(recounted).items():
        about = {(work, clause) for work, clauses in by_work.items() for clause in clauses}
        if units := len(about & set(found)):
            counts["topic", f"topics/{topic}"] = units
    return counts


def test_the_box_says_how_many_places_it_offers(home: str, page: Page) -> None:
    page.goto(home)
    page.keyboard.press("/")
    for typed, count in (("宜春", None), ("叫叫应急", 0)):
        page.get_by_role("combobox").fill(typed)
        options = page.get_by_role("option")
        expect(options.last).to_contain_text(f"“{typed}”")
        offered = options.count() - 1
        assert count in (None, offered)
        said = f"{offered} 个去处" if offered else "没有去处，可查全文"
        expect(
            page.locator("dialog [role='status'], [role='dialog'] [role='status']")
        ).to_have_text(said)
