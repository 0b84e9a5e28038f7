"""What each clause of a plan names, is near to and has in common: the table `edges`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from converters.edition import row_ids
from converters.exports import related_json
from converters.exports.parquet import Row
from converters.library import set_phrases
from converters.library.counterparts import Counterparts
from converters.library.relations import Relations
from converters.library.same_words import SameWords
from converters.models.mention import Mention
from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames

_EDGES = {
    "agency": "mention",
    "term": "mention",
    "instrument": "citation",
    "self": "reference",
    "clause": "reference",
}
"""What it is to a clause that it names something, by what that is."""


def of(plan: Plan, names: PlanNames) -> Iterator[Row]:
    """The edges of a plan, in the order in which each is first met.

    Args:
        plan: with its ids.
        names: what it names.
    """
    counts = Counter(
        (_EDGES[one.kind], one.unit, target(one, plan.work), one.surface) for one in names.mentions
    )
    ids = row_ids.numbered((plan.work, *key) for key in counts)
    for id_, ((kind, unit, to, words), count) in zip(ids, counts.items(), strict=True):
        source = f"plans/{plan.work}#{unit}"
        named = name(to, plan, names.authority)
        yield id_, kind, plan.work, unit, source, to, named, words, count, ""


def across(same: SameWords, near: Counterparts, relations: Relations) -> Iterator[Row]:
    """The edges from a plan to others: what is on the same matter, and what has the same words.

    Args:
        same: what stands in others word for word.
        near: what is on the same matter; of that as much as the data tell.
        relations: how the records stand to one another.
    """
    work = same.card.work
    titles = {
        other: card.title for one in (same.others, near.others) for other, card in one.cards.items()
    }
    found: Counter[tuple[str, str, str, str, str]] = Counter()
    scores: dict[tuple[str, str, str, str, str], str] = {}
    for id_, told in related_json.within(near.told(relations), near.room).items():
        for one in told:
            words = "；".join(reason.text for reason in one.reasons)
            key = ("related", id_, one.work, one.clause_id, words)
            found[key] += 1
            scores[key] = str(one.score)
    for run in same.runs:
        kind = "formula" if set_phrases.is_one(run) else "run"
        found[kind, run.unit, run.work, run.other_unit, run.text] += 1
    ids = row_ids.numbered((work, *key) for key in found)
    for row_id, (key, count) in zip(ids, found.items(), strict=True):
        kind, unit, other, other_unit, words = key
        source, to = f"plans/{work}#{unit}", f"plans/{other}#{other_unit}"
        named, score = titles[other], scores.get(key, "")
        yield row_id, kind, work, unit, source, to, named, words, count, score


def target(mention: Mention, work: str) -> str:
    """The address of what a mention in a plan means; empty if that is not known."""
    if mention.kind == "self":
        return f"plans/{work}"
    if mention.kind == "clause":
        return f"plans/{work}#{mention.target}" if mention.target else ""
    return mention.target


def name(target: str, plan: Plan, authority: Authority) -> str:
    """What stands at an address that a plan names; empty if that has no name of its own."""
    if target == f"plans/{plan.work}":
        return plan.record.title.value or ""
    return authority.records[target].pref if target in authority.records else ""
