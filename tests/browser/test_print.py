"""A print of a plan: A4, every clause in order, its address, and nothing of the interface."""

import io
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from converters.citation import clause_addresses
from converters.edition import apparatus
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.text import punctuation
from converters.text.mapped_text import MappedText
from converters.views.notes import VERDICTS
from tests.comparison import without_blanks

_MM = 72 / 25.4


class Sheet(NamedTuple):
    """A sheet of a print: its size in points, its text."""

    width: float
    height: float
    text: str


def sheets(pdf: bytes) -> list[Sheet]:
    return [
        Sheet(one.mediabox.width, one.mediabox.height, one.extract_text())
        for one in PdfReader(io.BytesIO(pdf)).pages
    ]


@pytest.fixture(scope="module")
def prints() -> dict[str, list[Sheet]]:
    """The prints made so far, by address."""
    return {}


def printed(page: Page, address: str, prints: dict[str, list[Sheet]]) -> list[Sheet]:
    if address not in prints:
        page.goto(address)
        prints[address] = sheets(page.pdf(prefer_css_page_size=True, print_background=True))
    return prints[address]


_MARKS = "●○"
_NUMBER = re.compile(r"\[(疑?\d+)\]")
_APPARATUS = "校勘记方括号里是文中之号"
"""Where the notes begin that a print has after the text."""


def characters(text: str) -> str:
    """Without blanks; radicals, which fonts give the glyphs of characters, as the characters.

    The radicals of U+2E80 have no canonical character: they become U+FFFD, which `found` skips.
    """
    chars = (
        unicodedata.normalize("NFKC", char) if "\u2f00" <= char <= "\u2fdf" else char
        for char in without_blanks(text)
    )
    return re.sub("[\u2e80-\u2eff]", "\ufffd", "".join(chars))


def found(text: str, wanted: str, at: int = 0) -> int:
    """Where `wanted` stands in the text of a print, or -1."""
    pattern = "".join(f"[{re.escape(char)}\ufffd]" for char in characters(wanted))
    match = re.compile(pattern).search(text, at)
    return match.start() if match else -1


def text_of(made: list[Sheet], plan: Plan) -> str:
    """The text of all pages, without what each page bears at head and foot."""
    work = str(plan.source.work)
    pages = []
    for sheet in made:
        lines = sheet.text.split("\n")
        kept = [
            line
            for line in lines
            if not characters(line).startswith("应急规划文库")
            and not re.fullmatch(r"—\s*\d+\s*—", line.strip())
            and characters(line) not in {f"…/plans/{work}/", f"{plan.published}版"}
        ]
        pages.append("\n".join(kept))
    return characters("\n".join(pages))


def test_the_sheet_is_a4(home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]) -> None:
    for sheet in printed(page, f"{home}plans/{plan.source.work}/", prints):
        assert abs(sheet.width - 210 * _MM) < 1
        assert abs(sheet.height - 297 * _MM) < 1


def unmarked(text: str) -> str:
    """A text without the marks and numbers of the editor."""
    return _NUMBER.sub("", re.sub(f"[{_MARKS}]", "", text))


def places(plan: Plan) -> Iterator[tuple[Entry, str, str]]:
    """Each entry of the apparatus, in the order of the page: what it marks, and what stands before.

    As printed; nothing is marked where a blank was left out.
    """
    found = apparatus.entries(plan)
    seen = set()
    for text in pieces(plan):
        shown = punctuation.restore(text.text)
        inside = [one for one in found if overlaps(text, one)]
        for entry in (one for one in inside if one.id not in seen):
            seen.add(entry.id)
            own = [at for at in range(len(text)) if is_of(text, at, entry)]
            first = (
                own[0]
                if own
                else next(
                    (at for at in range(len(text)) if text.starts[at] >= entry.span.end), len(text)
                )
            )
            last = own[-1] + 1 if own else first
            yield entry, shown[first:last], shown[:first]


def pieces(plan: Plan) -> Iterator[MappedText]:
    for unit, part in plan.pieces:
        if unit.kind == "noise":
            continue
        if part is not None:
            yield part.text
        elif unit.is_clause:
            yield MappedText.joined(unit.label, unit.heading, unit.separator)
        else:
            yield from (text for text in (unit.caption, *unit.header) if text)


def overlaps(text: MappedText, entry: Entry) -> bool:
    return bool(text) and text.starts[0] <= entry.span.start < text.ends[-1]


def is_of(text: MappedText, at: int, entry: Entry) -> bool:
    return entry.span.start <= text.starts[at] and text.ends[at] <= entry.span.end


