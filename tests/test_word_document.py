"""A plan as a Word document: what is in it, how it is laid out, and that any program can open it."""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from converters import pipeline
from converters.edition import apparatus
from converters.ingest import sources
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames
from converters.pipeline import Made
from converters.text import escape
from converters.views import plan_text
from converters.views.inline import Emended, Inline, Name, Ordinal, Units
from converters.views.plan_text import Paragraph
from converters.writing import official_layout, word_document, word_elements
from converters.writing.xml_elements import element
from tests import trials
from tests.conftest import WORKS
from tests.generated_documents import texts
from tests.office_schemas import wrong_in
from tests.test_plan_markdown import named, pieces, published, text_of, without_blanks
from tests.test_structure import plan_of
from tests.trials import tried
from tests.word_reader import Document, R, W, read, shown, style_of, value

SITE = "https://example.org/wenku/"
(DONGCHANG,) = (work for work in WORKS if "dongchang" in work)
(SHANGHAI,) = (work for work in WORKS if "shanghai" in work)

every_work = pytest.mark.parametrize("work", WORKS)


def of(plan: Plan, site: str | None = SITE) -> Document:
    text = text_of(plan) if plan.work else plan_text.of(plan, apparatus.entries(plan))
    return read(word_document.dump(plan, apparatus.entries(plan), text, site))


@pytest.fixture(scope="module")
def documents(library: dict[str, Plan]) -> dict[str, Document]:
    return {work: of(plan) for work, plan in library.items()}


# What is in it


@every_work
def test_the_text_is_the_reading(
    work: str, documents: dict[str, Document], library: dict[str, Plan]
) -> None:
    reading = without_blanks("".join(pieces(library[work])))
    assert without_blanks(documents[work].text) == reading


@settings(trials.LARGE, max_examples=tried(15, 150))
@given(texts())
def test_the_text_of_any_plan_is_its_reading(text: str) -> None:
    plan = plan_of(text)
    reading = escape.visible("".join(pieces(plan)))
    assert without_blanks(of(plan).text) == without_blanks(reading)


@every_work
def test_every_address_is_a_bookmark(
    work: str, documents: dict[str, Document], library: dict[str, Plan]
) -> None:
    body = documents[work].body
    names = [one.get(f"{W}name", "") for one in body.iter(f"{W}bookmarkStart")]
    assert sorted(names) == sorted(map(word_elements.bookmark, published(library[work])))
    assert len({*names}) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z]\w{0,39}", name, re.ASCII)] == []
    starts = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkEnd")]
    assert sorted(filter(None, starts)) == sorted(filter(None, ends))


SEGMENTS = (
    "a1",
    "a1_2",
    "b12",
    "c3_2",
    "d4",
    "part1",
    "ch2",
    "art10",
    "s1",
    "2",
    "3_2",
    "u1",
    "y2",
)


@given(
    st.sets(st.lists(st.sampled_from(SEGMENTS), min_size=1, max_size=14).map("-".join), min_size=2)
)
@example({"s1_2", "s1-2"})
@example({f"{'-'.join(['art10'] * 9)}-{last}" for last in ("a1", "a2")})
def test_two_addresses_are_two_bookmarks(ids: set[str]) -> None:
    """Word knows no case in them, and keeps no more than 40 characters."""
    names = {word_elements.bookmark(id_).lower() for id_ in ids}
    assert len(names) == len(ids)
    assert max(map(len, names)) <= 40


def test_a_bookmark_holds_what_its_address_names() -> None:
    document = of(plan_of("一、甲\n（一）乙。丙。\n1.丁。一是戊；二是己。\n"))
    held = {}
    for paragraph in document.paragraphs:
        for start in paragraph.iter(f"{W}bookmarkStart"):
            inside = [*paragraph]
            end = next(
                one
                for one in inside
                if one.tag == f"{W}bookmarkEnd" and one.get(f"{W}id") == start.get(f"{W}id")
            )
            between = inside[inside.index(start) : inside.index(end)]
            held[start.get(f"{W}name")] = "".join(map(shown, between))
    assert held == {
        "a1": "一、甲",
        "a1_b1": "（一）乙。",
        "a1_b1_c1": "1.丁。",
        "a1_b1_c1_y1": "一是戊；",
        "a1_b1_c1_y2": "二是己。",
    }


@every_work
def test_names_lead_to_their_pages(
    work: str, documents: dict[str, Document], library: dict[str, Plan]
) -> None:
    names = named(library[work])
    document = documents[work]
    outside = document.links()
    links = [*document.body.iter(f"{W}hyperlink")]
    led = Counter(outside[one.get(f"{R}id", "")] for one in links if one.get(f"{R}id"))
    assert led == Counter(f"{SITE}{one.target}/" for one in resolved(names) if "/" in one.target)
    bookmarks = {one.get(f"{W}name") for one in document.body.iter(f"{W}bookmarkStart")}
    assert {one.get(f"{W}anchor") for one in links if one.get(f"{W}anchor")} <= bookmarks
    begins = {part.tag for link in links for part in link[0]}
    assert f"{W}footnoteReference" not in begins


