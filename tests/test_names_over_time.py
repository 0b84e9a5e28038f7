"""Names over the years: renamed, merged, split, retired. No address is lost; each says what became.

A small library is built, changed as a curator would change it, and built again.
"""

import csv
import html
import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from converters.library import relations
from converters.models import phrase
from converters.names import authority_files, fate
from converters.names.authority import SCHEMES, Authority, Scope
from converters.names.authority_files import RecordFile
from converters.pages.names import outcome
from tests import stocked
from tests.command_line import call

pytestmark = pytest.mark.slow

WORK = "360900-yichun-2018-yaodian"
OTHER = "360900-yichun-2027-yaodian"
PLACES = """\
- {id: "360900", pref: 宜春市, note: 市}
- {id: "360921", pref: 甲县, broader: "360900", note: 县}
"""
TYPES = """\
- {id: anjianju, pref: 安监局, note: 类}
"""
TERMS = """\
- id: jia-xingdong
  pref: 平安甲行动
  kind: campaign
  note: 见正文
- id: yi-xingdong
  pref: 平安乙行动
  kind: campaign
  note: 见正文
"""
INSTRUMENTS = """\
- id: banfa
  pref: 值班办法
  kind: rule
  issuer: 宜春市安全生产监督管理局
  note: 见正文
"""
AGENCIES = """\
- id: yichun-anjianju
  pref: 宜春市安全生产监督管理局
  alt: [市安监局]
  kind: department
  type: anjianju
  place: "360900"
  note: 见正文
- id: yichun-minzhengju
  pref: 宜春市民政局
  kind: department
  place: "360900"
  note: 见正文
"""
WRITTEN = {
    "places": PLACES,
    "agency-types": TYPES,
    "terms": TERMS,
    "instruments": INSTRUMENTS,
    "agencies": AGENCIES,
}
DUTIES = "".join(
    f"（{number}）查险。{'市安监局检查，' * 30}开展平安甲行动、平安乙行动，落实《值班办法》。"
    "（责任单位：市安监局、市民政局）\n"
    for number in ("一", "二", "三", "四", "五", "六", "七", "八")
)
TEXT = f"宜春市2018年工作要点\n一、任务\n{DUTIES}"
LATER = "宜春市2027年工作要点\n一、任务\n（一）查险。市应急管理局检查。\n"
KNOWN = """\
metadata:
  place:
    value: {adcode: "360900", province: 江西省, city: 宜春市, county: null}
    ground: 题名
"""


class Built(NamedTuple):
    """A library as it is built: its `docs/`, the files of its pages of names, what was said."""

    docs: Path
    files: frozenset[str]

    def page(self, key: str) -> str:
        return (self.docs / f"{key}.md").read_text("utf-8")

    def mentions(self) -> list[dict[str, str]]:
        text = (self.docs / "data" / "mentions.csv").read_text("utf-8-sig")
        return list(csv.DictReader(text.splitlines()))

    def means(self, surface: str) -> set[str]:
        return {one["record_id"] for one in self.mentions() if one["surface"] == surface}

    def moved(self) -> dict[str, dict[str, Any]]:
        found = json.loads((self.docs / "data" / "moved.json").read_text("utf-8"))["moved"]
        return {one["id"]: one for one in found}


def write_library(docs: Path) -> None:
    (docs / "sources").mkdir(parents=True)
    (docs / "authority").mkdir()
    for name in (*SCHEMES, "not-names"):
        (docs / "authority" / f"{name}.yml").write_text(WRITTEN.get(name, "[]\n"), "utf-8")
    for work, text in {WORK: TEXT, OTHER: LATER}.items():
        (docs / "sources" / f"{work}.txt").write_text(text, "utf-8")
        (docs / "sources" / f"{work}.yml").write_text(KNOWN, "utf-8")


def build(docs: Path) -> Built:
    done = call("build", "--jobs", "1", "--no-cache", folder=docs.parent)
    assert done.returncode == 0, done.stderr
    pages = (path for scheme in SCHEMES for path in (docs / scheme).rglob("*") if path.is_file())
    return Built(docs, frozenset(path.relative_to(docs).as_posix() for path in pages))


