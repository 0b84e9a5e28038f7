"""Finds a Chromium for the browser tests, and installs one where there is none."""

import functools
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests import file_lock

_log = logging.getLogger(__name__)

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""What it is started with: nothing of its own on the network, and able to run as root."""

# The one without windows does the same in two thirds of the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_LOCK = Path(sys.prefix) / "chromium.lock"
_ASK_SECONDS = 60
_INSTALL_SECONDS = 1800

# Playwright's synchronous interface refuses to start twice in one process, or beside a running
# event loop; a caller may have either, so another process asks.
_PLAYWRIGHT_PATH = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class ChromiumMissing(RuntimeError):
    """No usable Chromium was found and none could be installed."""


@functools.cache
def find_or_install() -> str:
    """Gives the path of a Chromium that starts, installing one if need be.

    Looked for in this order: the environment variable `CHROMIUM` (a path, or a name on `PATH`);
    `chromium-headless-shell`, `chromium`, `chromium-browser` and `google-chrome` on `PATH`; the
    browser Playwright installed earlier. Otherwise it is installed: by apt for root on Debian and
    its kin, else, or if that fails, by Playwright. Root on such a system also gets a Chinese font
    where there is none. Workers that call at the same time wait for the first one; only that one
    installs.

    Returns:
        The path of the executable.

    Raises:
        ChromiumMissing: `CHROMIUM` names nothing that starts, or every way to install failed. The
            message says in English and Chinese what to do.
    """
    with file_lock.held(_LOCK):
        if chosen := os.environ.get("CHROMIUM"):
            browser = _chosen(chosen)
        else:
            browser = _found() or _installed()
        _ensure_chinese_font()
        return browser


def _chosen(name: str) -> str:
    browser = shutil.which(name)
    if browser is None or not _starts(browser):
        raise ChromiumMissing(
            f"CHROMIUM={name} is not a browser that starts; set it to a Chromium or unset it.\n"
            f"CHROMIUM={name} 不是可以启动的浏览器，请改为 Chromium 的路径，或取消这个环境变量。"
        )
    return browser


def _found() -> str | None:
    on_path = (shutil.which(name) for name in _NAMES)
    return next((path for path in on_path if path and _starts(path)), None) or _playwrights_own()


def _installed() -> str:
    for package in ("chromium-headless-shell", "chromium") if _has_apt() else ():
        _apt_install(package, "fonts-noto-cjk")
        if browser := _found():
            return browser
    _succeeds([sys.executable, "-m", "playwright", "install", "chromium"], _INSTALL_SECONDS)
    if browser := _found():
        return browser
    raise ChromiumMissing(
        "The browser tests need Chromium. Install the package chromium (or Google Chrome) and "
        "Chinese fonts (fonts-noto-cjk), or set CHROMIUM to the path of one.\n"
        "浏览器测试需要 Chromium。请安装 chromium（或 Google Chrome）和中文字体（fonts-noto-cjk），"
        "或用环境变量 CHROMIUM 指定它的路径。"
    )


def _playwrights_own() -> str | None:
    answer = _run([sys.executable, "-c", _PLAYWRIGHT_PATH], _ASK_SECONDS)
    path = answer.stdout.strip() if answer else ""
    return path if path and _starts(path) else None


def _starts(browser: str) -> bool:
    """Whether it runs at all: on Ubuntu `chromium-browser` may be a stub that asks for snap."""
    return _succeeds([browser, "--version"], _ASK_SECONDS)


def _ensure_chinese_font() -> None:
    if not _has_apt() or _has_chinese_font():
        return
    _apt_install("fontconfig", "fonts-noto-cjk")
    if not _has_chinese_font():
        _log.warning("no Chinese font: pages will show boxes for Chinese text")


def _has_chinese_font() -> bool:
    answer = _run(["fc-list", ":lang=zh"], _ASK_SECONDS)
    return answer is not None and bool(answer.stdout.strip())


def _has_apt() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(*packages: str) -> None:
    _succeeds(["apt-get", "update"], _INSTALL_SECONDS)
    _succeeds(["apt-get", "install", "-y", "--no-install-recommends", *packages], _INSTALL_SECONDS)


def _succeeds(command: Sequence[str], seconds: int) -> bool:
    return _run(command, seconds) is not None


def _run(command: Sequence[str], seconds: int) -> subprocess.CompletedProcess[str] | None:
    """Runs a command that never asks anything; None, and a line in the log, where it fails."""
    try:
        return subprocess.run(
            command,
            check=True,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    except subprocess.CalledProcessError as error:
        _log.info("%s: exit %d: %s", command[0], error.returncode, error.stderr[-1000:])
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.info("%s: %s", command[0], error)
    return None
