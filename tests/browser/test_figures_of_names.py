"""Every figure of the pages and lists of names, counted again from the texts of the plans.

Of a page, the lines with figures have to be those that are worked out here, no more and no fewer.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from converters import lexicon
from tests.built_page import Element
from tests.conftest import GOLD
from tests.figures import (
    figures,
    has_figure,
    row_text,
    section,
    shown,
    with_figures,
    without,
    without_parts,
)
from tests.recounted import (
    HAN,
    NAMES,
    NUMBERS,
    Recounted,
    bare,
    counted,
    page_of,
    rows_of,
)

_MARKED = re.compile("^(?:《(?P<title>.*)》|“(?P<term>[^“”]*)”)$")


def test_the_pages_of_names(recounted: Recounted) -> None:
    for key in recounted.records:
        scheme = key.split("/")[0]
        of_page = {"agency-types": of_type, "places": of_place}.get(scheme, of_name)
        page = without(recounted.pages[key], "members")
        assert figures(page) == with_figures(*of_page(recounted, key, page)), key


def of_name(recounted: Recounted, key: str, page: Element) -> Iterator[str]:
    record, by_work = recounted.records[key], recounted.by_work(key)
    others = sorted(
        (recounted.years(work), recounted.short(work))
        for work in recounted.works
        if work not in by_work
    )
    total = by_work.total()
    silent = "、".join(short for _, short in others)
    told = f"未见于{silent}。" if others and "place" not in record else ""
    everywhere = f"共 {total} 处。" if len(recounted.works) == 1 else ""
    plans = "份规划全部提及" if not others else "份规划提及"
    yield everywhere or f"{counted(len(by_work), '份')}{plans[1:]}，共 {total} 处。{told}"
    yield f"正名 {full_width(record['pref'])}"
    yield f"说明 {record.get('note', '')}"
    yield from number_of(recounted, key, page)
    yield companions_of(recounted, key, page)
    yield "按所管的年份，一格是一处"
    yield from distribution_of(recounted, key)
    yield from variants_of(recounted, key, page)
    yield f"{total} 处，按成文先后"
    for work in by_work:
        yield from rows_of_plan(recounted, key, work, page.one("tbody", id_=work))


def full_width(text: str) -> str:
    """Brackets are full-width in running text."""
    return text.replace("(", "（").replace(")", "）")


def number_of(recounted: Recounted, key: str, page: Element) -> Iterator[str]:
    """A 发文字号 is one that the authority gives, or that a plan prints."""
    printed = "".join(recounted.texts.values())
    for row in page.all("div"):
        if row.elements and row.elements[0].text() == "发文字号":
            numbers = re.findall(r"[^\s（）]+〔\d{4}〕\d+号", row.text(shown))
            assert numbers, key
            assert all(
                one in printed or one == recounted.records[key].get("doc_number") for one in numbers
            )
            yield row.text(shown)


def companions_of(recounted: Recounted, key: str, page: Element) -> str:
    """常一同出现: those that share most clauses with it, each with how many."""
    mine = recounted.units(key)
    keys = {one.key for one in recounted.named if one.key.startswith(NAMES)} - {key}
    shared = {other: len(recounted.units(other) & mine) for other in keys}
    most = sorted((count for count in shared.values() if count > 1), reverse=True)[:6]
    for row in page.all("div"):
        if row.elements and row.elements[0].text() == "常一同出现":
            listed = [page_of(link) for link in row.all("a")]
            assert [shared[other] for other in listed] == most, key
            return "常一同出现 " + " ".join(f"<{other}> {shared[other]} 条" for other in listed)
    assert not most, key
    return ""


def distribution_of(recounted: Recounted, key: str) -> Iterator[str]:
    by_work = recounted.by_work(key)
    works = by_work if "place" in recounted.records[key] else recounted.works
    starts = sorted(recounted.years(work)[0] for work in works)
    yield recounted.bounds(by_work)
    yield from (str(year) for year in range(starts[0], starts[-1]) if year not in starts)
    for work in works:
        count = f"{by_work[work]} 处" if work in by_work else "未见"
        yield f"{recounted.period(work)} {recounted.short(work).split()[0]} {count}"


def variants_of(recounted: Recounted, key: str, page: Element) -> Iterator[str]:
    """各种写法: each form, where and how often; then those that may be taken for it."""
    works: dict[tuple[str, bool], Counter[str]] = {}
    for one in recounted.of(key):
        works.setdefault((one.surface, one.is_quoted), Counter())[recounted.short(one.work)] += 1
    forms = Counter(
        (form, "、".join(sorted(found)), found.total()) for (form, _), found in works.items()
    )
    seen_forms: Counter[tuple[str, str, int]] = Counter()
    for row in page.one("table", "variants").all("tr")[1:] if page.all("table", "variants") else []:
        form, seen, count = (cell.text() for cell in row.elements[:3])
        if others := row.elements[0].elements:
            by_work = recounted.by_work(page_of(others[0]))
            seen_there = {recounted.short(work) for work in by_work} or {"未见"}
            assert (set(seen.split("、")), int(count)) == (seen_there, by_work.total()), key
        else:
            name = _MARKED.sub(lambda found: found["title"] or found["term"], form)
            seen_forms[name, "、".join(sorted(seen.split("、"))), int(count)] += 1
        yield row_text(row)
    assert seen_forms == forms, key


def rows_of_plan(
    recounted: Recounted, key: str, work: str, rows: Element, lead: str = ""
) -> Iterator[str]:
    """出处 in a plan: beside its rows place, title, number, how often it names the record, years.

    A sentence with several names says how many.
    """
    supplied = " · 题名编者所补" if "title" in recounted.told[work]["metadata"] else ""
    count = f"{recounted.by_work(key)[work]} 处{supplied}"
    told = [lead, recounted.place(work)[-1], f"<plans/{work}>", NUMBERS.get(work, ""), count]
    for row in rows.all("tr"):
        marks = len(row.all("mark"))
        several = f"{marks} 处" if marks > 1 else ""
        first = f"{' '.join(filter(None, told))}|{recounted.span(work)}|" if told else ""
        told = []
        yield f"{first}|{several}|"


def of_type(recounted: Recounted, key: str, page: Element) -> Iterator[str]:
    record, agencies = recounted.records[key], recounted.with_(type=key.split("/")[1])
    places = recounted.seats(*agencies)
    where = f"{counted(len(places), '地')}，" if places else ""
    others = {one.name for one in recounted.unreviewed if one.type == key}
    more = f"另有未核的 {len(others)} 个。" if others else ""
    yield f"{where}{counted(len(agencies), '个机构')}，共 {len(recounted.of(*agencies))} 处。{more}"
    yield f"说明 {record.get('note', '')}"
    for agency in agencies:
        place = recounted.records[agency].get("place")
        plans = recounted.by_work(agency)
        seen = "、" * (len(plans) - 1) if plans else "未见"
        yield f"{f'<places/{place}>' if place else '全国'}|<{agency}>|{seen}|{plans.total()}"
        for work in plans:
            rows = page.one("tbody", id_=f"{agency.split('/')[1]}-{work}")
            yield from rows_of_plan(
                recounted, agency, work, rows, recounted.records[agency]["pref"]
            )
    for name in others:
        entries = [one for one in recounted.unreviewed if (one.name, one.type) == (name, key)]
        count = sum(len(recounted.of_unreviewed(one)) for one in entries)
        yield f"<{place_in(recounted, name)}>|未核|{'、' * (len(entries) - 1)}|{count}"


def place_in(recounted: Recounted, name: str) -> str:
    """The place that the name of an agency begins with."""
    prefs = {recounted.records[key]["pref"]: key for key in recounted.of_scheme("places")}
    return prefs[max((pref for pref in prefs if name.startswith(pref)), key=len)]


def of_place(recounted: Recounted, key: str, _page: Element) -> Iterator[str]:
    record, code = recounted.records[key], key.split("/")[1]
    level = "省级" if code[2:] == "0000" else "地级" if code[4:] == "00" else "县级"
    yield f"代码 {code}（{level}）"
    yield f"说明 {record.get('note', '')}"
    works = [work for work in recounted.works if work.startswith(code)]
    yield from (f"<plans/{work}> {recounted.span(work)}" for work in works)
    agencies = recounted.with_(place=code)
    if agencies:
        yield f"{len(agencies)} 个"
    for agency in agencies:
        plans = recounted.by_work(agency)
        type_ = recounted.records[agency].get("type")
        kind = f"<agency-types/{type_}>" if type_ else ""
        yield f"<{agency}>|{kind}|{len(plans)}|{plans.total()}"
    own = Counter(
        one.key for one in recounted.named if one.work in works and one.key.startswith("terms/")
    )
    shared = {term: len(recounted.places_of(term)) for term in own}
    shared = {term: places for term, places in shared.items() if places > 1}
    if shared:
        yield f"{len(shared)} 条也见于他地"
    yield from (f"<{term}>|{own[term]} 处|{places} 地" for term, places in shared.items())


def test_the_names_that_nobody_has_looked_at(recounted: Recounted, site_folder: Path) -> None:
    """The index of a plan, its text and its JSON have the same names."""
    for work in recounted.works:
        listed = [one for one in recounted.unreviewed if one.work == work]
        told = json.loads((site_folder / "data" / "plans" / f"{work}.json").read_text("utf-8"))
        members = dict(zip(("agencies", "terms", "citations"), NAMES, strict=True))
        assert Counter(
            (members[member], bare(one["canonical"]), frozenset(one["clause_ids"]))
            for member in members
            for one in told[member]
            if not one["reviewed"]
        ) == Counter((one.scheme, bare(one.name), one.units) for one in listed), work
        linked = {one.key for one in recounted.named if one.work == work and "#name-" in one.key}
        assert linked <= {one.key for one in listed}, work
        for one in listed:
            units = {named.unit for named in recounted.of_unreviewed(one)}
            assert units == one.units, one.key


def test_a_square_is_a_mention(recounted: Recounted) -> None:
    for key in recounted.records:
        if key.startswith(NAMES):
            squares = Counter(
                link.target.split("/")[1].split("#")[0]
                for box in recounted.pages[key].all(class_="squares")
                for link in box.all("a")
                if link.text() == "■"
            )
            assert squares == recounted.by_work(key), key


def test_what_a_number_in_a_name_counts(recounted: Recounted) -> None:
    """所含 says what the gold has for the name; what has no row there counts nothing."""
    gold: dict[str, set[str]] = {}
    for work in recounted.works:
        for _, term, count, *_ in rows_of(GOLD / "members" / f"{work}.tsv"):
            gold.setdefault(bare(term), set()).add(count)
    stated = 0
    for key in recounted.of_scheme("terms"):
        members = section(recounted.pages[key], "members")
        if not members:
            continue
        assert "数不相合" not in members.text(), key  # none of the five plans has such a list
        said = re.findall("名称所示：(.+)项", members.text())
        names = {recounted.records[key]["pref"], *(one.surface for one in recounted.of(key))}
        counts = {count for one in names for count in gold.get(inner(bare(one), gold), ())}
        if said:
            stated += 1
            assert {str(number(said[0]))} == counts - {""}, key
    assert stated > 40


def inner(surface: str, gold: dict[str, set[str]]) -> str:
    """The numbered term of a longer name (安全生产十五条具体措施 has its own row)."""
    return max((one for one in gold if one in surface), key=len, default="")


def number(text: str) -> int:
    """Of 两, 十, 十五 or 15 the value."""
    if text.strip().isdigit():
        return int(text)
    tens, is_more, ones = text.replace("两", "二").partition("十")
    value = HAN.index(tens) * 10 if tens and is_more else 10 if is_more else HAN.index(tens)
    return value + (HAN.index(ones) if ones else 0)


MEASURES = {
    "agencies": "个",
    "agency-types": "类",
    "terms": "条",
    "instruments": "件",
    "places": "地",
}


WORDS = {
    "agencies": "机构",
    "agency-types": "机构类型",
    "places": "地区",
    "terms": "提法",
    "instruments": "文件",
}


BESIDE = {
    "agencies": ("agency-types", "places"),
    "agency-types": ("agencies",),
    "places": ("agencies",),
}


@pytest.mark.parametrize("scheme", MEASURES)
def test_a_list_of_names(scheme: str, recounted: Recounted) -> None:
    page = recounted.pages[scheme]
    rows = rows_of_list(recounted, scheme)
    beside = "、".join(WORDS[one] for one in BESIDE.get(scheme, ()))
    about = lexicon.glossary("about_schemes")[scheme]
    lead = f"{about}共 {len(rows)} {MEASURES[scheme]}。" + (f"另见{beside}。" if beside else "")
    everything = without(without(page, "shared"), "types")
    assert table_rows(everything) == Counter(rows)
    assert figures(without_parts(everything, everything.all("tbody"))) == Counter([lead])
    assert_shared(recounted, scheme, page)
    if scheme == "agencies":
        assert_shared(recounted, "agency-types", page)


def assert_shared(recounted: Recounted, scheme: str, page: Element) -> None:
    """What two or more places share stands first; a place shares itself with none."""
    is_type = scheme == "agency-types"
    found = section(page, "types" if is_type else "shared")
    if scheme == "places":
        assert not found
        return
    shared = [row for row in rows_of_list(recounted, scheme) if int(row[-3]) > 1]
    assert found
    assert table_rows(found) == Counter(shared)
    about = f"{'两地以上都有' if is_type else '见于两地以上'}，{len(shared)} {MEASURES[scheme]}"
    lines = figures(without_parts(found, found.all("tbody")))
    assert lines == Counter([f"两地以上共有的{WORDS[scheme]}", about])


def table_rows(page: Element) -> Counter[tuple[str, ...]]:
    """Of each row what it leads to, and the cells with figures."""
    return Counter(
        (
            page_of(row.all("a")[0]),
            *(cell.text() for cell in row.elements[1:] if has_figure(cell.text(shown))),
        )
        for body in page.all("tbody")
        for row in body.all("tr")
    )


def rows_of_list(recounted: Recounted, scheme: str) -> list[tuple[str, ...]]:
    """Of each record how many places, plans and mentions it has, and what its kind has before."""
    rows = []
    for key in recounted.of_scheme(scheme):
        record, id_ = recounted.records[key], key.split("/")[1]
        if scheme == "places":
            plans = [work for work in recounted.works if work.startswith(id_)]
            cells = [len(recounted.with_(place=id_)), len(plans)]
        elif scheme == "agency-types":
            agencies = recounted.with_(type=id_)
            places = recounted.seats(*agencies)
            named = recounted.by_work(*agencies)
            cells = [len(agencies), len(places), len(named), named.total()]
        else:
            named = recounted.by_work(key)
            cells = [len(recounted.places_of(key)), len(named), named.total()]
        numbers = [record["doc_number"]] if "doc_number" in record else []
        rows.append((key, *numbers, *map(str, cells)))
    return rows
