"""What a reader does on a page: takes a link, chooses a scheme, copies text."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.landing import fault

YICHUN = "plans/360900-yichun-2023-yaodian/"
DONGCHANG = "plans/220502-dongchang-2021-2025-guihua/"
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"


def background(page: Page, selector: str) -> str:
    return str(page.eval_on_selector(selector, "(e) => getComputedStyle(e).backgroundColor"))


def test_the_address_in_the_margin_is_the_permalink(home: str, fresh: Page) -> None:
    fresh.goto(home + YICHUN)
    fresh.get_by_role("link", name="第二部分第（四）项", exact=True).click()
    expect(fresh).to_have_url(f"{home}{YICHUN}#a2-b4")
    wash = background(fresh, ".unit:has(> #a2-b4)")
    assert wash not in (background(fresh, "html"), background(fresh, ".unit:has(> #a2-b5)"))


KINDS = {
    "a clause": f"{YICHUN}#a2-b4",
    "a head of a part": f"{YICHUN}#a2",
    "an item": f"{YICHUN}#a2-b5-y3",
    "a shorter address": f"{YICHUN}#b4",
    "the preamble": f"{YICHUN}#pre",
    "the signature": f"{YICHUN}#sig",
    "a further paragraph": f"{DONGCHANG}#a1-b5-p2",
    "a run-in head": f"{DONGCHANG}#a4-b1-c1-u1",
    "a table": f"{DONGCHANG}#a3-b3-t1",
    "a row": f"{DONGCHANG}#a3-b3-t1-r4",
    "a row of a box": f"{DONGCHANG}#a4-b3-x1-r2",
    "an older address of a row": f"{DONGCHANG}#a3-b3-c1-t1-r4",
    "an emendation": f"{SHANGHAI}#L12C33",
    "a line of the source": f"{SHANGHAI}source/#L12",
    "an emendation in the source": f"{SHANGHAI}source/#L12C33",
    "an entry of the apparatus": f"{SHANGHAI}emendations/#L12C33",
}
"""An address of every kind that there is."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

_WASHED = """
(id) => {
  const probe = document.createElement("i");
  document.body.append(probe);
  const washes = ["var(--wash)", "var(--hit)"].map((colour) => {
    probe.style.background = colour;
    return getComputedStyle(probe).backgroundColor;
  });
  probe.remove();
  for (let e = document.getElementById(id); e && !e.matches(".document"); e = e.parentElement) {
    if (washes.includes(getComputedStyle(e).backgroundColor)) return true;
  }
  return false;
}
"""


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_what_a_link_means_is_seen_and_washed(home: str, window: Page, address: str) -> None:
    id_ = address.rpartition("#")[2]
    window.goto(home + address)
    assert fault(window, id_) == ""
    for scheme in SCHEMES:
        window.emulate_media(color_scheme=scheme)
        assert window.evaluate(_WASHED, id_), scheme
    window.reload()
    assert fault(window, id_) == ""


def test_a_shorter_address_shows_the_clause_it_means(home: str, fresh: Page) -> None:
    fresh.goto(f"{home}{YICHUN}#b4")
    by_short = background(fresh, ".unit:has(> #a2-b4)")
    fresh.goto(f"{home}{YICHUN}#a2-b4")
    assert background(fresh, ".unit:has(> #a2-b4)") == by_short
    assert by_short != background(fresh, ".unit:has(> #a2-b5)")


def test_selected_text_holds_no_address_of_the_margin(home: str, fresh: Page) -> None:
    fresh.goto(home + YICHUN)
    copied = str(
        fresh.evaluate(
            "() => { getSelection().selectAllChildren(document.querySelector('.document'));"
            " return getSelection().toString(); }"
        )
    )
    assert "二（四）" not in copied
    assert "印发通知" not in copied
    assert "（四）强化风险防控。" in copied


def test_the_scheme_a_reader_chooses_stays(home: str, fresh: Page) -> None:
    fresh.goto(home)
    light = background(fresh, "html")
    night = fresh.get_by_role("button", name="夜", exact=True)
    night.click()
    expect(night).to_have_attribute("aria-pressed", "true")
    dark = background(fresh, "html")
    assert dark != light
    fresh.goto(home + YICHUN)
    expect(fresh.locator("html")).to_have_css("background-color", dark)
    expect(night).to_have_attribute("aria-pressed", "true")
    fresh.get_by_role("button", name="昼", exact=True).click()
    expect(fresh.locator("html")).to_have_css("background-color", light)


def test_without_a_choice_the_scheme_is_the_systems(home: str, fresh: Page) -> None:
    fresh.emulate_media(color_scheme="light")
    fresh.goto(home)
    light = background(fresh, "html")
    fresh.emulate_media(color_scheme="dark")
    expect(fresh.locator("html")).not_to_have_css("background-color", light)


def test_certain_likely_and_unreadable_differ_without_colour(home: str, fresh: Page) -> None:
    fresh.goto(home + SHANGHAI)
    marks = {
        kind: fresh.eval_on_selector(
            f".emended.{kind}:not(.punctuation)", "(e) => getComputedStyle(e).textEmphasisStyle"
        )
        for kind in ("certain", "likely", "unknown")
    }
    assert len(set(marks.values())) == 3, marks
    assert "□" in fresh.locator(".emended.unknown").first.inner_text()


def test_a_strict_policy_stands_before_anything_that_loads(home: str, fresh: Page) -> None:
    fresh.goto(home + YICHUN)
    policy = fresh.locator("head > *").first
    expect(policy).to_have_attribute("http-equiv", "Content-Security-Policy")
    assert "script-src 'self';" in str(policy.get_attribute("content"))
    assert "unsafe" not in str(policy.get_attribute("content"))
    expect(fresh.locator("script:not([src]):not([type='application/ld+json'])")).to_have_count(0)
    expect(fresh.locator("style, [style]")).to_have_count(0)
