"""What a plan goes by: the documents that it cites as its ground (根据《…》, 为贯彻落实《…》).

They are citations of the plan that stand after such words (`data/grounds.yml`), or in a list with
one that does, or in a clause 编制依据. Nothing is searched for but those words before each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from converters import lexicon
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames

_WORDS = lexicon.words("grounds")
_FURTHEST = 60
"""So many characters before a title the word is looked for that makes it a ground."""

_STOPS = "。；;！!？?，,：:《》\n"
_PURPOSES = "(?:{})(?:{})*(?:{})".format(
    *(lexicon.alternatives(_WORDS["purposes"][name]) for name in ("opens", "adverbs", "verbs"))
)
_CUE = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['cues'])}|{_PURPOSES})(?P<rest>[：:]?[^{_STOPS}]*)$"
)
_ENDS = re.compile(lexicon.alternatives(_WORDS["ends"]))
_OPENING = re.compile(r"[《“”\"\s]*$")
_BETWEEN = re.compile(
    rf"[》”\"\s]*(?:[（(][^（）()]{{1,40}}[）)])?(?:\s|{lexicon.alternatives(_WORDS['between'])})*"
    r"[《“\"\s]*"
)
_HEADING = re.compile(lexicon.alternatives(_WORDS["headings"]))


class Ground(NamedTuple):
    """A citation that is a ground, and the words that make it one.

    `entry` is the id of its entry in the plan's index of names if it has no record. Under a
    heading that says so the words are the heading.
    """

    mention: Mention
    entry: str
    cue: str


def of_plan(plan: Plan, names: PlanNames) -> tuple[Ground, ...]:
    """The grounds of a plan in the order of its page; the plan itself is none.

    Args:
        plan: with ids.
        names: what it names, names without a record among them.
    """
    own = names.authority.of_work(plan.source.work)
    under = _under_headings(plan)
    return tuple(
        Ground(mention, entry, cue)
        for mention, entry, cue in _cued(names, under)
        if mention.target not in own
    )


def _cued(names: PlanNames, under: dict[str, str]) -> Iterator[tuple[Mention, str, str]]:
    """Each citation that has a cue; one that continues a list has that of the list."""
    before: Mention | None = None
    cue = ""
    for mention, entry in names.linked:
        if mention.kind != "instrument":
            continue
        is_next = before is not None and before.text.starts[0] == mention.text.starts[0]
        end = before.end if before and is_next else 0
        if not (cue and is_next and _BETWEEN.fullmatch(mention.text.text, end, mention.start)):
            cue = _cue_before(mention, end)
        before = mention
        if found := cue or under.get(mention.unit, ""):
            yield mention, entry, found


def _cue_before(mention: Mention, end: int) -> str:
    """The words right before a citation that make it a ground; empty if there are none."""
    text = mention.text.text[max(end, mention.start - _FURTHEST) : mention.start]
    found = _CUE.search(_OPENING.sub("", text))
    if not found or _ENDS.search(found["rest"]):
        return ""
    return found[0][: found.start("rest") - found.start()]


def _under_headings(plan: Plan) -> dict[str, str]:
    """By the id of each unit in a clause of grounds the heading of that."""
    found: dict[str, str] = {}
    for unit in plan.units:
        above = plan.above(unit)
        inherited = found.get(above.id, "") if above else ""
        heading = unit.heading.text
        if inherited or (unit.is_clause and _HEADING.fullmatch(heading.strip("。 \u3000"))):
            found[unit.id] = inherited or heading.strip("。 \u3000")
    return found
