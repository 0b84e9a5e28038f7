"""Word files: what Word shows is read, each character knows its bytes, and none of them is lost."""

import copy
import io
import random
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converters.models.derived import Derived
from converters.readers import docx, number_formats
from converters.readers.derived import Unreadable
from converters.readers.wordprocessing import fields, package, symbols, xml_tree
from tests import derived_check, fixture_files, word_files
from tests.fixture_files import Case

FONTS = ("SimSun", "Wingdings", "Symbol")
FIXTURES = Path(__file__).parent / "fixtures" / "docx"
CASES = fixture_files.params(FIXTURES)
ALL = [case for path in sorted(FIXTURES.glob("*.txt")) for case in fixture_files.read(path)]


@pytest.mark.parametrize("case", CASES)
def test_a_file_is_read_as_word_shows_it(case: Case) -> None:
    data = word_files.docx(case.input)
    reading = docx.reading(data)
    assert word_files.shown(reading.derived) == case.expected
    derived_check.check(reading.derived)
    check_account(data, reading)
    check_places(data, reading.derived)


def check_account(data: bytes, reading: docx.Reading) -> None:
    """Every character of a text is in the derived text or left out, and none in both.

    Parts of which nothing is shown, as headers of no section, are not asked for.
    """
    covered = word_files.covered(reading)
    for before, after in pairwise(covered):
        assert before[0] < after[0] or before[2] <= after[1], (before, after)
    shown = {part for part, _, _ in covered}
    known = {(part, at) for part, start, end in covered for at in range(start, end)}
    for part, offset, size, text in word_files.texts_of(data):
        if part in shown:
            raw = word_files.solid_bytes(data, part, offset, size)
            assert {(part, at) for at in raw} <= known, (part, offset, text)


def check_places(data: bytes, derived: Derived) -> None:
    """What stands at a place of the file is what the text has from there, or a tag that says it."""
    for place in derived.places:
        received = word_files.part_of(data, place.part)[place.offset :][: place.size].decode()
        said = derived.text[place.start : place.end]
        if place.size and not received.startswith("<"):
            plain = word_files.plain(received)
            assert said in {plain, *(symbols.read(plain, font) for font in FONTS)}


MADE = sorted((FIXTURES / "made").glob("*.docx"))


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_a_file_that_another_program_made_is_read_as_it_shows_it(path: Path) -> None:
    data = path.read_bytes()
    reading = docx.reading(data)
    assert word_files.shown(reading.derived) == path.with_suffix(".txt").read_text("utf-8").rstrip()
    derived_check.check(reading.derived)
    check_account(data, reading)
    check_places(data, reading.derived)


FILES = {case.title: word_files.docx(case.input) for case in ALL} | {
    f"made/{path.name}": path.read_bytes() for path in MADE
}
SEEN = list(fixture_files.read(FIXTURES.parent / "docx-seen" / "libreoffice.txt"))


def bare(text: str) -> str:
    """A text as programs agree on it: without blanks, and without what stands round marks of notes."""
    return re.sub(r"[\s\[\]\u00ad]", "", text).replace("\u2011", "-")


def lost_in(derived: Derived, lines: str) -> list[str]:
    """The lines that another program shows and that are not found in what is read, in their order."""
    read, at = bare(derived.text), 0
    lost = []
    for line in lines.split("\n"):
        found = read.find(bare(line), at)
        if found < 0:
            lost.append(line)
        else:
            at = found + len(bare(line))
    return lost


@pytest.mark.parametrize("case", SEEN, ids=lambda case: case.title)
def test_what_libreoffice_shows_is_found_in_order(case: Case) -> None:
    """The lines are those of `soffice --convert-to txt`; behind them why some are not found."""
    lost = lost_in(docx.read(FILES[case.title]), case.input)
    assert bool(lost) == bool(case.expected), lost


def test_libreoffice_has_seen_every_file() -> None:
    assert sorted(case.title for case in SEEN) == sorted(FILES)


