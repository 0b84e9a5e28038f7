"""What the page of comparison reads beside the texts of plans, as scripts: of one plan, of all.

A page from disk may not fetch, but may load a script. A plan's texts are those of the search: its
reading, unit by unit (`search.scripts`). Beside them stands what each unit is about, what it names,
and where it says how often or how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from converters.citation.cards import Card
from converters.library import same_words, set_phrases
from converters.library.wording import FEWEST
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.unit import Unit
from converters.names.plan_names import PlanNames
from converters.text import alphabet, escape, frequencies, quantities, utf16
from converters.text.json_value import Json
from converters.text.mapped_text import Span

FOLDER = Path("data/compare")
_WITHOUT_NUMBERS = ("noise", "metadata", "title", "signature")
"""Kinds of units whose numbers are dates and document numbers."""


def plan_page(plan: Plan, names: PlanNames) -> Page:
    """`<work>.js`: what is told of the units of a plan, written in an alphabet."""
    written = alphabet.packed(escape.script(_beside(plan, names)))
    return Page(
        FOLDER / f"{plan.work}.js", f"library.addBeside({escape.script(plan.work)}, {written});\n"
    )


def _beside(plan: Plan, names: PlanNames) -> Json:
    """What is told of the units, by their numbers.

    `topics` are `[id, name]` in the order of their file, `names` `[key, name]`, the key empty of a
    name without a record; `units` holds of each unit that anything is told of its number, the
    numbers of its topics, of its names, and starts and ends of what is said in numbers, in UTF-16
    units of the whole. `sha256` is that of the file received.
    """
    topics = {
        id_: [id_, topic.name]
        for id_, topic in names.authority.topics.items()
        if any(id_ in about for about in names.topics.values())
    }
    order = {id_: number for number, id_ in enumerate(topics)}
    known: dict[tuple[str, str], int] = {}
    by_unit: dict[str, dict[int, None]] = {}
    for id_, named in _named(names):
        by_unit.setdefault(id_, {})[known.setdefault(named, len(known))] = None
    units: list[Json] = []
    for unit in plan.units:
        about = [order[id_] for id_ in names.topics.get(unit.id, ())]
        told: list[Json] = [[*about], [*by_unit.get(unit.id, ())], [*_numbers(unit)]]
        if any(told):
            units.append([unit.number, *told])
    return {
        "sha256": plan.source.sha256,
        "topics": [*topics.values()],
        "names": [[*one] for one in known],
        "units": units,
    }


def _named(names: PlanNames) -> Iterator[tuple[str, tuple[str, str]]]:
    """The units that have a name, each with the key of its record and its full form."""
    for key, mentions in names.by_key.items():
        if record := names.authority.records.get(key):
            yield from ((one.unit, (key, record.pref)) for one in mentions)
    for name in names.unreviewed:
        if not name.is_local:
            yield from ((one.unit, ("", name.pref)) for one in name.mentions)


def _numbers(unit: Unit) -> Iterator[int]:
    """Where a unit says how often or how much, in the text that the search has of it."""
    if unit.kind in _WITHOUT_NUMBERS:
        return
    heads = f"{unit.label.text}{unit.heading.text}{unit.separator.text}"
    is_row = unit.is_table or unit.kind == "row"
    cells = [cell.text for cell in unit.cells]
    body = "\t".join(filter(None, cells)) if is_row else "\n".join(cells)
    found = [Span(one.start, one.end) for one in quantities.find(body)]
    spans = same_words.covered([*found, *frequencies.find(body)])
    yield from utf16.places(heads + body, (len(heads) + at for span in spans for at in span))


def list_page(cards: Sequence[Card]) -> Page:
    """`plans.js`: the plans that can be chosen, and what are runs and set phrases."""
    plans: list[Json] = [[card.work, card.title, card.short] for card in cards]
    rule: dict[str, Json] = {"fewest": FEWEST, "phrases": set_phrases.PHRASES}
    arguments = f"{escape.script(plans)}, {escape.script(rule)}"
    return Page(FOLDER / "plans.js", f"library.comparison.list({arguments});\n")