def test_every_number_and_mark_of_the_editor_stands_at_its_place(
    home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]
) -> None:
    """In the text of the PDF: [n] right after what it is of, in order; ● and ○ below characters."""
    text = text_of(printed(page, f"{home}plans/{plan.source.work}/", prints), plan)
    body, _, notes = text.partition(_APPARATUS)
    expected = [*places(plan)]
    assert {entry.id for entry, _, _ in expected} == {one.id for one in apparatus.entries(plan)}
    numbers = [*_NUMBER.finditer(body)]
    assert [one[1] for one in numbers] == [entry.number for entry, _, _ in expected]
    wrong = []
    for (entry, shown, before), number in zip(expected, numbers, strict=True):
        words = characters(before[-2:] + shown)[-2:]
        stands = unmarked(body[: number.start()])
        if found(stands[-len(words) :], words) < 0:
            wrong.append((entry.number, words, stands[-len(words) :]))
    assert wrong == []
    for verdict, mark in zip(("certain", "likely"), _MARKS, strict=True):
        below = "".join(shown for entry, shown, _ in expected if entry.verdict == verdict)
        count = sum(not unicodedata.category(char).startswith(("P", "Z")) for char in below)
        assert body.count(mark) - plan.source.text.count(mark) == count, mark
    assert bool(notes) == bool(expected)


def test_the_list_at_the_end_goes_by_number_and_address(
    home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]
) -> None:
    text = text_of(printed(page, f"{home}plans/{plan.source.work}/", prints), plan)
    notes = text.partition(_APPARATUS)[2]
    addresses = clause_addresses.of(plan)
    at = 0
    for entry in apparatus.entries(plan):
        where = addresses[entry.unit or ""].shown
        at = found(notes, f"[{entry.number}]{where}", at)
        assert at >= 0, entry.number
        told = found(notes, VERDICTS[entry.verdict], at)
        assert 0 < told < (found(notes, "[", at + 1) if "[" in notes[at + 1 :] else len(notes))
    assert not re.search(r"\d+:\d+", notes.replace("https://", ""))
    assert not re.search(r"\b(?:a\d+-[bcdu]|notice|pre|sig)\b", notes.replace("#a2-b4", ""))


def test_nothing_stands_alone_on_a_sheet(
    home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]
) -> None:
    """No heading at the foot of one, no line of the edition on one of its own."""
    made = printed(page, f"{home}plans/{plan.source.work}/", prints)
    sheets_text = [text_of([sheet], plan) for sheet in made]
    assert len(sheets_text[-1]) > 100
    for text in sheets_text[:-1]:
        assert not text.endswith(("校勘记", "版本说明"))


def test_a_title_that_the_editor_supplies_is_printed_as_such(
    home: str, library: dict[str, Plan], page: Page, prints: dict[str, list[Sheet]]
) -> None:
    plan = library["620724-gaotai-2025-yaodian"]
    text = text_of(printed(page, f"{home}plans/{plan.source.work}/", prints), plan)
    title = "［高台县2025年应急管理工作要点］"
    assert found(text, f"{title}今年是") > 0
    assert found(text, f"引文《{title}》") > 0
    assert found(text, f"补题名{title}。原文无标题") > 0


def test_every_clause_is_printed_in_order(
    home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]
) -> None:
    text = unmarked(text_of(printed(page, f"{home}plans/{plan.source.work}/", prints), plan))
    at = 0
    missing = []
    for clause in plan.clauses:
        place = found(text, opening_of(clause), at)
        if place < 0:
            missing.append(opening_of(clause))
        at = max(at, place)
    assert missing == []


def opening_of(clause: Unit) -> str:
    """The first characters of a clause, as printed; a page may end after more."""
    whole = f"{clause.label}{clause.heading}{clause.separator}"
    first = clause.parts[0].text.text if clause.parts else ""
    return punctuation.restore(whole + first)[:16]


def test_nothing_of_the_interface_is_printed(
    home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]
) -> None:
    text = text_of(printed(page, f"{home}plans/{plan.source.work}/", prints), plan)
    for word in ("目次", "校读原文", "规划一览", "下载", "JSON", "复制", "关于", "对照原文"):
        if word not in plan.source.text:
            assert found(text, word) < 0, word
    for word in ("版本说明", "非官方文本", f"plans/{plan.source.work}/"):
        assert found(text, word) >= 0, word


