"""The pages that there are, one of every kind by name, and whether one fits its window."""

import pytest
from playwright.sync_api import Page, expect

from converters.names import authority
from tests.conftest import NAMES, WORKS


def page_of(name: str, scheme: str = "terms") -> str:
    """The page of the record with this canonical name."""
    (key,) = [one.key for one in NAMES.of_scheme(scheme) if one.pref == name]
    return f"{key}/"


PAGES = {
    "home": "",
    "list": "plans/",
    **{
        f"{work}-{name}": f"plans/{work}/{path}"
        for work in WORKS
        for name, path in {
            "plan": "",
            "source": "source/",
            "emendations": "emendations/",
            "names": "names/",
        }.items()
    },
    "same words": f"plans/{WORKS[0]}/same-words/",
    "matrices": "matrix/",
    "matrix": "matrix/360900-yichun-2023-yaodian/",
    **{scheme: f"{scheme}/" for scheme in authority.SCHEMES},
    "indicators": "indicators/",
    "indicators of a plan": "indicators/220502-dongchang-2021-2025-guihua/",
    "topics": "topics/",
    "a topic": "topics/fengxian/",
    "a term": page_of("安全生产月"),
    "a term of many forms": page_of("双重预防机制"),
    "a section": page_of("宜春市应急管理局危化科", "agencies"),
    "a document": page_of("地方党政领导干部安全生产责任制规定", "instruments"),
    "a type": page_of("应急管理局", "agency-types"),
    "a place": "places/360900/",
    "duties": "agencies/yichun-yingjiju-weihuake/duties/",
    "search": "search/",
    "comparison of plans": "compare/?a=360900-yichun-2023-yaodian&b=620724-gaotai-2025-yaodian",
    "comparison of clauses": "compare/?a=360900-yichun-2023-yaodian/a2-b4&b=620724-gaotai-2025-yaodian/a2-b3",
    "about": "about/",
    "conventions": "about/conventions/",
    "rules": "data/rules/",
    "accuracy": "about/accuracy/",
    "accuracy of topics": "about/topics/",
    "accuracy of indicators": "about/indicators/",
    "accuracy of counterparts": "about/related/",
    "data": "about/data/",
    "databases": "about/database/",
    "comparison": "about/search/",
    "speed": "about/speed/",
    "not-found": "plans/no-such-plan/",
}
"""Pages of every kind, by name, and where they are on the site."""

KINDS = {
    name.replace(WORKS[0], "one"): path
    for name, path in PAGES.items()
    if not name.startswith(tuple(WORKS[1:]))
}
"""One page of every kind."""

every_kind = pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


def open_page(page: Page, address: str) -> None:
    """A page as it is when all that its scripts look up of themselves is there."""
    page.goto(address)
    if page.locator(".asked-for").count():  # not found: what may have been meant is offered
        expect(page.get_by_role("status")).not_to_have_text("")


# What reaches beyond the right edge, but for what scrolls in a box of its own.
_STICKING_OUT = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => getComputedStyle(element).overflowX !== "visible";
  const boxed = (element) => {
    for (let e = element.parentElement; e !== document.body && e; e = e.parentElement) {
      if (scrolls(e)) return true;
    }
    return false;
  };
  const found = Array.from(document.body.querySelectorAll("*"))
    .filter((element) => element.getBoundingClientRect().right > width && !boxed(element))
    .map((e) => `${e.cloneNode(false).outerHTML} to ${e.getBoundingClientRect().right}`);
  return found.length ? found : ["something"];
}
"""


def sticking_out(page: Page) -> list[str]:
    """What makes the page wider than its window; none if it fits."""
    found: list[str] = page.evaluate(_STICKING_OUT)
    return found