def mint(docs: Path, date: str) -> None:
    assert call("mint", "--date", date, folder=docs.parent).returncode == 0


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The library as it was published first."""
    docs: Path = tmp_path_factory.mktemp("before") / "docs"
    write_library(docs)
    mint(docs, "2026-11-23")
    return build(docs)


def rewrite(docs: Path, scheme: str, old: str, new: str) -> None:
    path = docs / "authority" / f"{scheme}.yml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def rename(docs: Path) -> None:
    """A body gets a new name and a new address."""
    rewrite(
        docs,
        "agencies",
        "- id: yichun-anjianju\n  pref: 宜春市安全生产监督管理局\n",
        "- id: yichun-yingjiju\n  pref: 宜春市应急管理局\n"
        "  former: [{name: 宜春市安全生产监督管理局, id: yichun-anjianju, until: 2019-01, "
        "ground: 机构改革方案}]\n",
    )


def merge(docs: Path) -> None:
    """Two bodies become one, and so do two terms."""
    rewrite(
        docs,
        "agencies",
        "- id: yichun-anjianju\n",
        "- id: yichun-anjianju\n"
        "  merged: {into: yichun-minzhengju, date: 2019-01-05, ground: 机构改革方案}\n",
    )
    rewrite(
        docs,
        "terms",
        "- id: jia-xingdong\n",
        "- id: jia-xingdong\n  merged: {into: yi-xingdong, date: 2027}\n",
    )


def split(docs: Path) -> None:
    """A body becomes two, one of which is there already."""
    rewrite(
        docs,
        "agencies",
        "- id: yichun-anjianju\n",
        "- id: yichun-yingjiju\n  pref: 宜春市应急管理局\n  kind: department\n"
        '  place: "360900"\n  note: 据机构改革方案\n'
        "- id: yichun-anjianju\n"
        "  split: {into: {yichun-yingjiju: 承担安全生产监管, yichun-minzhengju: 承担救灾}, "
        "date: 2019, ground: 机构改革方案。}\n",
    )


def retire(docs: Path) -> None:
    """A body and its type are not kept up any more."""
    rewrite(
        docs,
        "agencies",
        "- id: yichun-anjianju\n",
        "- id: yichun-anjianju\n  retired: {date: 2019-01-05, ground: 已撤销}\n",
    )
    rewrite(
        docs,
        "agency-types",
        "{id: anjianju,",
        "{id: anjianju, retired: {date: 2019, ground: 已无此类机构},",
    )


Change = Callable[[Path], None]
CHANGES: tuple[Change, ...] = (rename, merge, split, retire)
OLD = "agencies/yichun-anjianju"


@pytest.fixture(scope="module")
def after(before: Built, tmp_path_factory: pytest.TempPathFactory) -> dict[Change, Built]:
    """The library after each change, published half a year later."""
    found = {}
    for change in CHANGES:
        docs: Path = tmp_path_factory.mktemp(change.__name__) / "docs"
        for name in ("sources", "authority"):
            shutil.copytree(before.docs / name, docs / name)
        change(docs)
        mint(docs, "2027-05-06")
        found[change] = build(docs)
    return found


def text_of(page: str) -> str:
    """What is read on a page."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL)
    drawn = markdown.markdown(body, extensions=["attr_list", "md_in_html", "tables", "toc"])
    return re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", "", drawn)))


def test_the_library_has_every_kind_of_address(before: Built) -> None:
    under = {path.removeprefix(f"{OLD}/") for path in before.files if path.startswith(f"{OLD}/")}
    assert under == {"page-2.md", "duties.md", "duties/print.css", "preview.js"}
    assert f"{OLD}.md" in before.files
    assert before.means("市安监局") == {OLD}


@pytest.mark.parametrize("change", CHANGES)
def test_every_address_that_was_published_is_there(
    change: Change, before: Built, after: dict[Change, Built]
) -> None:
    assert before.files - after[change].files == set()


