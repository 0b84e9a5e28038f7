"""What the editor wrote in vain: the file is read no differently without it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace

from converters.models.located import Problem
from converters.models.source import Source
from converters.models.unit import Part, Unit
from converters.text.mapped_text import MappedText, Span


def rulings(
    source: Source, units: Sequence[Unit], read: Callable[[Source], Sequence[Unit]]
) -> Iterator[Problem]:
    """A Problem for each row of the structure without which nothing would change.

    Args:
        source: with its edition.
        units: what it is read as.
        read: the units of a source.
    """
    edition = source.edition
    shape = _shape(units) if edition.rulings else []
    for number, ruling in enumerate(edition.rulings):
        rest = (*edition.rulings[:number], *edition.rulings[number + 1 :])
        without = replace(source, edition=replace(edition, rulings=rest))
        if _shape(read(without)) == shape:
            lines = f"第 {ruling.line} 行" + (
                f"至第 {ruling.to} 行" if ruling.to > ruling.line else ""
            )
            message = f".yml 的 structure 所说的{lines}，不说也这样读，请删去"
            at = min(ruling.line, source.line_count)
            place = edition.places.get(("structure", number))
            yield Problem("structure-idle", message, source.line_span(at), place=place)


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
