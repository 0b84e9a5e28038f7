"""Puts every text received together again from the JSON beside this file, and compares its SHA-256.

    python verify.py

It stands beside `plans/`, as published, and needs Python 3.8 or later and nothing else. It reads no
text: all of each is in the JSON, in the pieces that the key `received` names in their order. Of a
web page or a Word file it is the text read out of that, whose hash the key `derived` has.
Exit code 0 if each file comes out byte for byte as it was received, 1 if one does not.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PLANS = Path(__file__).resolve().parent / "plans"
OTHERS = (".schema.json", ".csl.json")
"""What lies beside the data of the plans, and is none."""


def piece(plan: dict[str, Any], named: Any) -> str:
    """A piece as it is written out, or the range of a string of the data that it points at."""
    if isinstance(named, str):
        return named
    pointer, start, end = named
    found: Any = plan
    for step in pointer.split("/")[1:]:
        found = found[int(step) if isinstance(found, list) else step]
    if not 0 <= start <= end <= len(found):
        raise ValueError(pointer)
    return str(found)[start:end]


def received(plan: dict[str, Any]) -> bytes:
    """The file as it was received."""
    told = plan["received"]
    text = "".join(piece(plan, named) for named in told["pieces"])
    return text.encode(told["encoding"])


def fault(path: Path) -> str:
    """What is wrong with the data of a plan; empty if the file received comes out of it."""
    try:
        plan = json.loads(path.read_text("utf-8"))
        found = hashlib.sha256(received(plan)).hexdigest()
        stated = plan.get("derived", plan)["sha256"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return f"读不出来（{type(error).__name__}: {error}）"
    return "" if found == stated else f"不同：拼出的 SHA-256 是 {found}，收到的是 {stated}"


def report(paths: Iterable[Path]) -> Iterator[str]:
    """A line for each file that does not come out."""
    for path in paths:
        told = fault(path)
        if told:
            yield f"{path.name}: {told}"


def main() -> int:
    """Check all plans; the exit code."""
    if hasattr(sys.stdout, "reconfigure"):  # a console may know no Chinese
        sys.stdout.reconfigure(errors="backslashreplace")
    paths = [one for one in sorted(PLANS.glob("*.json")) if not one.name.endswith(OTHERS)]
    faults = list(report(paths))
    for line in faults:
        print(line)
    if not paths:
        print(f"{PLANS} 里没有规划的 JSON")
    else:
        print(f"{len(paths) - len(faults)} / {len(paths)} 份，与收到的逐字节相同")
    return 1 if faults or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
