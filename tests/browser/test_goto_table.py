"""Go to by a table: the same names lead to the same places, by a few small files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from converters.names.authority import Authority
from converters.search import goto, goto_keys, goto_table
from tests.browser import search_site, static_host, test_goto
from tests.browser.test_goto import go, urls

# What a small library is asked for.
test_each_name_and_alias_leads_to_its_page = test_goto.test_each_name_and_alias_leads_to_its_page
test_the_canonical_name_goes_first = (
    test_goto.test_the_canonical_name_goes_before_an_alias_of_another
)
test_the_pinyin_of_each_name_leads_to_its_page = (
    test_goto.test_the_pinyin_of_each_name_leads_to_its_page
)
test_plans_by_title_number_and_pinyin = test_goto.test_plans_by_title_number_and_pinyin
test_an_address_leads_to_its_clause = test_goto.test_an_address_leads_to_its_clause
test_an_address_of_another_year = test_goto.test_an_address_of_another_year_leads_nowhere
test_a_section_gives_its_duty_sheet = test_goto.test_a_section_gives_its_duty_sheet_then_its_page
test_a_place_gives_its_plan = test_goto.test_a_place_gives_its_plan_then_its_page
test_a_clause_by_its_number = (
    test_goto.test_on_the_page_of_a_plan_a_clause_needs_no_more_than_its_number
)
test_what_is_found_by_its_name = (
    test_goto.test_what_is_found_by_its_name_brings_nothing_that_is_only_near
)
test_one_edit_is_forgiven = test_goto.test_one_edit_is_forgiven
test_two_edits_are_forgiven = test_goto.test_two_edits_are_forgiven_in_a_long_name
test_parts_prefixes_and_initials = test_goto.test_parts_prefixes_and_initials
test_initials_inside = test_goto.test_initials_lead_to_the_type_and_then_to_the_bodies
test_odd_queries = test_goto.test_what_is_no_query_of_lunr_is_no_error


@pytest.fixture(scope="module")
def home(records: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that has a table, of which every file is small."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(goto, "_LARGEST", 0)
        patch.setattr(goto_keys, "FULL", 3_000)
        patch.setattr(goto_table, "_FULL", 1_500)
        patch.setattr(goto_table, "_AT_ONCE", 8)
        stock = search_site.founding(records)
        folder = search_site.write(tmp_path_factory.mktemp("table"), stock)
    (folder / "about").mkdir()
    (folder / "about" / "index.html").write_text("<!doctype html><title>关于</title>", "utf-8")
    with static_host.serve(folder) as address:
        yield address


def test_an_answer_needs_few_files(home: str, fresh: Page) -> None:
    loaded: list[str] = []

    def note(request: Request) -> None:
        if "/data/search/" in request.url:
            loaded.append(Path(request.url).stem)

    fresh.context.on("request", note)
    fresh.goto(f"{home}about/")
    found = go(fresh, home, ["国务院安委会"], limit=5)["国务院安委会"]
    assert urls(found)[0] == ("机构", "agencies/guowuyuan-anweihui/")
    assert min(loaded) == "edition"
    assert len(loaded) == len(set(loaded)) < 14, loaded


def test_what_begins_so_comes_the_shortest_first_and_what_is_near_if_nothing_does(
    home: str, page: Page
) -> None:
    found = go(
        page, home, ["anquansheng", "双重预防机", "双重预防机置", "anquanshengchanyu"], limit=20
    )
    assert "terms/anquan-shengchan-yue/" in [hit["url"] for hit in found["anquansheng"]]
    for typed in ("双重预防机", "双重预防机置"):
        assert found[typed][0]["url"] == "terms/shuangchong-yufang-jizhi/", typed
    assert found["双重预防机置"][0]["isNear"]
    assert not found["双重预防机"][0]["isNear"]
    assert "terms/anquan-shengchan-yue/" in [hit["url"] for hit in found["anquanshengchanyu"]]


def test_what_begins_so_in_the_next_file_is_found_too(home: str, page: Page) -> None:
    """Of the first key of many files all but its end is typed: that stands in the file before."""
    go(page, home, [""])
    firsts = page.evaluate("library.goToData.table.keys")[1:]
    cut = {key[:-1]: key for key in firsts if len(key) > (3 if key.isascii() else 2)}
    found, whole = go(page, home, [*cut], limit=100), go(page, home, [*cut.values()])
    compared = [typed for typed in cut if whole[cut[typed]] and len(found[typed]) < 20]
    assert len(compared) > 30
    for typed in compared:
        url = whole[cut[typed]][0]["url"].removesuffix("duties/")  # a sheet is of whole names
        assert url in [hit["url"] for hit in found[typed]], typed


@pytest.mark.parametrize("kind", ["goto", "goto-keys-*", "goto-entries-*"])
def test_what_cannot_be_loaded_is_said_and_tried_again(kind: str, home: str, fresh: Page) -> None:
    ask = """async home => (await import(`${home}assets/search.js`))
        .goTo("国务院", {}).then(found => found.length, error => error.message)"""
    pattern = f"**/data/search/*/{kind}.js"
    fresh.goto(f"{home}about/")
    fresh.route(pattern, lambda route: route.abort())
    assert str(fresh.evaluate(ask, home)).startswith("cannot load")
    fresh.unroute(pattern)
    assert fresh.evaluate(ask, home) > 0
