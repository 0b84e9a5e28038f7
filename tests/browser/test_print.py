"""A print of a plan: A4, every clause in order, its address, and nothing of the interface."""

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from converters import punctuation
from converters.models import Clause, Plan
from tests.comparison import without_blanks

_MM = 72 / 25.4


@pytest.fixture(scope="module")
def prints() -> dict[str, PdfReader]:
    """The prints made so far, by address."""
    return {}


def printed(page: Page, address: str, prints: dict[str, PdfReader]) -> PdfReader:
    if address not in prints:
        page.goto(address)
        data = page.pdf(prefer_css_page_size=True, print_background=True)
        prints[address] = PdfReader(io.BytesIO(data))
    return prints[address]


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


def text_of(reader: PdfReader, plan: Plan) -> str:
    """The text of all pages, without what each page bears at head and foot."""
    work = str(plan.source.work)
    pages = []
    for page in reader.pages:
        lines = page.extract_text().split("\n")
        kept = [
            line
            for line in lines
            if not characters(line).startswith("应急规划文库")
            and not re.fullmatch(r"—\s*\d+\s*—", line.strip())
            and f"…/plans/{work}/" != characters(line)
        ]
        pages.append("\n".join(kept))
    return characters("\n".join(pages))


def test_the_sheet_is_a4(home: str, plan: Plan, page: Page, prints: dict[str, PdfReader]) -> None:
    reader = printed(page, f"{home}plans/{plan.source.work}/", prints)
    for sheet in reader.pages:
        assert abs(sheet.mediabox.width - 210 * _MM) < 1
        assert abs(sheet.mediabox.height - 297 * _MM) < 1


def test_every_clause_is_printed_in_order(
    home: str, plan: Plan, page: Page, prints: dict[str, PdfReader]
) -> None:
    text = text_of(printed(page, f"{home}plans/{plan.source.work}/", prints), plan)
    at = 0
    missing = []
    for clause in plan.clauses:
        place = found(text, opening_of(clause), at)
        if place < 0:
            missing.append(opening_of(clause))
        at = max(at, place)
    assert missing == []


def opening_of(clause: Clause) -> str:
    """The first characters of a clause, as printed; a page may end after more."""
    whole = f"{clause.label}{clause.heading}{clause.separator}"
    first = clause.paragraphs[0].text.text if clause.paragraphs else ""
    return punctuation.restore(whole + first)[:16]


def test_nothing_of_the_interface_is_printed(
    home: str, plan: Plan, page: Page, prints: dict[str, PdfReader]
) -> None:
    text = text_of(printed(page, f"{home}plans/{plan.source.work}/", prints), plan)
    for word in ("目次", "校读原文", "规划一览", "下载", "JSON", "复制", "关于", "对照原文"):
        if word not in plan.source.text:
            assert found(text, word) < 0, word
    for word in ("版本说明", "非官方文本", f"plans/{plan.source.work}/"):
        assert found(text, word) >= 0, word


def test_each_sheet_bears_title_address_and_number(
    home: str, plan: Plan, page: Page, prints: dict[str, PdfReader]
) -> None:
    reader = printed(page, f"{home}plans/{plan.source.work}/", prints)
    for number, sheet in enumerate(reader.pages, 1):
        text = characters(sheet.extract_text())
        for words in ("应急规划文库", f"—{number}—", f"…/plans/{plan.source.work}/"):
            assert found(text, words) >= 0, words


def test_the_addresses_of_clauses_stand_in_the_margin(
    home: str, library: dict[str, Plan], page: Page, prints: dict[str, PdfReader]
) -> None:
    plan = library["360900-yichun-2023-yaodian"]
    reader = printed(page, f"{home}plans/{plan.source.work}/", prints)
    text = characters("".join(sheet.extract_text() for sheet in reader.pages))
    for address in ("一（一）", "二（四）", "六（二十）"):
        assert found(text, address) >= 0, address