@pytest.mark.parametrize(
    ("change", "key", "said"),
    [
        (
            rename,
            OLD,
            "“宜春市安全生产监督管理局”自2019年1月起更名为宜春市应急管理局。依据：机构改革方案。",
        ),
        (
            merge,
            OLD,
            "“宜春市安全生产监督管理局”自2019年1月5日起并入宜春市民政局。依据：机构改革方案。",
        ),
        (merge, "terms/jia-xingdong", "“平安甲行动”自2027年起并入平安乙行动。"),
        (split, OLD, "自2019年起分为宜春市应急管理局和宜春市民政局。依据：机构改革方案。"),
        (split, OLD, "宜春市应急管理局：承担安全生产监管。政府部门，一份规划提及，共 1 处"),
        (split, OLD, "宜春市民政局：承担救灾。政府部门，一份规划提及，共 8 处"),
        (retire, OLD, "自2019年1月5日起停用。依据：已撤销。"),
        (retire, "agency-types/anjianju", "自2019年起停用。依据：已无此类机构。"),
    ],
)
def test_the_page_says_what_became_of_the_name(
    change: Change, key: str, said: str, after: dict[Change, Built]
) -> None:
    assert said in text_of(after[change].page(key))


@pytest.mark.parametrize("change", [rename, merge])
@pytest.mark.parametrize("page", ["", "/page-2", "/duties"])
def test_an_older_address_stays_and_leads_to_the_new_one(
    change: Change, page: str, after: dict[Change, Built]
) -> None:
    new = "yichun-yingjiju" if change is rename else "yichun-minzhengju"
    text = after[change].page(OLD + page)
    assert f"leads_to: agencies/{new}{page}/\nstays: true\n" in text
    way = f"{new}/duties.md" if page == "/duties" else f"{new}.md"
    assert re.search(rf"\]\((?:\.\./)?{re.escape(way)}\)", text)
    assert "2027年5月6日起改为新的" in text_of(text)


@pytest.mark.parametrize("change", [split, retire])
def test_the_page_of_a_record_that_ended_still_has_its_mentions(
    change: Change, after: dict[Change, Built]
) -> None:
    built = after[change]
    assert built.means("市安监局") == {OLD}
    assert built.page(OLD).count("<mark>") + built.page(f"{OLD}/page-2").count("<mark>") == 248
    assert "仍列在本页" in text_of(built.page(OLD))


@pytest.mark.parametrize(
    ("change", "word"), [(split, "已分立"), (retire, "已停用"), (rename, ""), (merge, "")]
)
def test_the_lists_say_which_records_have_ended(
    change: Change, word: str, after: dict[Change, Built]
) -> None:
    built = after[change]
    listed = re.findall(
        r"\[([^]]*)\]\([^)]*\) <span class=\"ended\">([^<]*)", built.page("agencies/index")
    )
    assert listed == ([("宜春市安全生产监督管理局", word)] if word else [])
    preview = (built.docs / OLD / "preview.js").read_text("utf-8")
    assert word in preview
    entries = (built.docs / "data" / "search" / "goto.js").read_text("utf-8")
    assert (f"宜春市安全生产监督管理局（{word}）" in entries) == bool(word)


@pytest.mark.parametrize(
    ("change", "key", "label", "said"),
    [
        (
            rename,
            "agencies/yichun-yingjiju",
            "曾用名",
            "宜春市安全生产监督管理局（用至2019年1月；机构改革方案）",
        ),
        (
            merge,
            "agencies/yichun-minzhengju",
            "并入本条",
            "“宜春市安全生产监督管理局”（2019年1月5日并入；机构改革方案）",
        ),
        (split, "agencies/yichun-yingjiju", "分自", "宜春市安全生产监督管理局"),
    ],
)
def test_the_page_of_today_says_where_it_comes_from(
    change: Change, key: str, label: str, said: str, after: dict[Change, Built]
) -> None:
    assert f"{label} {said}" in text_of(after[change].page(key))


