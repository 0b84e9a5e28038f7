"""校读 / 原文 / 对照: the file as it was received, to the character, alone or beside the reading."""

from playwright.sync_api import Page, expect

from converters.models.plan import Plan
from converters.text import escape
from tests.browser.landing import fault
from tests.conftest import ROOT

SHANGHAI = "plans/310000-shanghai-2022-yaodian/"
YICHUN = "plans/360900-yichun-2023-yaodian/"

RARE = """
<!doctype html><meta charset="utf-8">
<div class="toolbar"><span><a class="as-received" href="source/">原文</a></span></div>
<article class="document" data-received="source.js">
<p data-at="0-3">𠮷县<span class="emended" data-at="2-4">镇</span></p><p data-at="3-6">应急</p>
</article>
<script src="assets/loading.js"></script>
<script src="assets/elements.js"></script>
<script src="assets/received.js"></script>
"""

# Each piece that stands for a part of the file, but for those inside another, with its text.
_PIECES = """
() => Array.from(document.querySelectorAll(".document [data-at]"))
  .filter((element) => !element.parentElement.closest("[data-at]"))
  .map((element) => [Number(element.dataset.at.split("-")[0]), element.textContent])
"""

# The reading of each such piece; and of what stands beside, with where in the file it begins.
_READING = """
() => Array.from(document.querySelectorAll(".document [data-at]"))
  .filter((element) => !element.parentElement.closest("[data-at]"))
  .map((element) => element.textContent)
"""
_BESIDE = """
() => Array.from(document.querySelectorAll(".beside"), (beside) => {
  let piece = beside.nextElementSibling;
  if (piece.matches(".left-out__words")) piece = beside.parentElement.nextElementSibling;
  const starts = [piece, ...piece.querySelectorAll("[data-at]")]
    .filter((one) => one.dataset.at)
    .map((one) => Number(one.dataset.at.split("-")[0]));
  return [Math.min(...starts), beside.textContent];
})
"""


def press(page: Page, word: str) -> None:
    page.get_by_role("group", name="版本").get_by_role("button", name=word).click()
    expect(page.get_by_role("button", name=word)).to_have_attribute("aria-pressed", "true")


def test_the_pieces_put_together_are_the_file(home: str, plan: Plan, window: Page) -> None:
    window.goto(f"{home}plans/{plan.source.work}/")
    press(window, "原文")
    pieces = sorted(window.evaluate(_PIECES), key=lambda piece: piece[0])
    assert "".join(text for _, text in pieces) == escape.visible(plan.source.text)


def test_the_switch_gives_the_reading_back_as_it_was(home: str, plan: Plan, window: Page) -> None:
    window.goto(f"{home}plans/{plan.source.work}/")
    before = window.inner_html(".document")
    press(window, "原文")
    assert window.inner_html(".document") != before
    press(window, "校读")
    after = window.inner_html(".document")
    assert after.replace('hidden=""', 'hidden="hidden"') == before


def test_beside_the_reading_stands_the_file(home: str, plan: Plan, window: Page) -> None:
    window.goto(f"{home}plans/{plan.source.work}/")
    before, reading = window.inner_html(".document"), window.evaluate(_READING)
    press(window, "对照")
    assert window.evaluate(_READING) == reading
    beside = sorted(window.evaluate(_BESIDE), key=lambda piece: piece[0])
    assert "".join(text for _, text in beside) == escape.visible(plan.source.text)
    press(window, "校读")
    assert window.inner_html(".document") == before


def test_a_piece_and_its_reading_begin_together(home: str, window: Page) -> None:
    """They are read side by side where there is room, one above the other where there is none."""
    window.goto(f"{home}{SHANGHAI}?view=beside#a3-b2")
    expect(window.locator(".beside").first).to_be_visible()
    assert fault(window, "a3-b2") == ""
    unit = window.locator(".unit:has(> #a3-b2)")
    received, reading = unit.locator(".beside"), unit.locator("#a3-b2")
    expect(received).to_contain_text("形成物资储备资源蓄水?rdquo;。")
    expect(received.locator(".damaged").nth(1)).to_have_text("?rdquo;")
    expect(unit).to_contain_text("形成物资储备资源“蓄水池”")
    left, right = received.bounding_box(), reading.bounding_box()
    assert left
    assert right
    if window.evaluate("innerWidth") < 900:
        assert left["y"] + left["height"] <= right["y"]
    else:
        assert left["x"] + left["width"] <= right["x"]
        assert abs(left["y"] - right["y"]) < 24
    expect(received.get_by_role("link", name="原文第 17 行")).to_be_visible()