def resolved(names: PlanNames) -> list[Mention]:
    return [one for one in names.mentions if one.target]


def test_without_an_address_names_lead_nowhere(library: dict[str, Plan]) -> None:
    document = of(library[WORKS[0]], None)
    assert document.links() == {}
    assert [one for one in document.body.iter(f"{W}hyperlink") if not one.get(f"{W}anchor")] == []


@every_work
def test_each_emendation_has_its_note(
    work: str, documents: dict[str, Document], library: dict[str, Plan]
) -> None:
    """In the order of the text; the editor's title, where the file has none, has the first."""
    plan, parts = library[work], documents[work].parts
    notes = [one for one in parts["word/footnotes.xml"] if not one.get(f"{W}type")]
    told = [shown(one) for one in notes]
    if not plan.record.title.line:
        assert str(plan.record.title.ground) in told.pop(0)
    marked = text_of(plan).marked
    entries = [entry for entry in apparatus.entries(plan) if entry.id in marked]
    assert len(told) == len(entries)
    for entry, note in zip(entries, told, strict=True):
        assert entry.ground.rstrip("。") in note
        assert entry.verdict == "slip" or entry.received.strip() in note
    referred = [one.get(f"{W}id") for one in documents[work].body.iter(f"{W}footnoteReference")]
    assert referred == [one.get(f"{W}id") for one in notes]


def test_a_note_on_one_digit_stands_after_the_number(documents: dict[str, Document]) -> None:
    texts = []
    for paragraph in documents[SHANGHAI].paragraphs:
        runs = paragraph.iter(f"{W}r")
        notes = f"{W}footnoteReference"
        texts.append("".join("*" if one.find(notes) is not None else shown(one) for one in runs))
    whole = "\n".join(texts)
    assert "警情" in whole
    assert "110*警情、119*火情信息" in whole
    assert re.findall(r"[0-9A-Za-z]\*[0-9A-Za-z]", whole) == []


MARKS = {
    ("certain", False): "underDot",
    ("certain", True): "single",
    ("likely", False): "circle",
    ("likely", True): "dash",
    ("slip", False): "dotted",
    ("slip", True): "dotted",
    ("unknown", False): "",
}
"""By the verdict, and whether punctuation alone is marked: as docs/about/conventions.md says."""


@every_work
def test_how_sure_a_reading_is_is_seen(
    work: str, documents: dict[str, Document], library: dict[str, Plan]
) -> None:
    blocks = (one for one in text_of(library[work]).blocks if isinstance(one, Paragraph))
    expected = [
        (MARKS[one.entry.verdict, one.is_mark], one.text)
        for block in blocks
        for one in emended((*block.label, *block.text))
        if one.text and MARKS[one.entry.verdict, one.is_mark]
    ]
    marked = [
        (value(run, "rPr/em") or value(run, "rPr/u"), shown(run))
        for paragraph in documents[work].paragraphs
        if not style_of(paragraph).startswith(("Cell", "Caption"))
        for run in paragraph.iter(f"{W}r")
    ]
    assert [one for one in marked if one[0]] == expected


def emended(found: Iterable[Inline]) -> Iterator[Emended]:
    for one in found:
        match one:
            case Emended():
                yield one
            case Name(_, inside, _) | Units(inside):
                yield from emended(inside)
            case Ordinal():
                yield from emended((*one.label, *one.body))


# How it is laid out (GB/T 9704—2012)


def millimetres(twips: str) -> int:
    return round(int(twips) / 20 / 72 * 25.4)


@every_work
def test_page_margins_and_pitch(work: str, documents: dict[str, Document]) -> None:
    section = documents[work].body.find(f"{W}body/{W}sectPr")
    assert section is not None
    assert [millimetres(value(section, "pgSz", side)) for side in "wh"] == [210, 297]
    sides = ("top", "bottom", "left", "right")
    margins = {side: int(value(section, "pgMar", side)) for side in sides}
    assert [millimetres(str(margins[side])) for side in sides] == [37, 35, 28, 26]
    height = int(value(section, "pgSz", "h")) - margins["top"] - margins["bottom"]
    width = int(value(section, "pgSz", "w")) - margins["left"] - margins["right"]
    pitch = int(value(section, "docGrid", "linePitch"))
    assert height // pitch == 22
    normal = documents[work].style("Normal")
    size, between = int(value(normal, "rPr/sz")), int(value(normal, "rPr/spacing"))
    assert size == 32
    assert width // (size * 10 + between) == 28
    defaults = documents[work].parts["word/styles.xml"].find(f"{W}docDefaults/{W}pPrDefault")
    assert defaults is not None
    assert int(value(defaults, "pPr/spacing", "line")) == pitch


