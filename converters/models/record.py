"""The record of a plan (题录): what is known of it, each field with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from converters.text import dates

Value_co = TypeVar("Value_co", covariant=True)


class Township(NamedTuple):
    """A town, street or zone below the divisions of GB/T 2260; `id` is its name in work ids."""

    name: str
    id: str


class Place(NamedTuple):
    """A division of GB/T 2260: its code, and its names as far as it has them.

    `locality` is the part of it that a plan is of, where the plan is not of all of it.
    """

    adcode: str
    province: str | None = None
    city: str | None = None
    county: str | None = None
    locality: Township | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """From the province down, nothing twice."""
        below = self.locality.name if self.locality else None
        found = (self.province, self.city, self.county, below)
        return tuple(dict.fromkeys(name for name in found if name))

    @property
    def data(self) -> dict[str, Any]:
        """As it is written in data; without a key for the locality if there is none."""
        written = self._asdict()
        del written["locality"]
        return {**written, "locality": self.locality._asdict()} if self.locality else written


class Period(NamedTuple):
    """The first and the last year that a plan covers."""

    first: int
    last: int


@dataclass(frozen=True)
class Stated(Generic[Value_co]):
    """What the file states of a field that the editor corrects, and on which line (1-based)."""

    value: Value_co
    line: int


@dataclass(frozen=True)
class Field(Generic[Value_co]):
    """One value and its evidence: `line` where the file states it, or the editor's `ground`.

    Absent (原文未载) is a value of None with neither. `corrected` is what the file states instead
    of the editor's value; that may be None, if it should state none.
    """

    value: Value_co | None = None
    line: int | None = None
    ground: str | None = None
    corrected: Stated[Value_co] | None = None


Value: TypeAlias = str | tuple[str, ...] | Place | Period
AnyField: TypeAlias = Field[str] | Field[tuple[str, ...]] | Field[Place] | Field[Period]


@dataclass(frozen=True)
class Record:
    """Every field of a plan: stated, supplied or corrected by the editor, or absent.

    `issuer` has several bodies with 、 between them; `dates` are ISO, by their name, with X for a
    digit that cannot be read.
    """

    title: Field[str] = Field()
    issuer: Field[str] = Field()
    doc_number: Field[str] = Field()
    index_number: Field[str] = Field()
    dates: Mapping[str, Field[str]] = field(default_factory=dict)
    addressees: Field[tuple[str, ...]] = Field()
    kind: Field[str] = Field()
    place: Field[Place] = Field()
    period: Field[Period] = Field()

    def date(self, name: str) -> Field[str]:
        """成文日期, 发布日期 or 印发日期; absent if it is not known."""
        return self.dates.get(name, Field())

    def items(self) -> Iterator[tuple[str, AnyField]]:
        """Every field by its name, dates among them, in the order of the data."""
        for one in fields(self):
            if one.name == "dates":
                yield from ((name, self.date(name)) for name in dates.FIELDS)
            else:
                yield one.name, getattr(self, one.name)
