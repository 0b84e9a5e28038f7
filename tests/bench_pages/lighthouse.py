"""Lighthouse, from npm, with the Chromium of the browser tests.

Its preset for phones: a Moto G Power, a processor slowed down four times, and a slow 4G line
(1.6 Mbit/s, 150 ms), both simulated from what was observed without them (`simulate`).
"""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from tests.browser import chromium
from tests.conftest import ROOT

PACKAGES = Path(__file__).parent
INSTALLED = ROOT / ".lighthouse"

_PROGRAM = INSTALLED / "node_modules" / "lighthouse" / "cli" / "index.js"
_SECONDS = 180


class LighthouseMissing(RuntimeError):
    """Lighthouse is not installed."""


def report(address: str) -> dict[str, Any]:
    """Open a page once, with nothing stored or cached; gives Lighthouse's report.

    Raises:
        LighthouseMissing: it is not installed.
        CalledProcessError: it failed.
    """
    if not _PROGRAM.exists():
        raise LighthouseMissing("Lighthouse is not installed: run make bench-pages")
    flags = " ".join(("--headless=new", *chromium.ARGUMENTS))
    command = ["node", str(_PROGRAM), address, "--output=json", "--quiet"]
    command += ["--no-enable-error-reporting", f"--chrome-flags={flags}"]
    done = subprocess.run(
        command,
        check=True,
        stdout=subprocess.PIPE,
        timeout=_SECONDS,
        env={**os.environ, "CHROME_PATH": chromium.find_or_install()},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@cache
def version() -> str:
    """The version that is locked."""
    package = json.loads((PACKAGES / "package.json").read_text("utf-8"))
    return str(package["dependencies"]["lighthouse"])
