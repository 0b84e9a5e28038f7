"""The lists: sorted by a column, filtered by what each row says, folded into blocks on a phone."""

from playwright.sync_api import Page, Route, expect

from converters.citation import clause_addresses
from converters.edition import apparatus
from converters.models import phrase
from converters.models.plan import Plan
from converters.views import notes
from converters.views.notes import VERDICTS

SHANGHAI = "310000-shanghai-2022-yaodian"

# What of a cell stands more than a hair apart from what is before it in the same line.
_PARTED = """
(cells) => cells.flatMap((cell) => {
  const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const boxes = [];
  while (nodes.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(nodes.currentNode);
    boxes.push(...range.getClientRects());
  }
  const apart = (box, before) => Math.abs(box.bottom - before.bottom) < 6 && box.left - before.right > 1.5;
  return boxes.some((box, at) => at && apart(box, boxes[at - 1])) ? [cell.textContent] : [];
})
"""


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
        groups = body.replace("</tr>", "</tr></tbody><tbody>", 2)
        turning = groups.replace("</table>", "</table><p class='turning'></p>", 1)
        route.fulfill(body=f"{above}<tbody>{turning}")

    page.route(f"{home}plans/", in_groups)
    page.goto(f"{home}plans/")
    assert page.locator("table.records tbody").count() == 3
    page.get_by_role("button", name="条款").click()
    counts = [int(text) for text in column(page, "条款")]
    assert (len(counts), counts) == (5, sorted(counts))
    page.get_by_role("button", name="县级 3").click()
    expect(page.locator("td[data-label='级别']:visible")).to_have_text(["县级"] * 3)
    # What the list has on other pages, no filter counts.
    expect(page.get_by_role("button", name="本页 5")).not_to_have_count(0)
    expect(page.get_by_role("button", name="全部 5")).to_have_count(0)


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


def test_no_quotation_of_an_emendation_gains_a_blank(
    home: str, window: Page, library: dict[str, Plan]
) -> None:
    """What stood there and what is read, with what is around it, is one piece of text."""
    plan = library[SHANGHAI]
    text, entries = plan.source.text, apparatus.entries(plan)
    window.goto(f"{home}plans/{SHANGHAI}/emendations/")
    received, read = column(window, "原作"), column(window, "校读")
    assert len(received) == len(read) == len(entries)
    for entry, was, now in zip(entries, received, read, strict=True):
        start, end = entry.span
        before = text[max(0, start - 4) : start].rpartition("\n")[2]
        after = text[end : end + 4].partition("\n")[0]
        assert was == f"{before}{phrase.words(notes.received(entry.received))}{after}".strip()
        assert "\n" not in now
        shown = "" if entry.reading and not entry.reading.strip() else notes.reading(entry)
        assert shown in now
    parted = window.locator("td:is(.received, .reading)").evaluate_all(_PARTED)
    assert parted == []


def test_places_are_named_as_on_every_page(home: str, window: Page, plan: Plan) -> None:
    """In the 校勘记 a place is 四（一）4·1 or 印发通知, never its id."""
    addresses = clause_addresses.of(plan)
    found = apparatus.entries(plan)
    named = [addresses[one.unit or ""].shown for one in found]
    window.goto(f"{home}plans/{plan.source.work}/emendations/")
    in_order = sorted(zip(found, named, strict=True), key=lambda one: one[0].verdict == "slip")
    assert column(window, "条款") == [name for _, name in in_order]
    assert not [name for name in named if name in {unit.id for unit in plan.units}]


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
