"""The pictures of the README: `python -m tests.browser.screenshots FOLDER`.

They show the site of the founding plans as a reader sees it; they are made again whenever the look
changes.
"""

import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tests import built_site
from tests.browser import chromium, landing, static_host


class Shot(NamedTuple):
    """A page, how wide the window is, in which scheme, and what the reader has opened."""

    address: str
    width: int
    height: int
    dark: bool = False
    opened: str = ""


SHOTS: Mapping[str, Shot] = {
    "home": Shot("", 1280, 1240),
    "reading": Shot("plans/360900-yichun-2023-yaodian/#a2-b4", 1280, 800),
    "emendations": Shot("plans/310000-shanghai-2022-yaodian/#a2-b2", 1280, 800),
    "name": Shot("terms/shuangchong-yufang-jizhi/", 1280, 800),
    "search": Shot("search/?q=危化品 执法", 1280, 800),
    "table": Shot("plans/220502-dongchang-2021-2025-guihua/#a3-b3-t1", 1280, 800),
    "phone": Shot("plans/360900-yichun-2023-yaodian/#a2-b4", 390, 800),
    "phone-dark": Shot(
        "plans/310000-shanghai-2022-yaodian/#a2-b2",
        390,
        800,
        dark=True,
        opened="document.querySelector('#a2-b2 ~ p .emended').click()",
    ),
}


def main(folder: Path) -> None:
    """Builds the site, and takes every picture of it."""
    with tempfile.TemporaryDirectory() as work:
        take_all(built_site.of_library(Path(work)), folder)


def take_all(site: Path, folder: Path) -> None:
    """Every picture of a built site."""
    folder.mkdir(parents=True, exist_ok=True)
    with static_host.serve(site) as home, sync_playwright() as playwright:
        path = chromium.find_or_install()
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        with playwright.chromium.launch(executable_path=path, args=arguments) as browser:
            for name, shot in SHOTS.items():
                take(browser, home, shot, folder / f"{name}.png")


def take(browser: Browser, home: str, shot: Shot, path: Path) -> None:
    """One picture of the window, when everything is at rest."""
    with browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(home + shot.address, wait_until="networkidle")
        if shot.opened:
            page.evaluate(shot.opened)
        landing.rest(page)
        page.screenshot(path=path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
