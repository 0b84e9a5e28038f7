"""What the library knows of the unreviewed names of a plan: where else each stands.

And of the documents that the plan cites, reviewed or not: which of them the library has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library import full_texts
from converters.library.facts import Facts
from converters.library.references import References

_MOST = 3
"""So many other plans are listed with a name."""


class Elsewhere(NamedTuple):
    """An entry of another plan: what that plan is called, its work id, the id of the entry."""

    short: str
    work: str
    id: str


class AlsoNamed(NamedTuple):
    """Of one plan.

    Args:
        work: its work id.
        others: by the id of an entry the same name in other plans, and in how many it is.
        full_texts: by the id of an entry, or the key of a record, the plan that is cited.
    """

    work: str
    others: Mapping[str, tuple[tuple[Elsewhere, ...], int]]
    full_texts: Mapping[str, tuple[str, str]]


def of_library(facts: Mapping[str, Facts], references: References) -> Iterator[AlsoNamed]:
    """What there is of each plan, by work id; of those that share nothing, nothing."""
    every = [facts[work] for work in sorted(facts)]
    by_form: dict[str, list[Elsewhere]] = {}
    for one in sorted(every, key=lambda one: one.card.order, reverse=True):
        for name in one.unreviewed:
            if name.form:
                here = Elsewhere(one.card.short, one.card.work, name.id)
                by_form.setdefault(name.form, []).append(here)
    works = full_texts.known(one.card for one in every)
    for one in every:
        cited = dict(_cited(one, works, references))
        made = AlsoNamed(one.card.work, dict(_others(one, by_form)), cited)
        if made.others or made.full_texts:
            yield made


def _others(
    facts: Facts, by_form: Mapping[str, Sequence[Elsewhere]]
) -> Iterator[tuple[str, tuple[tuple[Elsewhere, ...], int]]]:
    for name in facts.unreviewed:
        found = by_form.get(name.form, ())
        others = [one for one in found[: _MOST + 1] if one.work != facts.card.work][:_MOST]
        if others:
            yield name.id, (tuple(others), len(found) - 1)


def _cited(
    facts: Facts, works: Mapping[str, str], references: References
) -> Iterator[tuple[str, tuple[str, str]]]:
    """The plans of the library that a plan cites; itself and its own record are none."""
    for name in facts.unreviewed:
        if name.scheme == "instruments":
            work = full_texts.find([name.pref], name.doc_number, works)
            if work and work != facts.card.work:
                yield name.id, _shown(references.cards[work])
    for key in facts.named:
        work = references.full_texts.get(key, "")
        if work and work != facts.card.work:
            yield key, _shown(references.cards[work])


def _shown(card: Card) -> tuple[str, str]:
    return card.short, card.work
