"""What a reader does on a page: takes a link, chooses a scheme, copies text."""

from playwright.sync_api import Page, expect

YICHUN = "plans/360900-yichun-2023-yaodian/"
SHANGHAI = "plans/310000-shanghai-2022-yaodian/"


def background(page: Page, selector: str) -> str:
    return str(page.eval_on_selector(selector, "(e) => getComputedStyle(e).backgroundColor"))


def test_the_address_in_the_margin_is_the_permalink(home: str, fresh: Page) -> None:
    fresh.goto(home + YICHUN)
    fresh.get_by_role("link", name="第二部分第（四）项", exact=True).click()
    assert fresh.url == f"{home}{YICHUN}#a2-b4"
    wash = background(fresh, ".unit:has(> #a2-b4)")
    assert wash not in (background(fresh, "html"), background(fresh, ".unit:has(> #a2-b5)"))


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
            "() => { getSelection().selectAllChildren(document.querySelector('article'));"
            " return getSelection().toString(); }"
        )
    )
    assert "二（四）" not in copied
    assert "印发通知" not in copied
    assert "（四）强化风险防控。" in copied


def test_the_scheme_a_reader_chooses_stays(home: str, fresh: Page) -> None:
    fresh.goto(home)
    light = background(fresh, "html")
    fresh.get_by_role("button", name="夜", exact=True).click()
    dark = background(fresh, "html")
    assert dark != light
    fresh.goto(home + YICHUN)
    assert background(fresh, "html") == dark
    expect(fresh.get_by_role("button", name="夜", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    fresh.get_by_role("button", name="昼", exact=True).click()
    assert background(fresh, "html") == light


def test_without_a_choice_the_scheme_is_the_systems(home: str, fresh: Page) -> None:
    fresh.emulate_media(color_scheme="light")
    fresh.goto(home)
    light = background(fresh, "html")
    fresh.emulate_media(color_scheme="dark")
    assert background(fresh, "html") != light


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
    assert fresh.locator("script:not([src])").count() == 0
    assert fresh.locator("style, [style]").count() == 0