FACES = {
    "Title": ("方正小标宋简体", 44),
    "FaceHei": ("黑体", 0),
    "FaceKai": ("楷体_GB2312", 0),
    "FaceFang": ("仿宋_GB2312", 0),
    "Footer": ("宋体", 28),
}


@pytest.mark.parametrize("style", FACES)
def test_faces(style: str, documents: dict[str, Document]) -> None:
    document = documents[WORKS[0]]
    found = document.style(style)
    face, size = FACES[style]
    assert value(found, "rPr/rFonts", "eastAsia") == face
    assert int(value(found, "rPr/sz") or 0) == size
    table = document.parts["word/fontTable.xml"]
    (font,) = (one for one in table if one.get(f"{W}name") == face)
    assert len(value(font, "altName").split(",")) >= 3


HEADINGS = """\
一、甲
（一）乙
1.丙
（1）丁
戊。
"""


def test_headings_by_their_layers() -> None:
    """7.3.3: 黑体, 楷体, then 仿宋; two characters of indent, and each its level of the outline."""
    document = of(plan_of(HEADINGS))
    found = [
        (style_of(one), {value(run, "rPr/rStyle") for run in one.iter(f"{W}r")})
        for one in document.paragraphs
    ]
    assert found == [
        ("Heading2", {"FaceHei"}),
        ("Heading3", {"FaceKai"}),
        ("Heading4", {"FaceFang"}),
        ("Heading5", {"FaceFang"}),
        ("Text", {""}),
    ]
    assert value(document.style("Heading3"), "pPr/ind", "firstLineChars") == "200"
    assert value(document.style("Heading3"), "pPr/outlineLvl") == "2"


def test_a_heading_runs_into_its_paragraph() -> None:
    (_, paragraph) = of(plan_of("一、甲\n（一）乙丙。丁戊己。\n")).paragraphs
    runs = [(shown(run), value(run, "rPr/rStyle")) for run in paragraph.iter(f"{W}r")]
    assert style_of(paragraph) == "Text"
    assert runs == [("（一）", "FaceKai"), ("乙丙。", "FaceKai"), ("丁戊己。", "")]


@pytest.mark.parametrize(
    ("issuer", "date", "expected"),
    [
        ("某市应急管理局", "2023年3月", (2, 1.75)),
        ("某县人民政府办公室", "2023年3月", (2, 3.75)),
        ("某局", "二〇二三年三月", (9, 2)),
    ],
)
def test_the_date_begins_two_characters_after_the_signature(
    issuer: str, date: str, expected: tuple[float, float]
) -> None:
    right, right_of_date = official_layout.signed(issuer, date)
    assert (right, right_of_date) == expected
    begins, date_begins = (
        -end - official_layout.width(text) for end, text in ((right, issuer), (right_of_date, date))
    )
    assert date_begins - begins == 2


def test_pages_have_their_numbers_outside_and_tell_whence_they_come(
    documents: dict[str, Document], library: dict[str, Plan]
) -> None:
    for work, document in documents.items():
        for name, side in (("odd", "right"), ("even", "left")):
            footer = document.parts[f"word/{name}.xml"]
            first, *rest = footer
            assert shown(first) == "— 1 —"
            assert [one.get(f"{W}instr") for one in first.iter(f"{W}fldSimple")] == ["PAGE"]
            assert value(first, "pPr/jc") == side
            assert value(first, "pPr/ind", f"{side}Chars") == "100"
            told = "".join(map(shown, rest))
            assert library[work].source.sha256 in told
            assert f"{SITE}plans/{work}/" in told
            assert "非官方文本" in told
        assert document.parts["word/settings.xml"].find(f"{W}evenAndOddHeaders") is not None


@every_work
def test_numbers_are_text_and_all_text_is_chinese(
    work: str, documents: dict[str, Document]
) -> None:
    """Else Word would count what is an address, and set “” …… —— as if they were English."""
    document = documents[work]
    assert not any("numbering" in path for path in document.parts)
    assert [*document.body.iter(f"{W}numPr")] == []
    runs = [one for one in document.body.iter(f"{W}r") if one.find(f"{W}t") is not None]
    assert {value(one, "rPr/rFonts", "hint") for one in runs} == {"eastAsia"}


