"""The whole way, on one screen.

bytes -> Source -> [Line] -> Plan (clause tree) -> Plan with ids -> [Mention] -> Index
-> pages and data -> files
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from converters.edition import apparatus, changes, conservation, ids, ledger, settlement
from converters.emendation import damage, repair
from converters.exports import changes_json, plan_json, received, tables_csv
from converters.ingest import sources
from converters.lexicon import schema_text
from converters.lines import parting, wrapping
from converters.models.emendation import Emendation
from converters.models.line import Parted
from converters.models.located import Problem
from converters.models.page import Page
from converters.models.plan import Plan
from converters.models.source import Source
from converters.names import authority, evidence, mentions, name_ledger
from converters.names.index import Index
from converters.names.name_finder import NameFinder
from converters.names.name_ledger import NameLedger
from converters.pages.library import duties, home, matrix, plan_list, search_page
from converters.pages.names import name_pages
from converters.pages.names.cross_references import CrossReferences
from converters.pages.plan import emendations, plan_page, plan_print, source_page
from converters.search import goto, scripts
from converters.structure import clauses, doubts, genre, metadata, walk

GENERATED = ("index.md", "plans", "data", "matrix", "search", *authority.SCHEMES)
"""What a build writes in `docs/`; everything else there is written by people."""


def read_plan(source: Source) -> Plan:
    """One source, all the way to a plan with ids.

    A registered one is held to its ledger; any other is asked whether it is a plan at all.
    """
    plan = structured(source)
    if source.work:
        return ids.check(plan, ledger.load(source.path.with_suffix(".ids")))
    return replace(plan, problems=(*plan.problems, *genre.problems(plan)))


class Reading(NamedTuple):
    """The lines of a text, how they differ from the original, and what stays doubtful."""

    lines: Parted
    emendations: tuple[Emendation, ...]
    problems: tuple[Problem, ...]


def read_lines(source: Source) -> Reading:
    """The reading of one source, before any structure is seen in it."""
    repaired = repair.repair(source)
    parted = parting.apart(repaired.lines, repaired.page_breaks)
    joined = wrapping.join(source, parted)
    emendations = repair.settled(repaired.emendations, joined.emendations)
    doubtful = damage.check(source, joined.parted.every)
    return Reading(joined.parted, emendations, (*repaired.problems, *doubtful))


def structured(source: Source) -> Plan:
    """What stands in one source, by itself: nothing that was published is asked."""
    reading = read_lines(source)
    assigned = ids.assign(walk.units(source, clauses.build(source, reading.lines)))
    units = assigned.units
    record = metadata.read(source, units)
    plan = Plan(source, units, record, reading.emendations, (), assigned.aliases)
    found = (
        *reading.problems,
        *doubts.unparsed(units),
        *doubts.misplaced(source, units),
        *assigned.problems,
        *doubts.number_gaps(units),
        *conservation.check(plan),
    )
    return replace(plan, problems=tuple(settlement.settle(source, found)))


def read_library(docs: Path) -> tuple[Plan, ...]:
    """All registered plans.

    Raises:
        InputError: a file is refused.
    """
    return tuple(read_plan(source) for source in sources.registered(docs / "sources"))


def read_index(docs: Path, plans: tuple[Plan, ...]) -> Index:
    """Where each name of the authority stands in the plans.

    Raises:
        InputError: a file of the authority is refused.
    """
    finder = NameFinder(authority.load(docs / "authority"))
    found = {str(plan.source.work): mentions.find(plan, finder) for plan in plans}
    return Index(finder.authority, plans, found)


def read_name_ledger(docs: Path) -> NameLedger:
    """The published addresses of names.

    Raises:
        InputError: a line of it is refused.
    """
    return name_ledger.load(docs / "authority" / "ids")


def name_problems(names: Index, published: NameLedger) -> tuple[Problem, ...]:
    """What is wrong with the authority: addresses not kept, evidence that is not there."""
    return (*name_ledger.check(names.authority, published), *evidence.check(names))


def pages(names: Index, published: NameLedger) -> tuple[Page, ...]:
    """Every generated page and data file of the plans and their names."""
    registers = ((plan, ledger.load(plan.source.path.with_suffix(".ids"))) for plan in names.plans)
    changed = changes.latest_first(registers)
    made = [home.page(CrossReferences(names), changed), plan_list.page(names.plans)]
    for plan in names.plans:
        made += _pages_of(plan, names)
    made += name_pages.pages(names, name_ledger.moved(names.authority, published))
    made += matrix.pages(names)
    made += duties.pages(names)
    made += tables_csv.pages(names)
    made.append(search_page.page(names))
    made += scripts.pages(names)
    made += goto.pages(names)
    made.append(Page(Path("data/changes.json"), changes_json.dump(changed)))
    made.append(Page(Path("data/plans/plan.schema.json"), schema_text("plan")))
    made.append(Page(Path("data/authority.schema.json"), schema_text("authority")))
    return tuple(made)


def _pages_of(plan: Plan, names: Index) -> Iterator[Page]:
    work = plan.source.work
    entries = apparatus.entries(plan)
    reading = plan_page.page(plan, entries, names)
    yield reading
    yield source_page.page(plan, entries)
    yield emendations.page(plan, entries, reading)
    yield plan_print.page(plan)
    yield Page(Path(f"plans/{work}/received.js"), received.dump(plan.source))
    yield Page(Path(f"data/plans/{work}.json"), plan_json.dump(plan, entries, names))


def write(docs: Path, made: tuple[Page, ...]) -> None:
    """Replace what an earlier build generated, once everything new is written."""
    with tempfile.TemporaryDirectory(prefix=".generated-", dir=docs) as staged:
        for page in made:
            path = Path(staged) / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.text, "utf-8", newline="\n")
        for name in GENERATED:
            remove(docs / name)
            if (Path(staged) / name).exists():
                (Path(staged) / name).rename(docs / name)


def remove(path: Path) -> None:
    """Remove a file or folder that a build wrote, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
