"""What the converters make of each founding plan, in a form that can be read beside its source.

`make golden` rewrites the files; read the difference line by line before committing it.
"""

import difflib

import pytest

from converters.edition import conservation, ids
from converters.models.plan import Plan
from tests.conftest import ROOT, WORKS, data_of

GOLDEN = ROOT / "tests" / "golden"


def rendered(plan: Plan) -> str:
    """Every address and its text in order; aliases; emendations; the account."""
    lines = [f"{id_}\t{text}".replace("\n", "¶") for id_, text in ids.texts(plan).items()]
    lines += ["", *(f"{old} -> {new}" for old, new in plan.aliases.items())]
    lines.append("")
    for made in data_of(plan)["damage"]:
        place = f"{made['line']}:{made['col']}\t{made['clause_id']}"
        change = f"{made['damaged']!r} -> {made['reading']!r}"
        lines.append(f"{place}\t{change}\t{made['confidence']} {made['kind']} {made['rule']}")
    found = conservation.account(plan)
    lines += ["", f"{found.total} = {found.text} + {sum(found.noise.values())} + {found.emended}"]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("work", WORKS)
def test_golden(work: str, library: dict[str, Plan], request: pytest.FixtureRequest) -> None:
    path = GOLDEN / f"{work}.txt"
    found = rendered(library[work])
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8", newline="\n")
    expected = path.read_text("utf-8")
    difference = difflib.unified_diff(expected.splitlines(), found.splitlines(), lineterm="", n=0)
    assert list(difference) == []
