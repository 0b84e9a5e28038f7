"""An engine in a browser: what it finds, how long that takes, and what has to be loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.bench_search.engines import START, Engine, Served

BATCH = 10
"""Queries asked in one go: an engine may answer with every unit there is."""

_MEGABIT = 1_000_000 / 8
NETWORK = {
    "offline": False,
    "latency": 50,
    "downloadThroughput": 10 * _MEGABIT,
    "uploadThroughput": 10 * _MEGABIT,
}
"""In milliseconds and bytes a second, as the DevTools protocol wants it."""

_AFTERWARDS = 200
"""Milliseconds after which what the browser has to report has come."""

_OPEN = "async ([home, options]) => { window.find = await (ADAPTER)(home, options); }"
_OPEN_AND_FIND = """async ([home, options, query]) => {
  const start = performance.now();
  window.find = await (ADAPTER)(home, options);
  await window.find(query);
  return performance.now() - start;
}"""
_FIND = """async (queries) => {
  const answers = [];
  for (const query of queries) {
    const start = performance.now();
    const found = await window.find(query);
    answers.push([performance.now() - start, found.join("\\n")]);
  }
  return answers;
}"""


_NOTE_FIRST = """new MutationObserver((_, observer) => {
  if (!document.querySelector("SELECTOR")) return;
  window.appeared = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });"""


@dataclass(frozen=True)
class Answer:
    """The addresses of what was found, and after how many milliseconds."""

    hits: frozenset[str]
    time: float


@dataclass(frozen=True)
class Cold:
    """From nothing to the first answer: milliseconds, bytes; and bytes of one query more."""

    time: float
    bytes_at_start: int
    bytes_of_query: int


@dataclass(frozen=True)
class Trial:
    """An engine where it is served, and the browser that asks it."""

    browser: Browser
    home: str
    engine: Engine
    served: Served

    def warm(self, queries: Sequence[str]) -> Mapping[str, Answer]:
        """Ask each query once in one page, after one that has loaded what every query needs."""
        answers = {}
        with self.browser.new_context() as context:
            page = self._at_start(context)
            page.evaluate(_OPEN.replace("ADAPTER", self.engine.script), [self.home, self._options])
            page.evaluate(_FIND, queries[-1:])
            for at in range(0, len(queries), BATCH):
                asked = queries[at : at + BATCH]
                for query, (time, found) in zip(asked, page.evaluate(_FIND, asked), strict=True):
                    names = found.split("\n") if found else []
                    hits = frozenset(self.served.addresses.get(name, name) for name in names)
                    answers[query] = Answer(hits, time)
        return answers

    def cold(self, first: str, second: str) -> Cold:
        """Open the engine in a page that has loaded nothing, ask one query, then another."""
        with self.browser.new_context() as context:
            page = self._at_start(context)
            traffic = _Traffic(context.new_cdp_session(page))
            script = _OPEN_AND_FIND.replace("ADAPTER", self.engine.script)
            time = page.evaluate(script, [self.home, self._options, first])
            page.wait_for_timeout(_AFTERWARDS)
            at_start = traffic.bytes
            page.evaluate(_FIND, [second])
            page.wait_for_timeout(_AFTERWARDS)
            return Cold(time, at_start, traffic.bytes - at_start)

    @property
    def _options(self) -> dict[str, object]:
        return {**self.engine.options, **self.served.found}

    def _at_start(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.set_default_timeout(0)
        page.goto(self.home + START)
        return page


def shown(browser: Browser, address: str, selector: str) -> tuple[float, int]:
    """Open a page that searches by itself, with nothing loaded before.

    Gives the milliseconds from there to the first element that `selector` names, and the bytes of
    the page and all that it loads until it is at rest.
    """
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(_NOTE_FIRST.replace("SELECTOR", selector))
        traffic = _Traffic(context.new_cdp_session(page))
        page.goto(address)
        page.wait_for_selector(selector, state="attached")
        page.wait_for_load_state("networkidle")
        return page.evaluate("window.appeared"), traffic.bytes


class _Traffic:
    """The bytes that a page and its workers load, over a slow network; nothing is in its cache."""

    def __init__(self, session: CDPSession) -> None:
        self.bytes = 0
        self._session = session
        self._sent = 0
        session.on("Network.loadingFinished", self._count)
        session.on("Target.attachedToTarget", self._attached)
        session.on("Target.receivedMessageFromTarget", self._received)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", NETWORK)
        # A worker is a target of its own; it waits until it is listened to.
        workers = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}
        session.send("Target.setAutoAttach", workers)

    def _count(self, event: Mapping[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])

    def _attached(self, event: Mapping[str, Any]) -> None:
        worker = event["sessionId"]
        self._send(worker, "Network.enable", {})
        self._send(worker, "Network.emulateNetworkConditions", NETWORK)
        self._send(worker, "Runtime.runIfWaitingForDebugger", {})

    def _send(self, worker: str, method: str, params: Mapping[str, object]) -> None:
        self._sent += 1
        message = json.dumps({"id": self._sent, "method": method, "params": params})
        self._session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})

    def _received(self, event: Mapping[str, Any]) -> None:
        message = json.loads(event["message"])
        if message.get("method") == "Network.loadingFinished":
            self._count(message["params"])