def test_an_older_name_keeps_its_link_and_is_found(after: dict[Change, Built]) -> None:
    renamed, merged = after[rename], after[merge]
    assert renamed.means("市安监局") == {"agencies/yichun-yingjiju"}
    assert renamed.means("市应急管理局") == {"agencies/yichun-yingjiju"}  # the new name in short
    assert merged.means("市安监局") == {"agencies/yichun-minzhengju"}
    assert merged.means("平安甲行动") == merged.means("平安乙行动") == {"terms/yi-xingdong"}
    for built in (renamed, merged):
        entries = (built.docs / "data" / "search" / "goto.js").read_text("utf-8")
        assert '"宜春市安全生产监督管理局"' in entries
        assert f'"{OLD}/"' not in entries
        assert f'["{OLD}"]' in (built.docs / "data" / "search" / "names-1.js").read_text("utf-8")


def test_a_document_names_its_issuer_as_it_was(after: dict[Change, Built]) -> None:
    page = after[rename].page("instruments/banfa")
    assert "[宜春市应急管理局](../agencies/yichun-yingjiju.md)" in page


def test_a_clause_that_lists_both_of_two_that_were_merged_counts_once(
    after: dict[Change, Built],
) -> None:
    sheet = after[merge].page("agencies/yichun-minzhengju/duties")
    assert text_of(sheet).count("单独承担") == 8


def test_the_data_say_what_became_of_an_address(after: dict[Change, Built]) -> None:
    assert after[rename].moved()[OLD] == {
        "id": OLD,
        "how": "renamed",
        "name": "宜春市安全生产监督管理局",
        "to": ["agencies/yichun-yingjiju"],
        "date": "2019-01",
        "ground": "机构改革方案",
        "published": "2027-05-06",
    }
    assert after[merge].moved()["terms/jia-xingdong"]["ground"] is None
    assert after[split].moved()[OLD]["to"] == [
        "agencies/yichun-yingjiju",
        "agencies/yichun-minzhengju",
    ]
    assert after[retire].moved()[OLD]["to"] == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (rename, f"{OLD} -> agencies/yichun-yingjiju 2027-05-06"),
        (merge, f"{OLD} -> agencies/yichun-minzhengju 2027-05-06"),
        (split, f"{OLD} -> agencies/yichun-yingjiju agencies/yichun-minzhengju 2027-05-06"),
        (retire, f"{OLD} -> - 2027-05-06"),
    ],
)
def test_the_ledger_keeps_the_day(
    change: Change, line: str, before: Built, after: dict[Change, Built]
) -> None:
    docs = after[change].docs
    old = (before.docs / "authority" / "ids").read_text("utf-8")
    new = (docs / "authority" / "ids").read_text("utf-8")
    assert new.startswith(old)  # it only grows
    assert line in new.splitlines()
    mint(docs, "2028-01-01")
    assert (docs / "authority" / "ids").read_text("utf-8") == new
    checked = call("check", "--strict", "--jobs", "1", "--no-cache", folder=docs.parent)
    assert "authority" not in checked.stderr


def test_what_a_name_passed_to_has_its_mentions(before: Built, tmp_path: Path) -> None:
    """Its further pages and its duty sheet are there still, and say where to look."""
    docs = tmp_path / "docs"
    for name in ("sources", "authority"):
        shutil.copytree(before.docs / name, docs / name)
    retire(docs)
    rewrite(docs, "agencies", "pref: 宜春市民政局\n", "pref: 宜春市民政局\n  alt: [市安监局]\n")
    built = build(docs)
    assert built.means("市安监局") == {"agencies/yichun-minzhengju"}
    assert before.files - built.files == set()
    assert "它的名称现归宜春市民政局。" in text_of(built.page(OLD))
    for page in ("page-2", "duties"):
        assert "这一页现已不用，见" in built.page(f"{OLD}/{page}")