# Numbers.

FORMATS = {
    "chineseCounting": "1 一 10 十 11 十一 20 二十 99 九十九 100 一○○ 101 一○一",
    "chineseCountingThousand": "9 九 10 十 19 十九 20 二十 100 一百 101 一百零一 110 一百一十 111 一百一十一 1001 一千零一 1010 一千零一十 10000 一万 10001 一万零一 12000 一万二千",
    "chineseLegalSimplified": "1 壹 10 壹拾 12 壹拾贰 101 壹佰零壹 10000 壹万",
    "taiwaneseCounting": "10 十 21 二十一 100 一○○",
    "taiwaneseCountingThousand": "10 十 101 一百○一 20000 二萬",
    "taiwaneseDigital": "10 一○ 25 二五",
    "ideographDigital": "10 一〇 25 二五 106 一〇六",
    "ideographLegalTraditional": "2 貳 10 壹拾 20000 貳萬",
    "ideographTraditional": "1 甲 10 癸 11 11",
    "ideographZodiac": "1 子 12 亥 13 13",
    "ideographZodiacTraditional": "1 甲子 12 乙亥 60 癸亥 61 甲子",
    "ideographEnclosedCircle": "1 ㈠ 10 ㈩ 11 11",
    "japaneseCounting": "1 一 10 十 20 二十 100 百 101 百一 110 百十 1000 千 10000 一万",
    "japaneseLegal": "1 壱 12 壱拾弐",
    "japaneseDigitalTenThousand": "10 一〇",
    "decimal": "1 1 0 0 -3 -3",
    "decimalZero": "1 01 9 09 10 10",
    "decimalFullWidth": "12 １２",
    "decimalFullWidth2": "12 １２",
    "decimalHalfWidth": "12 12",
    "decimalEnclosedCircle": "1 ① 20 ⑳ 21 21",
    "decimalEnclosedCircleChinese": "1 ① 10 ⑩ 11 11",
    "decimalEnclosedFullstop": "1 ⒈ 20 ⒛ 21 21",
    "decimalEnclosedParen": "1 ⑴ 20 ⒇ 21 21",
    "upperRoman": "1 I 4 IV 9 IX 40 XL 1994 MCMXCIV 0 0",
    "lowerRoman": "8 viii",
    "upperLetter": "1 A 26 Z 27 AA 28 BB 53 AAA",
    "lowerLetter": "2 b 27 aa 2000000000 2000000000",
    "ordinal": "1 1st 2 2nd 3 3rd 4 4th 11 11th 22 22nd 113 113th",
    "hex": "26 1A",
    "chicago": "1 * 5 **",
    "aiueoFullWidth": "1 ア 46 ン 47 ア",
    "koreanDigital2": "10 一零",
    "cardinalText": "7 7",
}
"""Written by hand from ECMA-376-1:2016, 17.18.59, [MS-OI29500] 2.1.540 and [MS-DOCX] 2.4."""


@pytest.mark.parametrize("name", FORMATS)
def test_a_value_is_written_in_each_format(name: str) -> None:
    pairs = FORMATS[name].split()
    expected = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert {value: number_formats.written(int(value), name) for value in expected} == expected


def test_a_number_in_a_dash_has_blanks() -> None:
    assert number_formats.written(3, "numberInDash") == "- 3 -"


@given(st.integers(1, 99_999_999))
def test_no_two_values_are_written_alike_in_chinese(value: int) -> None:
    for name in ("chineseCountingThousand", "chineseLegalSimplified", "japaneseCounting"):
        written = number_formats.written(value, name)
        assert re.fullmatch(r"\D+", written)
        assert written != number_formats.written(value + 1, name)
        assert not re.search("零零|零[万萬千百十]|零\\Z", written)


def test_every_row_writes_every_value() -> None:
    rows = [name for name in number_formats._ROWS if name != "custom"]
    for name in rows:
        written = [number_formats.written(value, name) for value in (-1, 0, 1, 100, 10**9)]
        assert all(map(bool, written)) == number_formats.has_number(name), name


