"""A row for each clause of a plan: the table `clauses`."""

from __future__ import annotations

from collections.abc import Iterator

from converters.citation import clause_addresses, titles
from converters.exports import readings
from converters.exports.doubts import Doubts
from converters.exports.parquet import Row
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames


def of(plan: Plan, doubts: Doubts, names: PlanNames, site: str) -> Iterator[Row]:
    """The rows, in the order of the document.

    Args:
        plan: with its ids.
        doubts: its doubtful places.
        names: what it names, and is about.
        site: the address of the site, with a slash at its end, or empty.
    """
    cited, addresses = titles.citation(plan), clause_addresses.of(plan)
    answers: dict[str, list[str]] = {}
    for id_, _, entry in plan.answers:
        answers.setdefault(id_, []).append(f"{entry.role}：{'、'.join(entry.units)}")
    for number, clause in enumerate(plan.clauses, 1):
        above, place = plan.above(clause), addresses[clause.id].words
        yield (
            f"plans/{plan.work}#{clause.id}",
            plan.work,
            clause.id,
            number,
            clause.layer,
            above.id if above else "",
            place,
            clause.heading.text,
            readings.of(clause.cells),
            readings.received(clause.cells, plan.source) or "",
            clause.line,
            *doubts.of(clause.id),
            "；".join(answers.get(clause.id, ())),
            " ".join(names.topics.get(clause.id, ())),
            cited + place,
            f"{site}plans/{plan.work}/#{clause.id}",
        )
