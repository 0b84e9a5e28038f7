"""The reading page of a plan, `plans/<work>/`: its Markdown, and what is drawn round that.

The Markdown is what a person reads; what the page has beside the text is in a file of its own,
`.furniture/<hash>.json`, that the generator of the site finds by a hash of the Markdown
(`converters.site.drawn_pages`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from converters import lexicon
from converters.citation import said_places
from converters.citation.titles import (
    citation,
    display_title,
    edition,
    place_names,
    reference,
    years_shown,
)
from converters.edition.apparatus import Entry
from converters.library import indicators, places
from converters.models.page import Page
from converters.models.plan import Plan
from converters.names import grounds
from converters.names.plan_names import PlanNames
from converters.views import legend, names_of_plan, plan_print, record, standing
from converters.views.plan_text import PlanText
from converters.writing import (
    citation_chain,
    counterpart_notes,
    elements,
    names_elsewhere,
    newer_clauses,
    plan_furniture,
    plan_markdown,
    sentence_marks,
    templates,
)
from converters.writing.elements import element

_HASH = 32


def pages(
    plan: Plan,
    entries: Sequence[Entry],
    names: PlanNames,
    text: PlanText,
    site: str | None = None,
) -> Iterator[Page]:
    """The Markdown of a registered plan, where the site shows it and to take away; its furniture.

    Args:
        plan: whose page it is.
        entries: its apparatus.
        names: its mentions.
        text: what its page says.
        site: the address of the site, with a slash at its end; links in the file to take away
            lead there.
    """
    head = plan_markdown.front_matter(plan)
    body = plan_markdown.body(text, plan.work)
    yield Page(Path(f"plans/{plan.work}/index.md"), head + body)
    taken = plan_markdown.body(text, plan.work, site) if site else body
    yield Page(Path(f"data/plans/{plan.work}.md.txt"), head + taken)
    drawn = _furniture(plan, entries, names, text)
    yield elements.furniture(f"{name_of(body)}.json", drawn)


def name_of(markdown: str) -> str:
    """What the furniture of some Markdown is called: a hash of it, without lines at its ends."""
    return hashlib.sha256(markdown.strip("\n").encode()).hexdigest()[:_HASH]


def _furniture(
    plan: Plan, entries: Sequence[Entry], names: PlanNames, text: PlanText
) -> dict[str, Any]:
    document = {
        "class": "document",
        "data-citation": citation(plan),
        "data-reference": reference(plan),
        "data-received": "received.js",
        "data-layers": said_places.layers(plan),
    }
    if plan.published:
        document["data-edition"] = edition(plan.published)
    drawn = plan_furniture.of(text)
    linked = {*plan_furniture.ids(drawn)}
    return {
        "newer": [newer_clauses.name(plan.work, one) for one in plan.standing.replaced_by],
        "related": [counterpart_notes.name(plan.work)],
        "signs": [sentence_marks.name(plan.work)],
        "names": names_elsewhere.name(plan.work),
        "sections": [citation_chain.name(plan.work)],
        "before": _head(plan, entries, names, text),
        "text": element("div", document, drawn),
        "after": templates.render(
            "plan_foot.html",
            numbers=len(indicators.of_plan(plan)),
            work=plan.work,
            topics=len([*names_of_plan.topics(plan, names)]),
            kinds=[*names_of_plan.of(plan, names)],
            unreviewed=[*names_of_plan.unreviewed(plan, names)],
            unlinked=[one.id for one in names.unreviewed if one.id not in linked],
            words=lexicon.glossary("plan"),
            apparatus=plan_print.apparatus(plan, entries, text.marked),
            version=plan_print.version(plan),
        ),
    }


def _places(plan: Plan, names: PlanNames) -> Iterator[tuple[str, str]]:
    """Each name of the place of a plan, and the key of its page; a town has none."""
    place = plan.record.place.value
    known = places.chain(place.adcode, names.authority) if place else ()
    keys = {one.name: f"places/{one.adcode}" for one in known}
    yield from ((name, keys.get(name, "")) for name in place_names(plan))


def _head(plan: Plan, entries: Sequence[Entry], names: PlanNames, text: PlanText) -> str:
    fields = record.fields(plan, entries)
    return templates.render(
        "plan_head.html",
        path=[*_places(plan, names)],
        years=years_shown(plan),
        title=display_title(plan),
        is_supplied=not plan.record.title.line,
        facts=record.facts(plan),
        origin=record.origin(plan),
        fields=fields,
        citation=citation(plan),
        reference=reference(plan),
        marks=legend.of(plan, names, text),
        grounds=[field for field in fields if field.ground and not field.corrected],
        corrections=[*record.corrections(plan)],
        words=lexicon.glossary("evidence"),
        lines=plan.source.line_count,
        sha256=plan.source.sha256,
        emendations=len(plan.emendations),
        work=plan.work,
        file=plan.source.path.name,
        is_derived=plan.source.derived is not None,
        standing=standing.of(plan),
        goes_by=bool(grounds.of_plan(plan, names)),
        words_of_plan=lexicon.glossary("plan"),
    )
