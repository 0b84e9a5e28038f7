"""A link, what is stored and what a library holds run nothing, ask no other host, and break no page."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect

from tests.browser import static_host
from tests.test_hostile_site import STATED, hostile_site
from tests.trials import tried

PLAN = "plans/360900-yichun-2023-yaodian/"
PAGES = {
    "search": "search/",
    "plan": PLAN,
    "home": "",
    "source": f"{PLAN}source/",
    "emendations": f"{PLAN}emendations/",
    "list": "plans/",
    "term": "terms/anquan-shengchan-yue/",
    "matrix": "matrix/360900-yichun-2023-yaodian/",
    "not found": "plans/no-such-plan/",
}

MARKUP = "\"'><img src=x onerror=pwned()><script>pwned()</script><svg/onload=pwned()>"
TEXTS = {
    "markup": MARKUP,
    "an end of a script": "</script><script>pwned()</script>",
    "an end of a title": "</title></textarea></style><iframe srcdoc='<script>parent.pwned()</script>'>",
    "an address that runs": "javascript:pwned()",
    "data that are a page": "data:text/html,<script>pwned()</script>",
    "another host": "//evil.example/x.js",
    "an event": '" autofocus onfocus=pwned() x="',
    "a template": "{{constructor.constructor('pwned()')()}}${pwned()}",
    "the prototype": "__proto__",
    "the constructor": "constructor",
    "a method of all objects": "toString",
    "line separators": "甲\u2028pwned()\u2029乙",
    "writing turned round": "\u202e<script>\u202c\u200f\ufeff",
    "halves and noncharacters": "\ufffe\uffff\x01\x08\x1b\x7f",
    "an expression": "(((((a+)+)+)+)+)+$[*\\",
    "marks of a query": '"" - -- "-" "',
    "a number out of all bounds": "-1e999",
    "very long": "安全" * 4_000,
    "long markup": "<img src=x onerror=pwned()>" * 300,
}
"""What may be in any part of an address, or stored."""

BROKEN = {
    "half an escape": "%",
    "no UTF-8": "%E0%A4%A",
    "a byte alone": "%FF%FE",
    "zero": "%00",
    "overlong": "%C0%BCscript%C0%BE",
    "twice": "%253Cscript%253E",
}
"""Escapes that are none: what no program decodes."""

LONGEST = 200
"""Characters of a payload where there are many: a host takes addresses of some 8 KB."""

PARAMETERS = (
    *("q", "also", "order", "place", "level", "year", "kind", "agency", "term"),
    *("view", "passage", "to", "nth", "at", "a", "b", "c", "page", "work", "__proto__"),
    *("__proto__[pwned]", "constructor.prototype.pwned"),
)

# What is here before all scripts of a page. Nobody but an attack calls `pwned`.
WATCH = """
window.attacks = [];
window.pwned = () => { window.attacks.push("run"); };
document.addEventListener("securitypolicyviolation", (event) => {
  window.attacks.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
"""

# What an attack would leave: markup that no page of the site has.
LEFT = """
() => {
  const found = [...window.attacks];
  const odd = "img[src='x'], svg[onload], iframe, object, embed, base, [id='evil'], [class~='evil']";
  for (const one of document.querySelectorAll(odd)) found.push(one.outerHTML.slice(0, 200));
  for (const one of document.querySelectorAll("*")) {
    for (const {name, value} of one.attributes) {
      if (name.startsWith("on") || (name === "style" && !one.matches(".preview"))) found.push(`${name}=${value}`);
    }
  }
  const schemes = ["http:", "https:", "mailto:", "file:"];
  for (const one of document.querySelectorAll("a[href], area[href], form[action]")) {
    const address = new URL(one.href || one.action, location.href);
    if (!schemes.includes(address.protocol) || address.host === "evil.example") found.push(address.href.slice(0, 200));
  }
  for (const one of document.scripts) {
    if (one.type !== "application/ld+json" && !one.src.startsWith(location.origin)) found.push(one.outerHTML.slice(0, 200));
  }
  for (const name of ["pwned", "polluted"]) if (name in {}) found.push(`Object.prototype.${name}`);
  return found;
}
"""


class Watched:
    """A tab, and what happens in it that must not."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.faults: list[str] = []
        self._origin = home.removesuffix(f"{static_host.PREFIX}/")
        page.add_init_script(WATCH)
        page.on("dialog", self._dialog)
        page.on("pageerror", self._error)
        page.on("console", self._console)
        page.on("request", self._request)

    def _dialog(self, dialog: Any) -> None:
        self.faults.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _error(self, error: Error) -> None:
        self.faults.append(f"an exception: {error.message}")

    def _console(self, message: ConsoleMessage) -> None:
        # That a page is not there, and that a script is not, is what the page is for.
        if message.type == "error" and "404" not in message.text:
            self.faults.append(f"the console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._origin, "data:", "about:")):
            self.faults.append(f"a request: {request.url}")

    def visit(self, address: str) -> None:
        """Open an address of the site, from anew."""
        self.page.goto("about:blank")
        self.page.goto(self.home + address)
        self.page.wait_for_load_state("networkidle" if address.startswith("search/") else "load")

    def assert_unharmed(self) -> None:
        """Nothing was run, asked of another host or put into the page; it can still be used."""
        assert [*self.faults, *self.page.evaluate(LEFT)] == []
        self.assert_usable()
        assert [*self.faults, *self.page.evaluate(LEFT)] == []

    def assert_usable(self) -> None:
        """The search box opens, or the field of the search takes what is typed and finds it."""
        self.page.keyboard.press("/")
        field = self.page.locator(".search-form input, .search-box input").last
        expect(field).to_be_focused()
        field.fill("安全生产")
        expect(self.page.locator(".hit, .ways a, .search-box__list a").first).to_be_visible()
        self.page.keyboard.press("Escape")


@contextmanager
def _watched(browser: Browser, home: str) -> Iterator[Watched]:
    with browser.new_context() as context:
        yield Watched(context.new_page(), home)


@pytest.fixture(scope="module")
def tab(browser: Browser, home: str) -> Iterator[Watched]:
    """A tab of the site of the founding plans."""
    with _watched(browser, home) as watched:
        yield watched


@pytest.fixture
def attacked(tab: Watched) -> Watched:
    """The same, of which nothing is known yet."""
    tab.faults.clear()
    return tab


def some(names: Iterable[str], payloads: Mapping[str, str], every: int) -> list[Any]:
    """Each name with each payload in the long run, else one of so many of these pairs."""
    pairs = [
        pytest.param(name, value, id=f"{name}-{what}")
        for name, (what, value) in product(names, payloads.items())
    ]
    return pairs[:: tried(every, 1)]


@pytest.mark.parametrize(("kind", "payload"), some(PAGES, TEXTS, 17))
def test_an_address_with_it_in_every_part(kind: str, payload: str, attacked: Watched) -> None:
    query = urlencode([(name, payload[:LONGEST]) for name in PARAMETERS])
    attacked.visit(f"{PAGES[kind]}?{query}#{quote(payload)}")
    attacked.assert_unharmed()


@pytest.mark.parametrize(
    ("name", "payload"), some(["order", "q", "also", "agency", "place"], TEXTS, 9)
)
def test_a_search_with_one_odd_part(name: str, payload: str, attacked: Watched) -> None:
    asked = {"q": "安全", name: payload[:2_000]}
    attacked.visit(f"search/?{urlencode(asked)}")
    if name == "order":
        expect(attacked.page.locator(".hit").first).to_be_visible()
    attacked.assert_unharmed()


@pytest.mark.parametrize(("name", "payload"), some(["q", "passage", "view", "nth"], TEXTS, 17))
def test_a_plan_with_one_odd_part(name: str, payload: str, attacked: Watched) -> None:
    asked = {"passage": "安全"} if name == "nth" else {}
    attacked.visit(f"{PLAN}?{urlencode({**asked, name: payload[:2_000]})}#a1")
    attacked.assert_unharmed()


@pytest.mark.parametrize(("kind", "payload"), some(PAGES, BROKEN, 7))
def test_escapes_that_are_none(kind: str, payload: str, attacked: Watched) -> None:
    attacked.visit(f"{PAGES[kind]}?q={payload}&passage={payload}&view={payload}#{payload}")
    attacked.assert_unharmed()


@pytest.mark.parametrize(("folder", "payload"), some(["plans/", ""], TEXTS, 9))
def test_an_address_that_leads_nowhere(folder: str, payload: str, attacked: Watched) -> None:
    attacked.visit(f"{folder}{quote(payload[:80], safe='')}")
    attacked.assert_unharmed()


@pytest.mark.parametrize(("kind", "payload"), some(PAGES, TEXTS, 50))
def test_what_is_stored(kind: str, payload: str, attacked: Watched) -> None:
    attacked.visit(PAGES[kind])
    attacked.page.evaluate(
        """(payload) => {
          const keys = ["scheme", "__proto__", "constructor", "search", payload];
          for (const storage of [localStorage, sessionStorage]) {
            for (const key of keys) storage.setItem(key, payload);
          }
        }""",
        payload,
    )
    attacked.visit(PAGES[kind])
    scheme = attacked.page.evaluate("() => document.documentElement.dataset.scheme ?? null")
    assert scheme is None
    attacked.assert_unharmed()
    attacked.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")


STATES = [
    MARKUP,
    7,
    [],
    {"opened": MARKUP, "shown": MARKUP, "scroll": MARKUP},
    {"opened": {"map": 1}, "shown": -1, "scroll": {}},
    {"opened": [MARKUP, None, 1], "shown": 1e300, "scroll": 1e300},
    {"__proto__": {"polluted": True}, "constructor": None},
]


@pytest.mark.parametrize("state", STATES[:: tried(3, 1)], ids=str)
@pytest.mark.parametrize("kind", [*PAGES][: tried(1, len(PAGES))])
def test_the_state_of_the_history(kind: str, state: object, attacked: Watched) -> None:
    attacked.visit(f"{PAGES[kind]}?q=%E5%AE%89%E5%85%A8")
    attacked.page.evaluate(
        "(text) => { const state = JSON.parse(text);"
        " history.replaceState(state, ''); history.pushState(state, '', location.href); }",
        json.dumps(state),
    )
    attacked.page.go_back()
    attacked.page.reload()
    if kind == "search":
        expect(attacked.page.locator(".hit").first).to_be_visible()
    attacked.assert_unharmed()


def test_an_attack_that_succeeds_would_be_noticed(attacked: Watched) -> None:
    attacked.visit("")
    attacked.page.evaluate(
        """(markup) => {
          document.querySelector("article").insertAdjacentHTML("beforeend", markup);
          const link = document.createElement("a");
          link.href = "javascript:pwned()";
          document.body.append(link);
          Object.prototype.polluted = true;
          window.pwned();
          setTimeout(() => { throw new Error("thrown"); });
          fetch("https://evil.example/").catch(() => {});
        }""",
        MARKUP,
    )
    attacked.page.wait_for_timeout(100)
    found = [*attacked.faults, *attacked.page.evaluate(LEFT)]
    of_the_policy = ("script-src", "connect-src", "the console: ")
    of_the_page = ("onerror=", "onload=", "<img", "javascript:", "Object.prototype", "run")
    for what in (*of_the_policy, *of_the_page, "an exception: thrown"):
        assert any(what in one for one in found), what


# What a library holds


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    """A tab of a site whose plans and names are hostile."""
    site: Path = hostile_site(tmp_path_factory) / "site"
    with static_host.serve(site) as home, _watched(browser, home) as watched:
        yield watched


HOSTILE_PAGES = (
    *("", "plans/", "terms/", "agencies/", "matrix/", "search/"),
    *(f"plans/{STATED}/{name}" for name in ("", "source/", "emendations/", "?view=received")),
    *("terms/hostile-0/", "terms/hostile-1/", "agencies/hostile-0/", "agencies/hostile-1/"),
)


@pytest.mark.parametrize("path", HOSTILE_PAGES[:: tried(5, 1)])
def test_a_page_of_hostile_text(path: str, hostile: Watched) -> None:
    hostile.faults.clear()
    hostile.visit(path)
    hostile.assert_unharmed()


QUERIES = ["onerror=alert(1)", "</script>", "7*7", "javascript:alert"]


@pytest.mark.parametrize("query", QUERIES[: tried(1, len(QUERIES))])
def test_hostile_text_is_found_and_shown_as_text(query: str, hostile: Watched) -> None:
    hostile.faults.clear()
    hostile.visit(f"search/?{urlencode({'q': query})}")
    expect(hostile.page.locator(".hit mark").first).to_have_text(query)
    hostile.page.locator(".hit a").first.click()
    expect(hostile.page.locator(".document mark").first).to_be_visible()
    hostile.assert_unharmed()


@pytest.mark.parametrize("name", ["terms/hostile-0", "agencies/hostile-0"][: tried(1, 2)])
def test_a_hostile_name_is_offered_and_shown_beside_its_link(name: str, hostile: Watched) -> None:
    hostile.faults.clear()
    hostile.visit(f"plans/{STATED}/")
    hostile.page.locator(f'.document a[href*="{name}"]').first.focus()
    hostile.page.keyboard.press("Shift+Tab")
    hostile.page.keyboard.press("Tab")
    expect(hostile.page.locator(".preview .name")).to_contain_text("号")
    hostile.page.keyboard.press("Escape")
    hostile.page.keyboard.press("/")
    hostile.page.locator(".search-box input").fill("号")
    expect(hostile.page.locator(".search-box__list a").first).to_be_visible()
    hostile.assert_unharmed()