def test_the_page_tells_all_that_became_of_a_name() -> None:
    terms: list[dict[str, Any]] = [
        {"id": "jia", "pref": "甲行动", "merged": {"into": "yi", "date": "2018-10"}},
        {
            "id": "ding",
            "pref": "丁行动",
            "former": [
                {"name": "乙行动", "id": "yi", "until": "2020", "ground": "通知"},
                {"name": "丙行动", "until": "2021"},
            ],
        },
        {"id": "wu", "pref": "戊行动", "former": [{"name": "戊行动", "id": "wu-xd"}]},
    ]
    records = records_of("terms", ({"kind": "campaign", "note": "见正文", **one} for one in terms))
    known = relations.of(records)
    told = {key: [*map(phrase.words, outcome.steps(key, known))] for key in records.moved}
    assert told == {
        "terms/jia": [
            "“甲行动”自2018年10月起并入“乙行动”。",
            "“乙行动”自2020年起更名为“丙行动”，其后改为丁行动。依据：通知。",
        ],
        "terms/yi": ["“乙行动”自2020年起更名为“丙行动”，其后改为丁行动。依据：通知。"],
        "terms/wu-xd": ["“戊行动”改了编号，现为戊行动。"],
    }


def test_a_place_with_another_code_has_its_plans_and_their_short_names(published: Path) -> None:
    place = '{id: "360900", pref: 宜春市,'
    new = '{id: "360999", pref: 宜春市, former: [{name: 宜春市, id: "360900", until: 2027}],'
    rewrite(published, "places", place, new)
    rewrite(published, "places", 'broader: "360900"', 'broader: "360999"')
    path = published / "authority" / "agencies.yml"
    path.write_text(path.read_text("utf-8").replace('"360900"', '"360999"'), "utf-8")
    built = build(published)
    assert built.means("市安监局") == {OLD}
    assert built.page("places/360999").count("](../plans/") == 2
    said = text_of(built.page("places/360900"))
    assert "“宜春市”自2027年起改了编号，现为宜春市。" in said


def test_a_list_that_has_grown_shorter_still_has_its_further_page() -> None:
    terms: list[dict[str, Any]] = [
        {"id": f"t{number}", "pref": f"行动{number}号", "kind": "campaign", "note": "见正文"}
        for number in range(401)
    ]
    terms[7]["merged"] = {"into": "t8", "date": "2027"}
    stock = stocked.stock_of([], records_of("terms", terms))
    lists = {page.path.as_posix() for page in stocked.files_of(stock, "名录")}
    older = {page.path.as_posix(): page.text for page in stocked.files_of(stock, "旧地址")}
    assert "terms/page-2.md" not in lists
    assert "这一页现已不用，见[提法](index.md)。" in older["terms/page-2.md"]


# Half a change, and what is to be done about it


def refused(docs: Path) -> str:
    done = call("build", "--jobs", "1", "--no-cache", folder=docs.parent)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.fixture
def published(before: Built, tmp_path: Path) -> Path:
    """The `docs/` of the library as it was published first."""
    for name in ("sources", "authority"):
        shutil.copytree(before.docs / name, tmp_path / "docs" / name)
    return tmp_path / "docs"


def line_of(docs: Path, start: str) -> int:
    lines = (docs / "authority" / "ids").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_a_record_taken_out_by_hand_is_missed(published: Path) -> None:
    rewrite(published, "terms", TERMS.partition("- id: yi-")[0], "")
    said = refused(published)
    at = line_of(published, "terms/jia-xingdong ")
    assert f"docs/authority/ids:{at}:1: 错误：已公布的地址 terms/jia-xingdong 不见了" in said
    assert "写明 merged、split 或 retired" in said


