"""What something was measured on: the machine, the browser, the day; and how busy it was."""

from __future__ import annotations

import datetime
import os
import platform
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

BUSY = 1.0
"""Processes that want to run, above which times are not worth publishing."""


@dataclass(frozen=True)
class Machine:
    """What was measured on, and on which day."""

    date: str
    processor: str
    cores: int
    browser: str

    @property
    def said(self) -> str:
        """As the published pages say it, up to the full stop."""
        return f"{self.date} 测于 {self.processor}（{self.cores} 核）、{self.browser}。"


def this(date: str | None, browser_version: str) -> Machine:
    """This machine; without a `date`, that of the commit."""
    return Machine(
        date=date or _date_of_commit(),
        processor=_processor(),
        cores=os.cpu_count() or 1,
        browser=f"Chromium {browser_version}",
    )


def load() -> float:
    """How many processes want to run, over the last minute; 0 where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _date_of_commit() -> str:
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    epoch = int(subprocess.run(command, check=True, capture_output=True).stdout)
    return datetime.datetime.fromtimestamp(epoch, datetime.UTC).date().isoformat()


def _processor() -> str:
    """As Linux calls it; elsewhere the name that Python knows."""
    information = Path("/proc/cpuinfo")
    text = information.read_text("utf-8") if information.exists() else ""
    found = re.search(r"^model name\s*: (.+)$", text, re.MULTILINE)
    return found[1] if found else platform.processor() or platform.machine()
