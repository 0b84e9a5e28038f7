"""What another text of a registered plan would change: published ids, and emendations."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from converters.edition import ids
from converters.edition.ledger import Ledger, text_hash
from converters.models.emendation import Emendation
from converters.models.plan import Plan


@dataclass(frozen=True)
class Revision:
    """Ids against the ledger, emendations against the registered text."""

    lost: tuple[str, ...]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[Emendation, ...]
    added: tuple[Emendation, ...]


def compare(registered: Plan, other: Plan, ledger: Ledger) -> Revision:
    """What would change if `other` took the place of `registered`.

    Args:
        registered: the plan as it stands in the library.
        other: the plan of the other text, read with the same `.yml`.
        ledger: what has been published of the work.
    """
    current = ids.texts(other)
    published = ledger.entries
    kept = current.keys() | other.aliases.keys()
    return Revision(
        tuple(id_ for id_ in published if id_ not in kept),
        tuple(id_ for id_ in current if id_ not in published),
        tuple(
            id_
            for id_, text in current.items()
            if id_ in published and published[id_].hash != text_hash(text)
        ),
        _only_in(registered, other),
        _only_in(other, registered),
    )


def _only_in(one: Plan, other: Plan) -> tuple[Emendation, ...]:
    known = Counter(map(_key, other.emendations))
    found = []
    for emendation in one.emendations:
        if known[_key(emendation)]:
            known[_key(emendation)] -= 1
        else:
            found.append(emendation)
    return tuple(found)


def _key(emendation: Emendation) -> tuple[str, str | None, str]:
    return emendation.damaged, emendation.reading, emendation.rule
