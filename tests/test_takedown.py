"""Taking a plan down: its text goes at once and nothing of it is left; its addresses stay."""

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from converters import pipeline
from converters.edition import apparatus
from converters.ingest import sources
from converters.library import relations
from converters.names import authority_files
from converters.search import scripts
from converters.site import remains
from converters.views import plan_text
from converters.writing import word_document
from tests.kept_library import KeptLibrary
from tests.small_library import small_library
from tests.test_verify import HOME

pytestmark = pytest.mark.slow

WORK = "331082-linhai-2024-yaodian"
TITLE = "临海市2024年应急管理工作要点"
DAY = ("--date", "2026-03-04")
SENTENCE = "对沿海渔船逐艘登记造册并且落实专人盯防"
NAME = "沿海渔船逐艘登记造册专项行动"
TEXT = (
    f"{TITLE}\n一、渔船\n（一）登记。{SENTENCE}，开展{NAME}。\n"
    "（二）查险。每月一次。甲乙丙，丁戊：己庚、辛壬。（责任单位：甲局）\n"
)
PAGES = (
    "plans/{}/index.md",
    "plans/{}/source.md",
    "plans/{}/emendations.md",
    "matrix/{}.md",
    "indicators/{}.md",
)


class Library(KeptLibrary):
    """Ten small plans in a folder, of which one is to go."""

    def refused(self, *arguments: str) -> str:
        done = self.ask(*arguments)
        assert (done.returncode, done.stdout) == (1, ""), done.stdout
        return done.stderr.rstrip("\n")

    def take_down(self, ground: str = "原机关要求") -> str:
        return self.do("takedown", WORK, "--ground", ground, *DAY)

    def site(self) -> Path:
        """What is looked at of a built site: here, what the converters wrote as it is."""
        made = self.folder / "site"
        shutil.rmtree(made, ignore_errors=True)
        shutil.copytree(self.docs, made)
        (made / "index.html").write_text(HOME, "utf-8")
        return made


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library as it is after its first build; never changed."""
    made = Library(tmp_path_factory.mktemp("published"))
    small_library(made.docs)
    (made.sources / f"{WORK}.txt").write_text(TEXT, "utf-8")
    (made.sources / f"{WORK}.yml").write_text("checked: []\n", "utf-8")
    made.do("mint", "--date", "2026-01-02")
    made.do("build")
    return made.folder


@pytest.fixture
def library(published: Path, tmp_path: Path) -> Library:
    shutil.copytree(published, tmp_path / "library")
    return Library(tmp_path / "library")


def test_the_text_goes_and_every_address_says_so(library: Library) -> None:
    addresses = [line.split()[0] for line in library.read(f"sources/{WORK}.ids").splitlines()]
    library.take_down()
    library.do("build", "--strict")
    assert library.read("sources/ids").endswith(f"{WORK} x 2026-03-04 原机关要求\n")
    assert not [*library.sources.glob(f"{WORK}.txt"), *library.sources.glob(f"{WORK}.yml")]
    for page in PAGES:
        text = library.read(page.format(WORK))
        assert "# 已撤下：浙江省台州市临海市 2024 年工作要点" in text
        assert "2026年3月4日撤下" in text
        assert "依据：原机关要求。" in text
        assert "withdrawn: true" in text
    landing = library.read(PAGES[0].format(WORK))
    assert addresses
    assert [one for one in addresses if f'<a id="{one}"></a>' not in landing] == []
    # The page of its place, which comes from its code alone, is an address too.
    way = f"[浙江省台州市临海市 2024 年工作要点](../plans/{WORK}/index.md)"
    assert f"库内不再有本级的规划，已撤下：{way}。" in library.read("places/331082.md")
    assert "places/331082" in library.read("authority/ids")
    assert "331082" in library.read("places/331000.md")


def said(path: Path) -> str:
    return "\n".join(remains.texts_in(path))


def test_nothing_that_a_build_wrote_has_the_text_or_the_title(library: Library) -> None:
    written = [path for path in library.docs.rglob("*") if path.is_file()]
    assert any(SENTENCE in said(path) for path in written)
    library.take_down()
    library.do("build")
    texts = {path: said(path) for path in library.docs.rglob("*") if path.is_file()}
    assert [path for path, text in texts.items() if SENTENCE[:12] in text or TITLE in text] == []
    assert not (library.docs / "data" / "plans" / f"{WORK}.json").exists()


def test_the_data_and_the_lists_say_that_it_went(library: Library) -> None:
    library.take_down("重复收入。")
    library.do("build")
    (first, *_) = json.loads(library.read("data/changes.json"))["changes"]
    assert first == {
        "date": "2026-03-04",
        "work": WORK,
        "title": "浙江省台州市临海市 2024 年工作要点",
        "new": False,
        "added": [],
        "revised": [],
        "withdrawn": "重复收入。",
    }
    assert f"已撤下：[浙江省台州市临海市 2024 年工作要点]({WORK}/index.md)。" in library.read(
        "plans/index.md"
    )
    assert "撤下" in library.read("index.md")


def test_names_stay_and_their_evidence_says_that_the_plan_went(library: Library) -> None:
    record = f"- {{id: yuchuan, pref: {NAME}, kind: campaign, at: [{WORK}#a1-b1]}}\n"
    terms = library.docs / "authority" / "terms.yml"
    terms.write_text(terms.read_text("utf-8") + record, "utf-8")
    library.do("build")
    library.take_down()
    library.do("build")
    page = library.read("terms/yuchuan.md")
    assert f"[浙江省台州市临海市 2024 年工作要点（已撤下）](../plans/{WORK}/index.md#a1-b1)" in page
    assert library.ask("check").stderr.count("evidence") == 0


def test_what_was_broken_off_is_brought_to_its_end(library: Library) -> None:
    """The line is written first: until the text is gone, no build goes on."""
    ledger = library.sources / "ids"
    ledger.write_text(f"{ledger.read_text('utf-8')}{WORK} x 2026-03-04 甲\n", "utf-8")
    line = len(ledger.read_text("utf-8").splitlines())
    said = f"docs/sources/ids:{line}:1: 错误：{WORK} 已撤下，{WORK}.txt、{WORK}.yml 却还在，会随网站公布；请移走"
    assert said in library.ask("build").stderr
    library.take_down("乙")
    assert ledger.read_text("utf-8").count(" x ") == 1
    library.do("build")


@pytest.mark.parametrize("ending", [".txt", ".yml"])
def test_a_single_file_that_stays_is_told(ending: str, library: Library) -> None:
    library.take_down()
    (library.folder / ".withdrawn" / f"{WORK}{ending}").rename(library.sources / f"{WORK}{ending}")
    assert f"{WORK} 已撤下，{WORK}{ending} 却还在" in library.ask("build").stderr


def test_it_can_be_undone(library: Library) -> None:
    before = library.read(f"plans/{WORK}/index.md")
    library.take_down()
    library.do("build")
    for ending in (".txt", ".yml"):
        (library.folder / ".withdrawn" / f"{WORK}{ending}").rename(
            library.sources / f"{WORK}{ending}"
        )
    ledger = library.sources / "ids"
    ledger.write_text(f"{ledger.read_text('utf-8')}{WORK} 2026-05-06\n", "utf-8")
    library.do("build")
    assert library.read(f"plans/{WORK}/index.md") == before


REFUSED = {
    "no plan": (("330000-zhejiang-2024-yaodian", "--ground", "甲"), "没有这份规划"),
    "no ground": ((WORK, "--ground", " "), "要写明撤下的依据"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_taken_down_is_refused(case: str, library: Library) -> None:
    arguments, message = REFUSED[case]
    before = library.read("sources/ids")
    assert library.refused("takedown", *arguments).endswith(f".txt:1:1: {message}")
    assert library.read("sources/ids") == before


def test_what_was_never_published_is_only_deleted(library: Library) -> None:
    new = "331082-linhai-2025-yaodian"
    (library.sources / f"{new}.txt").write_text(TEXT, "utf-8")
    message = "这份规划还没有公布，不必撤下；删去它的 .txt、.yml 即可"
    said = library.refused("takedown", new, "--ground", "甲")
    assert said == f"docs/sources/{new}.txt:1:1: {message}"


def test_a_ledger_of_addresses_of_what_went_must_stay(library: Library) -> None:
    library.take_down()
    (library.sources / f"{WORK}.ids").unlink()
    assert f"{WORK}.ids却不见了".replace("ids却", "ids 却") in library.ask("build").stderr


def test_a_site_without_a_trace_is_proved_to_be_one(library: Library) -> None:
    library.take_down()
    library.do("build")
    library.site()
    said = library.do("check-site", "site")
    assert said.startswith("site：没有留下撤下的 1 份规划的文字\n连续 12 字即查；")
    assert said.endswith(f"\n  {TITLE}\n")


MARKED = "few letters, and marks"
TRACES = {
    "a note that people wrote": (
        "authority/terms.yml",
        f"- id: jia\n  pref: 甲法\n  kind: practice\n  note: 原文“{SENTENCE}”\n",
        "docs/authority/terms.yml:4:12",
    ),
    "a page, with marks in it": (
        "about/index.html",
        f"<p>甲<em>{SENTENCE[:5]}</em>{SENTENCE[5:]}</p>\n",
        "site/about/index.html:1:9",
    ),
    "data, with other marks between": (
        "data/a.json",
        json.dumps({"a": "，".join(SENTENCE)}, ensure_ascii=False),
        "site/data/a.json:1:8",
    ),
    MARKED: (
        "a/index.html",
        "<p>甲乙丙，丁戊：己庚、辛壬。</p>\n",
        "site/a/index.html:1:4",
    ),
    "an attribute": ("a/index.html", f'<p title="{SENTENCE}">', "site/a/index.html:1:11"),
}


@pytest.mark.parametrize("case", TRACES)
def test_a_trace_is_told_at_its_place(case: str, library: Library) -> None:
    name, text, place = TRACES[case]
    library.take_down()
    library.do("build")
    made = library.site()
    for folder in (made, *([library.docs] if place.startswith("docs") else ())):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    done = library.ask("check-site", "site")
    assert done.returncode == 1
    said = "甲乙丙丁戊己庚" if case == MARKED else f"{SENTENCE}”"
    told = f"{place}: 撤下的规划的文字还在：“{said}"
    assert any(line.startswith(told) for line in done.stderr.splitlines()), done.stderr


def test_a_packed_text_is_looked_into(library: Library) -> None:
    """The texts of the search and of each plan are written with an alphabet of their own."""
    plan = pipeline.structured(sources.load(library.sources / f"{WORK}.txt", WORK))
    authority = authority_files.load(library.docs / "authority")
    texts = scripts.of_plan(plan)
    shard = scripts.Shard(1, 1, (texts,), ({},), ({},), ({},))
    (searched, *_) = scripts.pages(shard, relations.of(authority))
    alone = scripts.texts_page(texts)
    sought = remains.forbidden([plan], [], [])
    for script in (searched.text, alone.text):
        assert SENTENCE not in script
        (library.folder / "packed.js").write_text(script, "utf-8")
        found = [trace.text for trace in remains.find(library.folder, sought)]
        assert any(SENTENCE in text for text in found)


def test_a_word_document_is_looked_into(library: Library) -> None:
    plan = pipeline.read_plan(sources.load(library.sources / f"{WORK}.txt", WORK))
    entries = apparatus.entries(plan)
    packed = word_document.page(plan, entries, plan_text.of(plan, entries))
    (library.folder / packed.path.name).write_bytes(packed.data)
    found = [
        trace.text for trace in remains.find(library.folder, remains.forbidden([plan], [], []))
    ]
    assert any(SENTENCE in text for text in found)


def test_a_word_document_in_the_copy_for_reading_from_disk_is_looked_into(library: Library) -> None:
    """Word cuts a sentence into runs wherever a letter looks otherwise, and the copy is packed."""
    plan = pipeline.read_plan(sources.load(library.sources / f"{WORK}.txt", WORK))
    half = len(SENTENCE) // 2
    run = "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>"
    document = f"<w:p><w:r><w:t>{SENTENCE[:half]}{run}{SENTENCE[half:]}</w:t></w:r></w:p>"
    (inner := library.folder / "one.docx").write_bytes(
        packed("word/document.xml", document.encode())
    )
    copy = packed("data/one.docx", inner.read_bytes())
    inner.unlink()
    (library.folder / "copy.zip").write_bytes(copy)
    found = remains.find(library.folder, remains.forbidden([plan], [], []))
    assert any(SENTENCE[:12] in trace.text for trace in found if trace.path.name == "copy.zip")


def packed(name: str, data: bytes) -> bytes:
    """One file, compressed in a ZIP file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr(name, data)
    return made.getvalue()


def test_a_run_of_twelve_is_enough_and_the_text_as_received_counts() -> None:
    """What was received reads otherwise: a tag between two characters is none of the reading."""
    text = "甲乙丙丁戊己\n一、子丑寅卯辰巳午未申酉戌亥。\n二、东南西北<b>中</b>&ldquo;发白。\n"
    gone = pipeline.structured(sources.from_bytes(Path("甲.txt"), text.encode()))
    runs = remains.forbidden([gone], [], []).runs
    assert "子丑寅卯辰巳午未申酉戌亥" in runs
    assert "南西北b中bldquo发" in runs


def test_what_others_have_too_and_what_is_a_name_is_no_trace(library: Library) -> None:
    gone = pipeline.structured(sources.load(library.sources / f"{WORK}.txt", WORK))
    other = pipeline.structured(
        sources.from_bytes(Path("乙.txt"), f"乙\n一、{SENTENCE}\n".encode())
    )
    alone = remains.forbidden([gone], [], [])
    beside = remains.forbidden([gone], [other], [NAME])
    assert SENTENCE[:12] in alone.runs
    assert SENTENCE[:12] not in beside.runs
    assert beside.shared > 0
    assert beside.excepted == tuple(sorted((TITLE, NAME)))
