"""The pages of a topic, `topics/<id>/`: every clause about it, by plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from converters import lexicon
from converters.citation.titles import counted
from converters.library.topical import OfTopic
from converters.models.page import View
from converters.models.phrase import Link, joined
from converters.pages.names import distribution, occurrences
from converters.pages.names.distribution import REST_SILENT, Distribution, Said
from converters.pages.names.name_view import NameView
from converters.pages.names.occurrences import Group
from converters.topics.scheme import Topic

TOPIC = lexicon.glossary("search")["topic"]
MEASURE = "条"


@dataclass(frozen=True)
class _Account:
    """What stands on the first page only: what belongs to the topic, where it is spoken of."""

    about: str
    distribution: Distribution | None


def pages(topic: Topic, found: OfTopic) -> Iterator[View]:
    """The page, and further ones where the clauses are many; of no clause one that says so."""
    groups = [Group(card.work, "", card, said, len(said)) for card, said in found.plans]
    count = sum(group.mentions for group in groups)
    about = f"{count} {MEASURE}，按成文先后"
    for leaf, quoted in occurrences.paged(groups, Path(f"topics/{topic.id}.md")):
        is_first = leaf.number == 1
        shown = occurrences.shown(leaf, quoted, about)._replace(
            measure=MEASURE, caption="讲这件事的每一条，各录第一句"
        )
        says = NameView(
            topic.name + leaf.suffix,
            joined(" / ", [Link(TOPIC, "topics/index.md"), topic.group]),
            "topics",
            TOPIC,
            topic.name,
            [],
            None,
            _summary(found, count) if is_first else "",
            _Account(topic.about, _distribution(found)) if is_first else None,
            shown if quoted else None,
        )
        yield View(leaf.path, "topic_page.md", says)


def _summary(found: OfTopic, count: int) -> str:
    """How many plans speak of it in how many clauses; which do not."""
    said = len(found.plans)
    if not said:
        return "库内规划都没有讲这件事的条款。"
    if said == found.size:
        return f"{counted(said)}份规划都讲到，共 {count} {MEASURE}。"
    return f"{counted(said)}份规划讲到，共 {count} {MEASURE}。{_silent(found)}"


def _silent(found: OfTopic) -> str:
    if not found.silent:
        return REST_SILENT
    return f"未见于{'、'.join(card.short for card in found.silent)}。"


def _distribution(found: OfTopic) -> Distribution | None:
    if not found.plans:
        return None
    said = [Said(card, [(one.part, one.address) for one in of]) for card, of in found.plans]
    return distribution.drawn(said, found.silent, MEASURE)
