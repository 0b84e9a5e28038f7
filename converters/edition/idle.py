"""What the editor wrote in vain: the file is read no differently without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from converters.models.located import Problem
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.text.mapped_text import MappedText, Span


def rulings(
    source: Source, units: Sequence[Unit], read: Callable[[Source], Sequence[Unit]]
) -> Iterator[Problem]:
    """A Problem for each row of the structure without which nothing would change.

    Only rows whose own lines are read the same without any row are tried, all of them at once and,
    if that changes something, one by one: a text with many rows is read few times.

    Args:
        source: with its edition.
        units: what it is read as.
        read: the units of a source.
    """
    edition = source.edition
    if not edition.rulings:
        return
    every = range(len(edition.rulings))
    shape, without_any = _shape(units), read(_without(source, every))

    def changes_nothing(left_out: Collection[int]) -> bool:
        is_all = len(left_out) == len(every)
        return _shape(without_any if is_all else read(_without(source, left_out))) == shape

    own, bare = _by_line(units), _by_line(without_any)
    may_be = [
        number
        for number, ruling in enumerate(edition.rulings)
        if all(own[line] == bare[line] for line in range(ruling.line, ruling.to + 1))
    ]
    if may_be and not changes_nothing(may_be):
        may_be = [number for number in may_be if changes_nothing([number])]
    for number in may_be:
        ruling = edition.rulings[number]
        to = f"至第 {ruling.to} 行" if ruling.to > ruling.line else ""
        message = f".yml 的 structure 所说的第 {ruling.line} 行{to}，不说也这样读，请删去"
        span = source.line_span(min(ruling.line, source.line_count))
        place = edition.places.get(("structure", number))
        yield Problem("structure-idle", message, span, place=place)


def _without(source: Source, left_out: Collection[int]) -> Source:
    edition = source.edition
    kept = (one for number, one in enumerate(edition.rulings) if number not in left_out)
    return replace(source, edition=replace(edition, rulings=tuple(kept)))


def _by_line(units: Sequence[Unit]) -> Mapping[int, Sequence[Hashable]]:
    """What each line of the file is, whatever its address."""
    found: defaultdict[int, list[Hashable]] = defaultdict(list)
    for unit in units:
        if unit.is_clause:
            found[unit.line].append((unit.layer, unit.label.text, unit.heading.text))
        for part in unit.parts:
            found[part.line].append((unit.kind, part.role, part.text.text))
    return found


def _shape(units: Sequence[Unit]) -> list[Hashable]:
    """What a reader sees of units: of noise only that it is none of the text."""
    found: list[Hashable] = []
    for unit in units:
        if unit.kind == "noise":
            found += [("noise", _placed(part.text)) for part in unit.parts]
            continue
        heads = tuple(map(_placed, (unit.label, unit.heading, unit.separator)))
        found.append((unit.id, unit.kind, heads, tuple(map(_part, unit.parts))))
    return found


def _part(part: Part) -> Hashable:
    return part.id, part.role, _placed(part.text), part.items, part.responsibilities


def _placed(text: MappedText) -> tuple[str, Span | None]:
    return text.text, text.span if text else None