def test_each_sheet_bears_title_address_and_number(
    home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]
) -> None:
    made = printed(page, f"{home}plans/{plan.source.work}/", prints)
    for number, sheet in enumerate(made, 1):
        text = characters(sheet.text)
        foot = (f"…/plans/{plan.source.work}/", f"{plan.published}版")
        for words in ("应急规划文库", f"—{number}—", *foot):
            assert found(text, words) >= 0, words


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)], ids=["wide", "phone"])
def test_one_clause_is_printed_with_its_address_and_edition(
    home: str, library: dict[str, Plan], browser: Browser, size: tuple[int, int]
) -> None:
    plan = library["360900-yichun-2023-yaodian"]
    address = f"{home}plans/{plan.source.work}/#a2-b4"
    with browser.new_context(viewport={"width": size[0], "height": size[1]}) as context:
        page = context.new_page()
        page.add_init_script("window.print = () => {}")
        page.goto(address)
        before = page.locator(".document").inner_html()
        page.locator("#a2-b4 a.label").click()
        page.get_by_role("button", name="打印这一条").click()
        made = sheets(page.pdf(prefer_css_page_size=True))
        assert page.locator(".document").inner_html() == before
    text = characters("".join(sheet.text for sheet in made))
    assert len(made) == 1
    for words in (
        "《宜春市2023年应急管理工作要点》（宜应急字〔2023〕45号）第二部分第（四）项",
        "（四）强化风险防控。严格高危行业领域安全准入制度",
        "（责任科室：综合科、防火办、防汛办、救灾科、危化科、花炮科、矿山科、工贸科、执法支队）",
        f"{address}{plan.published}版",
        "非官方文本",
    ):
        assert found(text, words) >= 0, words
    for words in ("（三）", "（五）", "文中提到的机构、提法和文件", "版本说明"):
        assert found(text, words) < 0, words


@pytest.mark.parametrize("size", [(1280, 800), (360, 740)], ids=["wide", "phone"])
def test_one_clause_is_printed_with_the_notes_on_it(
    home: str, library: dict[str, Plan], browser: Browser, size: tuple[int, int]
) -> None:
    """The numbers in its text, their notes below it, and no others."""
    plan = library["310000-shanghai-2022-yaodian"]
    with browser.new_context(viewport={"width": size[0], "height": size[1]}) as context:
        page = context.new_page()
        page.add_init_script("window.print = () => {}")
        page.goto(f"{home}plans/{plan.source.work}/#a2-b3")
        before = page.locator(".document").inner_html()
        page.locator(".unit:has(> #a2-b3) a.label").click()
        page.get_by_role("button", name="打印这一条").click()
        made = sheets(page.pdf(prefer_css_page_size=True))
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator(".document").inner_html() == before
        assert page.locator(".print-source, .printed").count() == 0
    text = characters("".join(sheet.text for sheet in made))
    body, _, notes = text.partition(_APPARATUS)
    assert _NUMBER.findall(body) == ["22", "23", "24", "25"]
    assert re.search(r"展“○?\[22\]", body)
    told = re.split(r"(?=\[\d+\]二（三）)", notes)[1:]
    assert [_NUMBER.findall(one)[0] for one in told] == ["22", "23", "24", "25"]
    assert "○可能。下接“建设试点”" in told[0]
    assert "版本说明" not in notes


def test_a_part_is_printed_with_all_its_clauses(
    home: str, library: dict[str, Plan], fresh: Page
) -> None:
    """Menu of 三、: its clauses and tables, each once and in order; no other."""
    plan = library["220502-dongchang-2021-2025-guihua"]
    fresh.add_init_script("window.print = () => {}")
    fresh.goto(f"{home}plans/{plan.source.work}/#a4-b3")
    fresh.locator(".unit:has(> #a4-b3) a.address").click()
    fresh.get_by_role("button", name="打印这一条").click()
    made = sheets(fresh.pdf(prefer_css_page_size=True))
    text = characters("".join(sheet.text for sheet in made))
    places = {one.id: found(text, opening_of(one)) for one in plan.clauses}
    within = [place for id_, place in places.items() if f"{id_}-".startswith("a4-b3-")]
    assert -1 not in within
    assert within == sorted(within)
    assert len(within) > 5
    others = {id_ for id_, place in places.items() if place >= 0} - {
        one.id for one in plan.clauses if f"{one.id}-".startswith("a4-b3-")
    }
    assert others == set()


def test_the_addresses_of_clauses_stand_in_the_margin(
    home: str, library: dict[str, Plan], page: Page, prints: dict[str, list[Sheet]]
) -> None:
    plan = library["360900-yichun-2023-yaodian"]
    made = printed(page, f"{home}plans/{plan.source.work}/", prints)
    text = characters("".join(sheet.text for sheet in made))
    for address in ("一（一）", "二（四）", "六（二十）"):
        assert found(text, address) >= 0, address


def test_the_last_sheet_has_more_than_a_line(
    home: str, plan: Plan, page: Page, prints: dict[str, list[Sheet]]
) -> None:
    *_, last = printed(page, f"{home}plans/{plan.source.work}/", prints)
    assert len(text_of([last], plan)) > 60
    assert found(characters(last.text), "非官方文本") >= 0
