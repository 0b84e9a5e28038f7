"""The whole way, on one screen: every step, in the order in which the README draws them.

files ─ingest─▶ Source ─emendation─▶ characters read ─lines─▶ lines ─structure─▶ units, record
─edition─▶ Plan with ids ─names─▶ mentions ─library─▶ Facts ═fold═▶ Library ─output─▶ files
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from converters import output
from converters.citation.cards import Card
from converters.edition import apparatus, changes, conservation, idle, ids, ledger, settlement
from converters.edition.ids import Assigned
from converters.edition.ledger import Ledger
from converters.emendation import damage, repair
from converters.emendation.repair import Repaired
from converters.exports import dataset, tables_csv
from converters.exports.tables_csv import Rows
from converters.ingest import edition_day, sources, successions, works
from converters.ingest.sources import Files
from converters.ingest.successions import Claim
from converters.ingest.works import Registered
from converters.library import comparison, fold, matter, wording
from converters.library import facts as library_facts
from converters.library.comparison import Comparable
from converters.library.facts import Facts
from converters.library.fold import Library
from converters.library.matter import Matters
from converters.library.relations import Relations
from converters.library.withdrawn import Withdrawn
from converters.library.wording import Wording
from converters.lines import parting, rulings, wrapping
from converters.models import acyclic, located
from converters.models.emendation import Emendation
from converters.models.line import Parted
from converters.models.located import Problem
from converters.models.page import Packed, Page
from converters.models.plan import Plan
from converters.models.source import Source
from converters.models.standing import ALONE, Standing
from converters.names import assignments, curation, mentions, proposals, unreviewed
from converters.names.curation import Finding
from converters.names.name_finder import NameFinder
from converters.names.plan_names import PlanNames
from converters.output import OF_LIBRARY, OfPlan
from converters.search import goto, scripts
from converters.search.goto import PlanEntries
from converters.search.scripts import PlanTexts
from converters.structure import (
    clauses,
    closing_doubts,
    contents_doubts,
    doubts,
    genre,
    lost_lines,
    lost_tables,
    mark_doubts,
    metadata,
    number_doubts,
    opening_doubts,
    printed,
    record_doubts,
    standing_duties,
    walk,
)
from converters.topics import clause_topics
from converters.views import duties
from converters.views.duties import Duty
from converters.views.duty_text import DutyText


class Reading(NamedTuple):
    """The lines of a text, how they differ from the original, and what stays doubtful.

    Traditional characters are read as simplified ones, up to the units.
    """

    lines: Parted
    emendations: tuple[Emendation, ...]
    problems: tuple[Problem, ...]


def read_lines(source: Source) -> Reading:
    """The reading of one source, before any structure is seen in it."""
    return lines_of(source, repair.repair(source))


def lines_of(source: Source, read: Repaired) -> Reading:
    """The lines of a source whose characters have been read."""
    marked = rulings.marked(source, read.lines, read.emendations)
    repaired = read._replace(
        lines=marked.lines, emendations=repair.merged(marked.emendations, marked.joints)
    )
    breaks = sorted([*repaired.page_breaks, *source.page_starts])
    apart = parting.apart(repaired.lines, breaks)
    joined = wrapping.join(source, apart.parted)
    emendations = repair.merged(repaired.emendations, joined.emendations)
    doubtful = damage.check(joined.parted.every)
    problems = (*repaired.problems, *apart.problems, *joined.problems, *doubtful)
    return Reading(joined.parted, emendations, problems)


def _assigned(source: Source, reading: Reading) -> Assigned:
    return ids.assign(standing_duties.read(walk.units(source, clauses.build(reading.lines))))


def structured(source: Source) -> Plan:
    """What stands in one source, by itself: nothing that was published is asked."""
    repaired = repair.repair(source)
    reading = lines_of(source, repaired)
    assigned = _assigned(source, reading)
    read = assigned.units  # in simplified characters, which the rules know
    units = printed.units(source, read)
    record = printed.record(metadata.read(source, read), read, units)
    plan = Plan(source, units, record, reading.emendations, (), assigned.aliases)
    of_record = tuple(record_doubts.find(read, record))
    found = (
        *(source.derived.problems if source.derived else ()),
        *reading.problems,
        *of_record,
        *doubts.unparsed(read),
        *settlement.left_open(
            source,
            (
                *number_doubts.unread(read),
                *number_doubts.lone_numbers(read),
                *number_doubts.roots_inside(read),
                *lost_tables.find(read),
                *lost_lines.find(read),
                *mark_doubts.find(source, read),
                *opening_doubts.find(read, of_record),
                *closing_doubts.find(read),
                *contents_doubts.find(read),
                *contents_doubts.bare(read),
                *doubts.unread_duties(read),
            ),
        ),
        *doubts.misplaced(source, units),
        *doubts.ragged(source),
        *metadata.idle(source, read),
        *idle.rulings(source, read, lambda one: _assigned(one, lines_of(one, repaired)).units),
        *assigned.problems,
        *number_doubts.numbers(source, read),
        *conservation.check(plan),
    )
    return replace(plan, problems=tuple(settlement.settle(source, found)))


@acyclic.without_collector()
def read_plan(source: Source, published: Ledger | None = None) -> Plan:
    """One source, all the way to a plan with ids.

    A registered one is held to its ledger; any other is asked whether it is a plan at all.
    """
    plan = structured(source)
    if source.work:
        return ids.check(plan, published or ledger.load(source.path.with_suffix(".ids")))
    return replace(plan, problems=(*plan.problems, *genre.problems(plan)))


def names_in(plan: Plan, finder: NameFinder) -> PlanNames:
    """What a plan names, and what its clauses are about."""
    known = finder.authority
    found = mentions.find(plan, finder)
    inside = proposals.inside_titles(plan, found, known)
    open_ = [one for one in inside if not one.is_resolved]
    return PlanNames(
        known,
        found,
        tuple(one for one in inside if one.is_resolved),
        unreviewed.of_plan(plan, found, open_, known),
        clause_topics.of_plan(plan, known.topics),
    )


class Told(NamedTuple):
    """A problem as a person is told of it: `file:line:col`, and what is wrong there."""

    place: str
    message: str
    code: str
    severity: str


@dataclass(frozen=True)
class Made:
    """All that is made of one registered plan, by itself: a value, whatever made it where.

    Args:
        problems: what is wrong with it.
        findings: names that a person should look into.
        facts: what the library knows of it.
        rows: its rows in the tables of the library.
        entries: what there is to go to in it.
        texts: what the search looks into.
        duties: what bodies answer for, by their keys.
        files: its own files; none if it has an error.
        units: what it is compared by with other versions of it.
        wording: what of it is looked for in other plans.
        matters: what its clauses are about.
    """

    problems: tuple[Told, ...]
    findings: tuple[Finding, ...]
    facts: Facts
    rows: Rows
    entries: PlanEntries
    texts: PlanTexts
    duties: Mapping[str, tuple[Duty, ...]]
    files: tuple[Page | Packed, ...]
    units: tuple[Comparable, ...]
    wording: Wording
    matters: Matters

    @property
    def card(self) -> Card:
        """What the plan is called."""
        return self.facts.card


def make(
    files: Files,
    finder: NameFinder,
    site: str | None = None,
    standing: Standing = ALONE,
) -> Made:
    """All that is made of one registered plan.

    Args:
        files: its source, and what people know of that.
        finder: finds the names.
        standing: how it stands in its library.
        site: the address at which the site is published, with a slash at its end, if it has one.

    Raises:
        InputError: one of its files is refused.
    """
    published = ledger.parse(files.path.with_suffix(".ids"), files.ledger)
    plan = read_plan(sources.of_files(files), published)
    return made_of(replace(plan, standing=standing), published, finder, site)


def made_of(plan: Plan, published: Ledger, finder: NameFinder, site: str | None = None) -> Made:
    """All that is made of a registered plan that has been read."""
    names = names_in(plan, finder)
    assigned = assignments.of_plan(plan, names.mentions)
    entries = apparatus.entries(plan)
    researched = dataset.of_plan(plan, entries, names, site)
    rows = tables_csv.rows(plan, names, assigned, researched)
    texts = scripts.of_plan(plan)
    told = tuple(tell(problem, plan.source) for problem in plan.problems)
    is_whole = all(problem.severity != "error" for problem in plan.problems)
    written = OfPlan(plan, entries, names, assigned, rows, texts, site)
    facts = library_facts.of(plan, names, assigned, changes.of(published))
    return Made(
        told,
        tuple(curation.of_plan(plan, names)),
        facts,
        rows,
        goto.of_plan(plan, names),
        texts,
        duties.of_plan(plan, assigned, DutyText(plan, entries, names.by_key)),
        written.files() if is_whole else (),
        comparison.of(plan),
        wording.of(plan, facts.card.order),
        matter.of(plan, names),
    )


def tell(problem: Problem, source: Source | None = None, path: Path | None = None) -> Told:
    """A problem, line and column 1-based.

    Args:
        problem: what is wrong.
        source: that it is in, unless it says its place itself.
        path: what the source is called; its own if it is not given.
    """
    place = ":".join(map(str, problem.place or ()))
    if source and not problem.place:
        line, col = source.position(problem.span.start)
        place = f"{located.shown(path or source.path)}:{line}:{col + 1}"
    return Told(place, problem.message, problem.code, problem.severity)


def gather(
    relations: Relations,
    facts: Iterable[Facts],
    withdrawn: Iterable[Withdrawn] = (),
    published: Iterable[str] = (),
) -> Library:
    """The library of some plans: the one step that waits for all of them."""
    return fold.of(relations, facts, withdrawn, published)


def write(kind: str, view: Any, relations: Relations) -> tuple[Page | Packed, ...]:
    """The files of one piece of the library, as the row of its kind writes them."""
    return tuple(output.written(OF_LIBRARY[kind].write(view, relations)))


def read_library(docs: Path) -> Iterator[Plan]:
    """All registered plans, here and now.

    Raises:
        InputError: a file is refused.
    """
    every = works.read(docs / "sources")
    known = standings(docs, every)
    for work, files in every.files.items():
        published = ledger.parse(files.path.with_suffix(".ids"), files.ledger)
        plan = read_plan(sources.of_files(files), published)
        yield replace(plan, standing=known[work])


def standings(docs: Path, every: Registered) -> Mapping[str, Standing]:
    """How each plan of a library stands in it, by its files alone.

    Raises:
        InputError: one of them is refused.
    """
    said = successions.claims(every.files.values())
    return standings_of(docs, every, said)


def standings_of(docs: Path, every: Registered, said: Sequence[Claim]) -> Mapping[str, Standing]:
    """`standings`, where it is known what takes the place of what."""
    return successions.standings(said, every, edition_day.of(docs, every))