def test_tables_have_their_cells(library: dict[str, Plan], documents: dict[str, Document]) -> None:
    for work, plan in library.items():
        found = [
            [[shown(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in documents[work].body.iter(f"{W}tbl")
        ]
        expected = [
            [
                *([[cell.text for cell in table.header]] if table.header else []),
                *([cell.text for cell in row.cells] for row in plan.below(table)),
            ]
            for table in plan.tables
        ]
        assert [[[*map(without_blanks, row)] for row in table] for table in found] == [
            [[*map(without_blanks, row)] for row in table] for table in expected
        ]


MERGED = """\
<html><body><p>某县2024年应急管理工作要点</p><p>一、分工</p>
<table>
<tr><th>序号</th><th colspan="2">任务</th><th>单位</th></tr>
<tr><td rowspan="2">1</td><td>查险</td><td>每日</td><td rowspan="2">县应急管理局</td></tr>
<tr><td>排险</td><td>每周</td></tr>
<tr><td>2</td><td colspan="2">备料</td><td>县水利局</td></tr>
</table>
<p>二、其他</p></body></html>
"""


def plan_of_page(page: str) -> Plan:
    """The plan that a web page has."""
    return pipeline.read_plan(sources.from_bytes(Path("plan.html"), page.encode()))


def test_merged_cells_are_merged(tmp_path: Path) -> None:
    plan = plan_of_page(MERGED)
    document = of(plan)
    found = [
        [
            (shown(cell), value(cell, "tcPr/gridSpan"), [one.get(f"{W}val") for one in merged])
            for cell in row.iter(f"{W}tc")
            for merged in [[*cell.iter(f"{W}vMerge")]]
        ]
        for row in document.body.iter(f"{W}tr")
    ]
    assert found == [
        [("序号", "", []), ("任务", "2", []), ("单位", "", [])],
        [
            ("1", "", ["restart"]),
            ("查险", "", []),
            ("每日", "", []),
            ("县应急管理局", "", ["restart"]),
        ],
        [("", "", [None]), ("排险", "", []), ("每周", "", []), ("", "", [None])],
        [("2", "", []), ("备料", "2", []), ("县水利局", "", [])],
    ]
    text = plan_text.of(plan, apparatus.entries(plan))
    data = word_document.dump(plan, apparatus.entries(plan), text, SITE)
    assert wrong_in(tmp_path / "plan.docx", data) == []


# Any program opens it


def test_the_same_bytes_each_time(library: dict[str, Plan]) -> None:
    plan = library[WORKS[0]]
    entries, text = apparatus.entries(plan), text_of(plan)
    first, second = (word_document.dump(plan, entries, text, SITE) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"


CARRIED = (".docx", ".akn.xml", ".bib", ".ris", ".csl.json")


def test_what_is_carried_away_of_a_plan_is_light(made: list[Made]) -> None:
    """A host holds so many plans as their files leave room for."""
    for one in made:
        sizes = {
            file.path.name: len(file.data)
            for file in one.files
            if file.path.parent == Path("data/plans") and file.path.name.endswith(CARRIED)
        }
        assert len(sizes) == len(CARRIED)
        assert sum(sizes.values()) < 150_000, sizes


def test_the_parts_of_a_blank_document_are_those_of_any(documents: dict[str, Document]) -> None:
    """What the browser fills (docs/assets/carried/word-sheet.js) is set as the plans are."""
    told = word_document.blank_page().text
    blank = json.loads(told.removeprefix("library.wordBlank = ").removesuffix(";\n"))
    parts = {path: ElementTree.fromstring(text) for path, text in blank["parts"]}
    of_plan = documents[WORKS[0]].parts
    assert parts.keys() == of_plan.keys()
    for name in ("styles", "fontTable", "settings"):
        path = f"word/{name}.xml"
        assert ElementTree.tostring(parts[path]) == ElementTree.tostring(of_plan[path])
    (body,) = parts["word/document.xml"]
    (section,) = body
    assert section.tag == f"{W}sectPr"


HOSTILE = """\
某县2024年<w:p>&应急管理"工作要点"

各镇：
\t现将要点印发给你们。
某县应急管理局
2024年1月2日

一、\x1b加强]]>值守\x07
（一）查险&amp;。\u2028一是<b>甲</b>；二是乙。
表1 分工
序号\t任务
1\t查 & 排
附件：名单
"""


def test_it_keeps_to_the_schema(library: dict[str, Plan], tmp_path: Path) -> None:
    for plan in (library[DONGCHANG], plan_of(HOSTILE), plan_of("无")):
        text = text_of(plan)
        data = word_document.dump(plan, apparatus.entries(plan), text, SITE)
        assert wrong_in(tmp_path / "plan.docx", data) == []


def test_what_is_against_the_schema_would_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(HOSTILE)
    monkeypatch.setattr(word_document, "_STYLES", {})
    monkeypatch.setattr(word_document, "_section", lambda: element("w:jc"))
    data = word_document.dump(plan, apparatus.entries(plan), text_of(plan), SITE)
    assert wrong_in(tmp_path / "plan.docx", data)
