"""How the records of the authority stand to one another, and how they are spelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from converters.names import lookalikes, spelling
from converters.names.authority import Authority, AuthorityRecord
from converters.names.spelling import Spelled

_MAY_LOOK_ALIKE = ("agencies", "terms", "instruments")


@dataclass(frozen=True, eq=False)
class Relations:
    """The records, what is below each, what may be taken for it, how it is spelt.

    Two are the same only if they are one: what is made of one is remembered by it.

    Args:
        authority: all records.
        spelled: how they are spelt.
        narrower: by key, the records of a type or place, or that have this one as the broader.
        alike: by key, the records that may be taken for this one.
    """

    authority: Authority
    spelled: Spelled
    narrower: Mapping[str, tuple[str, ...]]
    alike: Mapping[str, tuple[str, ...]]

    @property
    def records(self) -> Mapping[str, AuthorityRecord]:
        """All records by key."""
        return self.authority.records

    def below(self, key: str) -> tuple[str, ...]:
        """The keys of the records of a type or place, or that have this one as the broader."""
        return self.narrower.get(key, ())

    def lookalikes(self, key: str) -> tuple[str, ...]:
        """The keys of the records that may be taken for this one."""
        return self.alike.get(key, ())


def of(authority: Authority, spelled: Spelled | None = None) -> Relations:
    """The relations of an authority; how it is spelt is found out as far as it is not given."""
    found = spelled or spelling.NOTHING
    if more := [one for one in authority.records.values() if one.key not in found.forms]:
        found = spelling.joined([found, spelling.of(more)])
    known = spelling.with_merged(found, authority)
    alike = (lookalikes.of(authority, scheme) for scheme in _MAY_LOOK_ALIKE)
    return Relations(
        replace(authority, order=known.order),
        known,
        _narrower(authority),
        {key: keys for of_scheme in alike for key, keys in of_scheme.items()},
    )


def _narrower(authority: Authority) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record in authority.records.values():
        if record.type:
            found[f"agency-types/{record.type}"].append(record.key)
        if record.broader:
            found[f"{record.scheme}/{record.broader}"].append(record.key)
        if record.place:
            found[f"places/{record.place}"].append(record.key)
    return {key: tuple(value) for key, value in found.items()}
