"""The lists: sorted by a column, filtered by what each row says, folded into blocks on a phone."""

from playwright.sync_api import Page, Route, expect

from converters.edition import apparatus
from converters.models.plan import Plan
from converters.views.notes import VERDICTS

SHANGHAI = "310000-shanghai-2022-yaodian"


def column(page: Page, name: str) -> list[str]:
    return page.locator(f"td[data-label='{name}']:visible").all_inner_texts()


def test_the_list_of_plans_sorts_by_number_and_back(home: str, page: Page) -> None:
    page.goto(f"{home}plans/")
    header = page.get_by_role("columnheader", name="条款")
    page.get_by_role("button", name="条款").click()
    expect(header).to_have_attribute("aria-sort", "ascending")
    counts = [int(text) for text in column(page, "条款")]
    assert counts == sorted(counts)
    page.get_by_role("button", name="条款").click()
    expect(header).to_have_attribute("aria-sort", "descending")
    assert [int(text) for text in column(page, "条款")] == sorted(counts, reverse=True)


def test_a_long_list_whose_rows_stand_in_groups_is_one_list(home: str, page: Page) -> None:
    def in_groups(route: Route) -> None:
        above, body = route.fetch().text().split("<tbody>", 1)
        route.fulfill(body=f"{above}<tbody>{body.replace('</tr>', '</tr></tbody><tbody>', 2)}")

    page.route(f"{home}plans/", in_groups)
    page.goto(f"{home}plans/")
    assert page.locator("table.records tbody").count() == 3
    page.get_by_role("button", name="条款").click()
    counts = [int(text) for text in column(page, "条款")]
    assert (len(counts), counts) == (5, sorted(counts))
    page.get_by_role("button", name="县级 3").click()
    expect(page.locator("td[data-label='级别']:visible")).to_have_text(["县级"] * 3)


def test_what_is_absent_stands_last_either_way(home: str, page: Page) -> None:
    page.goto(f"{home}plans/")
    header = page.get_by_role("columnheader", name="成文日期")
    for order in ("ascending", "descending"):
        page.get_by_role("button", name="成文日期").click()
        expect(header).to_have_attribute("aria-sort", order)
        assert column(page, "成文日期")[-1] == "原文未载"


def test_the_list_filters_by_level(home: str, window: Page) -> None:
    window.goto(f"{home}plans/")
    levels = window.locator("td[data-label='级别']:visible")
    window.get_by_role("button", name="县级 3").click()
    expect(levels).to_have_text(["县级"] * 3)
    window.get_by_role("group", name="级别").get_by_role("button", name="全部 5").click()
    expect(levels).to_have_count(5)


def test_the_emendations_filter_by_confidence(
    home: str, window: Page, library: dict[str, Plan]
) -> None:
    entries = apparatus.entries(library[SHANGHAI])
    window.goto(f"{home}plans/{SHANGHAI}/emendations/")
    for verdict in ("certain", "likely", "unknown"):
        word = VERDICTS[verdict]
        count = sum(entry.verdict == verdict for entry in entries)
        window.get_by_role("button", name=f"{word} {count}", exact=True).click()
        expect(window.locator("td[data-label='把握']:visible")).to_have_text([word] * count)


def test_the_home_page_counts_what_there_is(
    home: str, window: Page, library: dict[str, Plan]
) -> None:
    window.goto(home)
    text = window.inner_text("article")
    clauses = sum(clause.layer != "u" for plan in library.values() for clause in plan.clauses)
    assert f"五份规划，2017 至 2025，五地，{clauses} 条" in text
    links = window.locator(".time-line a").evaluate_all("(all) => all.map((one) => one.href)")
    assert {f"{home}plans/{work}/" for work in library} == set(links)
    assert window.locator(".by-place a").count() == len(library)