def test_an_id_changed_by_hand_gets_the_very_line_to_add(published: Path) -> None:
    rewrite(published, "terms", "id: jia-xingdong", "id: pingan-jia")
    said = refused(published)
    (line,) = re.findall("“(terms/jia-xingdong -> .*?)”", said)
    assert line == "terms/jia-xingdong -> terms/pingan-jia"
    with (published / "authority" / "ids").open("a", encoding="utf-8") as ledger:
        ledger.write(f"{line} 2027-05-06\n")
    page = build(published).page("terms/jia-xingdong")
    assert "leads_to: terms/pingan-jia/\n---" in page  # it leads on by itself: nothing to be told
    assert "2027年5月6日起改为新的" in text_of(page)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            f"{OLD} -> agencies/yichun-minzhengju 2027-05-06",
            f"请把此行改为“{OLD} -> agencies/yichun-yingjiju 2027-05-06”",
        ),
        ("terms/jia-xingdong -> - 2027-05-06", "terms/jia-xingdong 那一条没有写 retired"),
        (
            "terms/jia-xingdong -> terms/yi-xingdong terms/bing 2027-05-06",
            "terms/jia-xingdong 那一条没有写 split",
        ),
        ("terms/jiu -> terms/jiu 2027-05-06", "旧地址 terms/jiu 所指的 terms/jiu 不存在"),
        (f"{OLD} -> agencies/yichun-yingjiju 2027-05-32", "没有 2027-05-32 这个日期"),
        (f"{OLD} -> 2027-05-06", "应作“地址 日期”或“旧地址 -> 新地址”"),
    ],
)
def test_a_ledger_that_says_another_thing_is_refused_in_its_line(
    line: str, said: str, published: Path
) -> None:
    rename(published)
    with (published / "authority" / "ids").open("a", encoding="utf-8") as ledger:
        ledger.write(f"{line}\n")
    place = f"docs/authority/ids:{line_of(published, line)}:1: "
    assert [one for one in refused(published).splitlines() if one.startswith(place) and said in one]


def test_a_change_that_is_not_in_the_ledger_yet_is_a_notice_at_home(published: Path) -> None:
    merge(published)
    done = call("build", "--jobs", "1", "--no-cache", folder=published.parent)
    assert done.returncode == 0
    assert f"{OLD}、terms/jia-xingdong 的变动尚未登记；核对后请运行 make mint" in done.stderr


# Any number of changes


def records_of(scheme: str, entries: Iterable[dict[str, Any]]) -> Authority:
    data = yaml.safe_dump([*entries], allow_unicode=True).encode()
    return authority_files.of(
        [authority_files.read(RecordFile(scheme, Path(f"{scheme}.yml"), data))]
    )


STEPS = st.lists(
    st.tuples(st.sampled_from(["rename", "merge", "split", "retire"]), st.integers(0, 40)),
    max_size=12,
)


@given(steps=STEPS)
def test_after_any_changes_each_address_and_each_name_leads_somewhere(
    steps: list[tuple[str, int]],
) -> None:
    """And each name to one record, however often that was renamed and merged."""
    entries: list[dict[str, Any]] = [
        {"id": f"t{number}", "pref": f"行动{number}号", "kind": "campaign", "note": "见正文"}
        for number in range(5)
    ]
    addresses = {f"terms/{one['id']}" for one in entries}
    known = {one["pref"] for one in entries}
    for number, (step, at) in enumerate(steps):
        living = [one for one in entries if not one.keys() & set(fate.ENDINGS)]
        if len(living) < 3:
            break
        one, other, third = (living[(at + more) % len(living)] for more in range(3))
        if step == "rename":
            name = f"新行动{number}号"
            one.setdefault("former", []).append({"name": one["pref"], "id": one["id"]})
            for entry in entries:  # as `make site` asks for
                told = entry.get("split", {}).get("into", {})
                if one["id"] in told:
                    told[f"n{number}"] = told.pop(one["id"])
            one |= {"id": f"n{number}", "pref": name}
            addresses.add(f"terms/n{number}")
            known.add(name)
        elif step == "merge":
            one["merged"] = {"into": other["id"], "date": "2027"}
        elif step == "split":
            one["split"] = {"into": {other["id"]: "甲", third["id"]: "乙"}, "date": "2027-05"}
        else:
            one["retired"] = {"date": "2027-05-06", "ground": "撤销"}
    found = records_of("terms", entries)
    for address in addresses:
        assert fate.current(address, found.moved) in found.records
    for name in known:
        (key,) = found.resolve(name, Scope())
        assert key in found.records
    assert {key for key in addresses if key in found.records} == found.records.keys()