def test_who_copies_beside_the_source_copies_the_reading(home: str, page: Page) -> None:
    page.goto(f"{home}{SHANGHAI}?view=beside")
    expect(page.locator(".beside").first).to_be_visible()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.document'))")
    assert "rdquo" not in page.evaluate("getSelection().toString()")
    page.emulate_media(media="print")
    expect(page.locator(".beside").first).to_be_hidden()
    page.emulate_media(media="screen")


def test_what_was_damaged_is_underlined_and_not_marked(home: str, window: Page) -> None:
    window.goto(f"{home}{SHANGHAI}")
    press(window, "原文")
    expect(window.locator(".document .emended")).to_have_count(0)
    damaged = window.locator("#L11C110, #L11C118").all_inner_texts()
    assert all(damaged), damaged
    line = window.locator("#L1C25").evaluate("(e) => getComputedStyle(e).borderBottomStyle")
    assert (window.locator("#L1C25").inner_text(), line) == ("9/p>", "solid")


def test_the_reader_stays_where_he_was(home: str, window: Page) -> None:
    window.goto(f"{home}{SHANGHAI}#a2-b2")
    assert fault(window, "a2-b2") == ""
    press(window, "原文")
    assert fault(window, "a2-b2") == ""
    expect(window.locator(".unit:has(> #a2-b2)")).to_contain_text("领?ldquo;促发展")


def test_parts_of_a_clause_keep_their_address(home: str, window: Page) -> None:
    window.goto(f"{home}{YICHUN}")
    press(window, "原文")
    window.evaluate("location.hash = '#a2-b5-y3'")
    assert fault(window, "a2-b5-y3") == ""
    assert window.locator("#a2-b5-y3").inner_text().startswith("三是")


def test_the_address_says_what_is_shown(home: str, page: Page) -> None:
    page.goto(f"{home}{YICHUN}?from=home#a2-b4")
    press(page, "原文")
    assert page.url.endswith("?from=home&view=received#a2-b4")
    press(page, "校读")
    assert page.url.endswith("?from=home#a2-b4")


def test_places_are_counted_in_characters_whatever_javascript_counts(page: Page) -> None:
    """𠮷 is two units of UTF-16; and what is emended goes on in the next piece.

    No founding plan has such a character.
    """
    rare = "https://library.example/"
    bodies = {
        rare: RARE,
        **{
            f"{rare}assets/{name}.js": (ROOT / "docs" / "assets" / f"{name}.js").read_text("utf-8")
            for name in ("loading", "elements", "received", "search/alphabet")
        },
        f"{rare}source.js": 'library.received = ["w", "0", ["𠮷县", 1, 3, "\\n", 0, 0]]',
        f"{rare}plans/w/texts.js": 'library.addTexts("w", "0", "", {"units": {"id": ["a"], "label": [""], "heading": [""], "separator": [""], "body": ["𠮷?应急"]}})',
    }
    page.route(
        f"{rare}**",
        lambda route: route.fulfill(
            body=bodies[route.request.url.partition("?")[0]],
            content_type="text/javascript" if route.request.url.endswith(".js") else "text/html",
        ),
    )
    try:
        page.goto(rare)
        press(page, "原文")
        assert page.evaluate(_PIECES) == [[0, "𠮷县?"], [3, "应急\n"]]
    finally:
        page.unroute(f"{rare}**")


def test_without_scripts_the_switch_is_a_link_to_the_source(home: str, scriptless: Page) -> None:
    scriptless.goto(f"{home}{SHANGHAI}")
    scriptless.locator(".toolbar").get_by_role("link", name="原文", exact=True).click()
    expect(scriptless).to_have_url(f"{home}{SHANGHAI}source/")
