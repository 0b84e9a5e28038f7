"""The three walks of readers, with every action counted: an official, a researcher, a journalist.

An action is one thing done on purpose: a press, words typed and sent with Enter, a link that is
followed, words that are selected.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.landing import fault, rest
from tests.browser.page_kinds import PAGES
from tests.browser.test_passage import select
from tests.browser.test_print import characters, found, sheets

YICHUN = "plans/360900-yichun-2023-yaodian/"
WORDS = "安全风险分级管控和隐患排查治理双重预防体系"
CITATION = "《宜春市2023年应急管理工作要点》（宜应急字〔2023〕45号）第二部分第（四）项"


class Reader:
    """Somebody in front of a page, and how often he has done something."""

    def __init__(self, page: Page) -> None:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page = page
        self.actions = 0

    def opens(self, address: str) -> None:
        self._does(lambda: self.page.goto(address))

    def presses(self, place: Locator) -> None:
        self._does(place.click)

    def asks(self, words: str) -> None:
        """Types where the page has put the cursor, and sends it."""

        def typed() -> None:
            self.page.keyboard.insert_text(words)
            self.page.keyboard.press("Enter")

        self._does(typed)

    def selects(self, clause: str, words: str) -> None:
        self._does(lambda: select(self.page, clause, words))

    def holds(self) -> list[str]:
        """The lines in his clipboard."""
        return str(self.page.evaluate("navigator.clipboard.readText()")).split("\n")

    def _does(self, what: Callable[[], object]) -> None:
        what()
        self.actions += 1


@pytest.fixture
def reader(window: Page) -> Reader:
    """On a desktop, then on a phone."""
    return Reader(window)


def test_an_official_prints_a_duty_sheet_in_three_actions(home: str, reader: Reader) -> None:
    page = reader.page
    page.goto(home)
    reader.presses(page.locator(".masthead__search"))
    reader.asks("危化科")
    page.wait_for_url("**/agencies/yichun-yingjiju-weihuake/duties/")
    page.evaluate("window.print = () => { window.printed = true; }")
    reader.presses(page.get_by_role("button", name="打印"))
    assert page.evaluate("window.printed")
    assert reader.actions <= 3
    paper = characters("".join(one.text for one in sheets(page.pdf(prefer_css_page_size=True))))
    for words in ("危化科", "宜应急字〔2023〕45号", "二（四）", "每半年至少组织1次应急演练"):
        assert found(paper, words) >= 0, words
    assert found(paper, "打印职责单") < 0


def test_a_researcher_has_a_quote_of_any_place_in_two_actions(home: str, reader: Reader) -> None:
    """From the plan that he reads: the name, then any sentence that has it."""
    page = reader.page
    page.goto(home + YICHUN)
    reader.presses(page.get_by_role("link", name=WORDS))
    page.wait_for_url("**/terms/shuangchong-yufang-jizhi/")
    rows = page.locator(".quotations tbody tr").all()
    assert len(rows) > 5
    for row in rows:
        button = row.get_by_role("button", name="复制这一句和出处")
        reader.actions = 1
        reader.presses(button)
        expect(button).to_have_text("已复制")
        said, by, where, *_ = reader.holds()
        assert said == row.locator(".said").inner_text().strip()
        assert by.startswith("——《")
        assert where == row.locator(".at a").evaluate("(link) => link.href")
        assert reader.actions <= 2


def test_a_researcher_has_the_table_of_all_places_in_one_action(home: str, reader: Reader) -> None:
    page = reader.page
    page.goto(home + PAGES["a term of many forms"])
    reader.presses(page.get_by_role("button", name="复制全表"))
    expect(page.locator(".quotations-tools .status")).to_contain_text("已复制")
    names, *rows = (line.split("\t") for line in reader.holds())
    assert names[:4] == ["地", "年", "字样", "原句"]
    assert len(rows) == page.locator(".quotations tbody tr").count() > 5
    assert {len(row) for row in rows} == {len(names)}
    assert reader.actions == 1


def test_a_journalist_has_a_sentence_with_its_source_in_three_actions(
    home: str, phone: Page
) -> None:
    """From the address in a message; the place in the text is kept."""
    reader = Reader(phone)
    reader.opens(f"{home}{YICHUN}#a2-b4")
    assert fault(phone, "a2-b4") == ""
    place = phone.evaluate("[scrollY, location.href, history.length]")
    reader.selects("a2-b4", WORDS)
    reader.presses(phone.get_by_role("button", name="复制引文"))
    expect(phone.locator(".passage-offer").get_by_role("status")).to_have_text("已复制")
    said, by, where = reader.holds()
    assert (said, by) == (WORDS, f"——{CITATION}")
    assert where.startswith(f"{home}{YICHUN}#a2-b4~")
    assert reader.actions <= 3
    rest(phone)
    assert phone.evaluate("[scrollY, location.href, history.length]") == place
    assert fault(phone, "a2-b4") == ""
    phone.goto("about:blank")
    phone.goto(where)  # and whoever gets the quote sees these words
    expect(phone.locator("mark.match").first).to_be_in_viewport()
    assert "".join(phone.locator("mark.match").all_text_contents()) == WORDS


def test_a_journalist_has_a_whole_clause_with_its_source_in_three_actions(
    home: str, phone: Page
) -> None:
    reader = Reader(phone)
    reader.opens(f"{home}{YICHUN}#a2-b4")
    place = phone.evaluate("[scrollY, location.href, history.length]")
    reader.presses(phone.locator("a.label[href='#a2-b4']"))
    reader.presses(phone.get_by_role("button", name="复制文本（附出处）"))
    expect(phone.locator(".address-menu [role=status]")).to_have_text("已复制")
    *_, by, where = reader.holds()
    assert (by, where) == (f"——{CITATION}", f"{home}{YICHUN}#a2-b4")
    assert reader.actions <= 3
    assert phone.evaluate("[scrollY, location.href, history.length]") == place
