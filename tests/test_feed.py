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


def test_a_revised_place_is_named_as_on_every_page(library: dict[str, Plan]) -> None:
    changes = (
        Change("2026-11-22", is_new=True, added=("a1",), revised=()),
        Change("2026-11-23", False, added=("a2-b5-y3",), revised=("notice", "a2-b4", "notice-p2")),
    )
    known = facts.of(library[YICHUN], PlanNames(authority.NONE, ()), (), changes)
    told = fold.of(relations.of(authority.NONE), [known]).changes
    (view,) = site_files.views(SETTINGS, told)
    feed = templates.page(next(iter(site_files.pages(view)))).text
    address = f"https://example.org/plans/{YICHUN}/"
    shown = dict(re.findall(rf"href=&#34;{address}#([\w-]+)&#34;&gt;(.*?)&lt;", feed))
    assert shown == {
        "a2-b5-y3": "二（五）三是",
        "notice": "印发通知",
        "a2-b4": "二（四）",
        "notice-p2": "印发通知第2段",
    }
