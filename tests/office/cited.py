"""What programs for bibliographies read in the files of citations: biber, pandoc and bibutils.

They are asked about every plan, a clause of each of its layers, and an item that holds all that
means something to one of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from converters.citation import bibliography, clause_addresses
from converters.citation.bibliography import Item
from converters.exports import citations
from converters.models.plan import Plan
from tests.office import programs
from tests.office.carried import SITE

_HOSTILE = Item(
    "p1",
    r"\textbf 一、100% _甲_ & #乙 $丙$ ~丁^",
    ("甲、乙局",),
    "规划",
    "某政发〔2024〕1号",
    "2024-02-03",
    f"{SITE}plans/p1/",
    "注",
)
"""Braces are left out, which pandoc does not read, and " and " between names, where bibutils parts them."""


def items_of(plan: Plan) -> list[Item]:
    """A plan and a clause of each of its layers."""
    whole = bibliography.of_plan(plan, SITE)
    addresses = clause_addresses.of(plan)
    of_layer = {clause.layer: clause.id for clause in plan.clauses}
    return [
        whole,
        *(bibliography.of_clause(whole, id_, addresses[id_]) for id_ in of_layer.values()),
    ]


def wrong_in(name: str, items: list[Item], folder: Path) -> Iterator[str]:
    """What the programs read otherwise than it was meant."""
    files = {}
    for ending, dump in citations.FORMATS.items():
        files[ending] = folder / f"{name}.{ending}"
        files[ending].write_bytes(dump(items).encode())
    told = json.loads(files["csl.json"].read_text("utf-8"))
    if programs.bibliography(files["csl.json"], "csljson") != told:
        yield f"{name}.csl.json: pandoc reads other items"
    in_words = [{**one, "language": "chinese"} for one in told]
    if programs.bibliography(files["bib"], "biblatex") != in_words:
        yield f"{name}.bib: pandoc reads other items"
    if programs.entries(files["bib"]) != [one.key for one in items]:
        yield f"{name}.bib: biber reads other entries"
    meant = [
        programs.Record(one.title, one.authors, one.date, one.number, one.url) for one in items
    ]
    if programs.records(files["ris"]) != meant:
        yield f"{name}.ris: bibutils reads other records"


def every(plans: list[Plan], folder: Path) -> Iterator[str]:
    """What is wrong with the files of citations."""
    for plan in plans:
        yield from wrong_in(f"cited-{plan.work}", items_of(plan), folder)
    yield from wrong_in("cited-hostile", [_HOSTILE], folder)