def test_a_circle_is_known_to_fifty() -> None:
    rings = [fields.enclosed(str(value)) for value in range(1, 51)]
    assert "".join(filter(None, rings)) == (
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
    )
    assert fields.enclosed("51") is fields.enclosed("0") is fields.enclosed("十") is None


# Any file.

ALTERNATE = "mc:AlternateContent"
WORDS = st.text("甲乙丙一二（）、。1a &<>😀é\u3000", max_size=6)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


RUNS = st.recursive(
    st.one_of(
        WORDS.map(lambda text: f'<r><t xml:space="preserve">{escaped(text)}</t></r>'),
        WORDS.map(lambda text: f"<r><rPr><vanish/></rPr><t>{escaped(text)}</t></r>"),
        WORDS.map(lambda text: f"<del><r><delText>{escaped(text)}</delText></r></del>"),
        st.sampled_from(
            [
                "<r><tab/></r>",
                "<r><br/></r>",
                '<r><br type="page"/></r>',
                '<r><fldChar fldCharType="begin"/></r>',
                '<r><fldChar fldCharType="separate"/></r>',
                '<r><fldChar fldCharType="end"/></r>',
                "<r><instrText>PAGE</instrText></r>",
                '<r><footnoteReference id="1"/></r>',
                '<r><footnoteReference id="2"/></r>',
                '<r><commentReference id="0"/></r>',
                '<r><sym font="Wingdings" char="F0FE"/></r>',
            ]
        ),
    ),
    lambda inner: st.tuples(
        st.sampled_from(
            [
                "<ins>{}</ins>",
                "<moveFrom>{}</moveFrom>",
                "<sdt><sdtContent>{}</sdtContent></sdt>",
                '<hyperlink r:id="http://a.cn/">{}</hyperlink>',
                '<fldSimple instr="REF x">{}</fldSimple>',
                "<r><pict><v:textbox><txbxContent><p>{}</p></txbxContent></v:textbox></pict></r>",
                "<r><ruby><rt>{0}</rt><rubyBase>{0}</rubyBase></ruby></r>",
                f"<{ALTERNATE}><mc:Choice>{{0}}</mc:Choice><mc:Fallback>{{0}}</mc:Fallback></{ALTERNATE}>",
            ]
        ),
        st.lists(inner, max_size=3),
    ).map(lambda found: found[0].format("".join(found[1]))),
    max_leaves=8,
)
MARKS = st.sampled_from(
    ["", "<n 1/>", "<n 1 1/>", "<s h/>", "<rPr><del/></rPr>", "<rPr><vanish/></rPr>"]
)
PARAGRAPHS = st.builds(
    lambda mark, runs: f"<p><pPr>{mark}</pPr>{''.join(runs)}</p>", MARKS, st.lists(RUNS, max_size=4)
)
CELLS = st.sampled_from(
    ["", '<gridSpan val="2"/>', '<vMerge val="restart"/>', "<vMerge/>", "<cellDel/>"]
)


