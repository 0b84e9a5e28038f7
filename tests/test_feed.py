"""What the feed says of a plan that was revised: where, in the words of every page."""

import re

from converters.ingest.site_settings import SiteSettings
from converters.library import facts, fold, relations
from converters.models.plan import Plan
from converters.models.standing import Change
from converters.names import authority
from converters.names.plan_names import PlanNames
from converters.pages.library import site_files
from converters.writing import templates

YICHUN = "360900-yichun-2023-yaodian"
SETTINGS = SiteSettings("应急规划文库", "逐条可引。", "https://example.org/")


ADDRESS = f"https://example.org/plans/{YICHUN}/"


def feed_of(plan: Plan, change: Change) -> str:
    """The feed when a plan was published and then changed."""
    new = Change("2026-11-22", is_new=True, added=("a1",), revised=())
    known = facts.of(plan, PlanNames(authority.NONE, ()), (), (new, change))
    told = fold.of(relations.of(authority.NONE), [known]).changes
    (view,) = site_files.views(SETTINGS, told)
    return templates.page(next(iter(site_files.pages(view)))).text


def told_in(feed: str) -> dict[str, str]:
    """The addresses that it tells of, as they are written."""
    return dict(re.findall(rf"href=&#34;{ADDRESS}#([\w-]+)&#34;&gt;(.*?)&lt;", feed))


def test_a_revised_place_is_named_as_on_every_page(library: dict[str, Plan]) -> None:
    revised = ("notice", "a2-b4", "notice-p2")
    feed = feed_of(library[YICHUN], Change("2026-11-23", False, ("a2-b5-y3",), revised))
    assert told_in(feed) == {
        "a2-b5-y3": "二（五）三是",
        "notice": "印发通知",
        "a2-b4": "二（四）",
        "notice-p2": "印发通知第2段",
    }


def test_a_large_revision_is_told_by_its_first_places(library: dict[str, Plan]) -> None:
    """The feed does not grow with what was revised; it says how much that was."""
    ids = tuple(f"a{number}" for number in range(1, 42))
    feed = feed_of(library[YICHUN], Change("2026-11-23", False, ids[:40], ids[:41]))
    assert len(re.findall(rf"{ADDRESS}#", feed)) == 80
    assert "等 41 处" in feed
    assert "等 40 处" not in feed
