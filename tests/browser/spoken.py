"""What the browser tells assistive technology, from its own tree of accessibility."""

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from playwright.sync_api import CDPSession, Page

_SECONDS = 20


class Spoken(NamedTuple):
    """An element as it is told: `states` are those that ARIA knows of, such as `expanded`."""

    role: str
    name: str
    description: str
    states: dict[str, Any]

    @property
    def words(self) -> str:
        """Role and name, as a reader of the screen would hear them."""
        return f"{self.role} {self.name}".strip()


class Listener:
    """Hears a page, and goes over it by nothing but keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.send("Accessibility.enable")

    def told(self, expression: str) -> Spoken:
        """What is told of the element that a script gives."""
        found = self._session.send("Runtime.evaluate", {"expression": expression})["result"]
        (node, *_) = self._session.send(
            "Accessibility.getPartialAXTree",
            {"objectId": found["objectId"], "fetchRelatives": False},
        )["nodes"]
        states = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
        words = [node.get(part, {}).get("value", "") for part in ("role", "name", "description")]
        role, name, description = words
        return Spoken(role, name, description, states)

    def focused(self) -> Spoken:
        """What is told of the element that has the focus."""
        return self.told("document.activeElement")

    def hear(self, wanted: Callable[[Spoken], bool]) -> Spoken:
        """What has the focus, as soon as it is told as `wanted`; the tree follows the page.

        Raises:
            AssertionError: After twenty seconds it is not.
        """
        end = time.monotonic() + _SECONDS
        while not wanted(here := self.focused()):
            if time.monotonic() > end:
                raise AssertionError(here)
            self.page.wait_for_timeout(50)  # until it is asked again
        return here

    def hear_words(self, *words: str) -> Spoken:
        """What has the focus, as soon as role and name are one of these."""
        return self.hear(lambda here: here.words in words)

    def active(self) -> Spoken:
        """What is told of the choice that a combobox with the focus points to."""
        return self.told(
            "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
        )

    def press(self, *keys: str) -> Spoken:
        """Presses keys, and gives what has the focus then: what the page does later is to be heard."""
        for key in keys:
            self.page.keyboard.press(key)
        return self.focused()

    def tab_to(self, words: str, most: int = 200) -> Spoken:
        """Goes on by Tab to the first stop whose role and name begin with `words`.

        Raises:
            AssertionError: Among the next `most` stops there is none.
        """
        passed = []
        for _ in range(most):
            here = self.press("Tab")
            if here.words.startswith(words):
                return here
            passed.append(here.words)
        raise AssertionError(f"no {words!r} among {passed}")