def tables(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cell = st.builds(
        lambda mark, blocks: f"<tc><tcPr>{mark}</tcPr>{''.join(blocks)}</tc>",
        CELLS,
        st.lists(inside, max_size=2),
    )
    row = st.builds(
        lambda mark, cells: f"<tr><trPr>{mark}</trPr>{''.join(cells)}</tr>",
        st.sampled_from(["", "<tblHeader/>", "<del/>", '<gridBefore val="1"/>']),
        st.lists(cell, max_size=3),
    )
    return st.lists(row, max_size=3).map(lambda rows: f"<tbl>{''.join(rows)}</tbl>")


BLOCKS = st.recursive(PARAGRAPHS, tables, max_leaves=6)
SECTION = (
    '<sectPr><headerReference r:id="rId-header1"/><footerReference r:id="rId-footer1"/></sectPr>'
)
AROUND = """
==== numbering
<abstractNum abstractNumId="0">
<lvl ilvl="0"><start val="1"/><numFmt val="chineseCounting"/><lvlText val="%1、"/></lvl>
<lvl ilvl="1"><start val="1"/><numFmt val="decimal"/><lvlText val="%1.%2"/></lvl>
</abstractNum>
<num numId="1"><abstractNumId val="0"/></num>
==== styles
<style type="paragraph" styleId="h"><pPr><outlineLvl val="1"/></pPr><rPr><vanish/></rPr></style>
==== footnotes
<footnote id="1"><p>[[注一]]</p></footnote>
<footnote id="2"><p>[[注二]]</p></footnote>
==== comments
<comment id="0"><p>[[批注]]</p></comment>
"""


@given(st.lists(BLOCKS, max_size=4), st.lists(BLOCKS, max_size=2), st.lists(BLOCKS, max_size=2))
def test_of_any_file_no_character_is_lost(
    body: list[str], header: list[str], footer: list[str]
) -> None:
    parts = f"\n==== header1\n{''.join(header)}\n==== footer1\n{''.join(footer)}"
    data = word_files.docx(f"{''.join(body)}{SECTION}{AROUND}{parts}")
    reading = docx.reading(data)
    derived_check.check(reading.derived)
    check_account(data, reading)
    assert docx.read(data) == reading.derived


def test_strict_files_utf_16_and_other_prefixes_are_read() -> None:
    case = next(fixture_files.read(FIXTURES / "numbers.txt"))
    assert (
        word_files.shown(docx.read(word_files.docx(case.input, word_files.STRICT))) == case.expected
    )
    xml = word_files.part("document", "<p>[[汉字😀]]<r><noBreakHyphen/></r></p>")
    other = re.sub(r"(</?|\sxmlns:)w\b", r"\1ns0", xml).replace("UTF-8", "UTF-16")
    data = other.encode("utf-16")
    derived = docx.read(word_files.docx("", files={"document.xml": data}))
    assert derived.text == "汉字😀-\n"
    place = derived.places[0]
    assert data[place.offset : place.offset + place.size].decode("utf-16-le") == "汉字😀"


def test_the_bytes_of_a_stretch_are_its_characters() -> None:
    data = word_files.docx("<p>[[一、总体要求2024年]]</p>")
    derived = docx.read(data)
    (place,) = derived.places
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        raw = container.read(place.part)[place.offset : place.offset + place.size]
    assert raw.decode() == derived.text.removesuffix("\n")


# Files that are broken, or made to do harm.


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A file in which one part is another."""
    data = word_files.docx("<p>[[正文]]</p>")
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        parts = {one: container.read(one) for one in container.namelist()}
    parts[name] = change(parts[name])
    return word_files.zipped(parts)


MAIN = "word/document.xml"
TEXT = "正文".encode()
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'


def with_doctype(data: bytes) -> bytes:
    return data.replace(b"<w:document", DOCTYPE + b"<w:document").replace(TEXT, b"&b;&f;")


def encrypted() -> bytes:
    data = bytearray(word_files.docx("<p>[[正文]]</p>"))
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    return bytes(data)


DEEP = 150
REFUSED = {
    "no container at all": (b"PK\x03\x04 but nothing else", "已损坏"),
    "empty": (b"", "已损坏"),
    "a container of other things": (word_files.zipped({"a.txt": b"a"}), "不是 Word 文件"),
    "no body": (changed(MAIN, lambda _: b"<x/>"), "不是 Word 文件"),
    "XML that ends early": (changed(MAIN, lambda data: data[:-20]), f"{MAIN} 不是完好的 XML"),
    "XML in no known encoding": (
        changed(MAIN, lambda data: data.replace(b"UTF-8", b"KLINGON")),
        f"{MAIN} ",
    ),
    "a document type": (changed(MAIN, with_doctype), "DOCTYPE"),
    "an element in a text": (
        changed(MAIN, lambda data: data.replace(TEXT, TEXT + b"<w:r/>")),
        "文字里夹着元素",
    ),
    "a password": (encrypted(), "密码"),
    "text without end": (
        changed(MAIN, lambda data: data.replace(TEXT, b"a" * (package.MAX_UNPACKED + 1))),
        "超过 32 MB",
    ),
    "nesting without end": (
        changed(MAIN, lambda data: data.replace(b"<w:p>", b"<a>" * 100_000 + b"<w:p>")),
        "嵌套超过 200 层",
    ),
    "files without number": (
        word_files.zipped({str(number): b"" for number in range(package.MAX_ENTRIES + 1)}),
        "超过 10,000 个",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_does_harm_is_refused(name: str) -> None:
    data, message = REFUSED[name]
    with pytest.raises(Unreadable, match=re.escape(message)):
        docx.read(data)


def test_elements_without_number_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "MAX_ELEMENTS", 1000)
    many = "<p/>" * 900
    assert docx.read(word_files.docx(many)).text == "\n" * 900
    for body in (f"{many}{many}", f"{many}\n==== styles\n{many}"):
        with pytest.raises(Unreadable, match="元素超过 1,000 个"):
            docx.read(word_files.docx(body))


def test_parts_without_end_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 20_000)
    long = "<p>[[" + "甲" * 5_000 + "]]</p>"
    assert len(docx.read(word_files.docx(long)).text) == 5_001
    with pytest.raises(Unreadable, match="不像正常的 Word 文件"):
        docx.read(word_files.docx(f"{long}\n==== styles\n{long}"))


def test_what_the_directory_says_of_a_size_is_not_believed() -> None:
    data = bytearray(
        changed(MAIN, lambda data: data.replace(TEXT, b"a" * (package.MAX_UNPACKED + 1)))
    )
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 24 : found.start() + 28] = (100).to_bytes(4, "little")
    with pytest.raises(Unreadable):
        docx.read(bytes(data))


def test_what_lies_as_deep_as_is_read_is_read() -> None:
    inside = (
        "<sdt><sdtContent>" * (DEEP // 2) + "<p>[[底]]</p>" + "</sdtContent></sdt>" * (DEEP // 2)
    )
    assert docx.read(word_files.docx(inside)).text == "底\n"
    table = "<tbl><tr><tc>" * (DEEP // 3) + "<p>[[底]]</p>" + "</tc></tr></tbl>" * (DEEP // 3)
    assert docx.read(word_files.docx(table)).text == "底\n"
    box = "<p><r><pict><txbxContent>"
    boxes = box * (DEEP // 4) + "<p>[[底]]</p>" + "</txbxContent></pict></r></p>" * (DEEP // 4)
    assert docx.read(word_files.docx(boxes)).text.strip() == "底"


def test_nothing_that_grows_with_its_square_is_read_for_long() -> None:
    many = 5_000
    begun = '<r><fldChar fldCharType="begin"/></r>'
    wide = f"<tr>{'<tc><p/></tc>' * many}</tr>{'<tr><tc><p>[[甲]]</p></tc></tr>' * many}"
    bodies = [
        f"<p>{begun * many}</p>{'<p>[[甲]]</p>' * many}",
        f"<tbl>{wide}</tbl>",
        "<p><pPr><s 0/></pPr>[[甲]]</p>" * many,
        '<tbl><tr><tc><tcPr><gridSpan val="999999999"/></tcPr><p>[[甲]]</p></tc></tr></tbl>',
    ]
    styles = "".join(
        f'<style styleId="{one}"><basedOn val="{one + 1}"/></style>' for one in range(many)
    )
    for body in bodies:
        data = word_files.docx(f"{body}\n==== styles\n{styles}")
        before = time.process_time()
        assert "甲" in docx.read(data).text
        assert time.process_time() - before < 3


def test_a_macro_and_what_lies_outside_are_told_or_left_alone() -> None:
    data = word_files.docx("<p>[[正文]]</p>", files={"vbaProject.bin": b"Sub AutoOpen()"})
    (problem,) = docx.read(data).problems
    assert (problem.code, problem.severity, problem.span) == ("macro", "notice", (0, 2))
    outside = b'Target="file:///etc/passwd" TargetMode="External"/>'
    data = changed(
        "word/_rels/document.xml.rels",
        lambda rels: rels.replace(
            b"</Rel", b'<Relationship Id="s" Type="x/styles" ' + outside + b"</Rel"
        ),
    )
    assert docx.read(data).text == "正文\n"


def test_a_number_of_any_length_is_not_written() -> None:
    numbering = (
        '<abstractNum abstractNumId="0"><lvl ilvl="0"><start val="1"/>'
        f'<numFmt val="decimal"/><lvlText val="{"%1" * 5000}"/></lvl></abstractNum>'
        '<num numId="1"><abstractNumId val="0"/></num>'
    )
    derived = docx.read(
        word_files.docx(f"<p><pPr><n 1/></pPr>[[正文]]</p>\n==== numbering\n{numbering}")
    )
    assert derived.text == "正文\n"
    assert [one.code for one in derived.problems] == ["number-format"]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which some are others, are gone, or stand twice."""
    for _ in range(chance.randint(1, 4)):
        at, size = chance.randrange(len(data) or 1), chance.choice([1, 1, 2, 8, 64, 500])
        middle = chance.choice([b"", chance.randbytes(size), data[at : at + size] * 2])
        data = data[:at] + middle + data[at + size :]
    return data


def senseless(data: bytes, chance: random.Random) -> bytes:
    """XML that is well-formed: elements that are gone, stand twice, elsewhere, or are others."""
    root = ElementTree.fromstring(data)
    every = [(above, one) for above in root.iter() for one in above]
    for _ in range(chance.randint(1, 6) if every else 0):
        (above, one), (other_above, other) = chance.choice(every), chance.choice(every)
        match chance.randrange(6):
            case 0 if one in above:
                above.remove(one)
            case 1:
                above.append(copy.deepcopy(other))
            case 2:
                other.insert(0, copy.deepcopy(one))
            case 3:
                one.tag = other.tag
            case 4:
                one.attrib = {name: chance.choice(VALUES) for name in other.attrib}
            case 5:
                other_above.insert(chance.randrange(3), copy.deepcopy(one))
    written: bytes = ElementTree.tostring(root, "utf-8")
    return written


for prefix, uri in word_files.NAMESPACES.items():
    ElementTree.register_namespace(prefix, uri)


VALUES = ("", "0", "1", "2", "-1", "99999999999", "w:x", "%1%2", "continue", "restart", "汉")


def damaged_files(count: int, seed: int) -> Iterator[bytes]:
    """Damaged containers, whole ones with damaged parts, whole parts that make no sense."""
    chance = random.Random(seed)
    files = list(FILES.values())
    for number in range(count):
        data = chance.choice(files)
        if number % 3 == 0:
            yield damaged(data, chance)
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            parts = {one: container.read(one) for one in container.namelist()}
        names = sorted(
            name for name in parts if number % 3 == 1 or "/document" in name or "ing" in name
        )
        name = chance.choice(names)
        change = damaged if number % 3 == 1 else senseless
        yield word_files.zipped(parts | {name: change(parts[name], chance)})


def test_a_damaged_file_is_read_or_refused() -> None:
    refused = set()
    for at, data in enumerate(damaged_files(300, 22)):
        try:
            reading = docx.reading(data)
        except Unreadable as error:
            refused.add(at)
            message = str(error)
        else:
            derived_check.check(reading.derived)
            check_account(data, reading)
            continue
        assert re.search("[\u4e00-\u9fff]", message)
    assert 30 < len(refused) < 250
