"""名称和主题: what a plan speaks of and where, `plans/<work>/names/`.

Its topics, the names in it that have a record, and those that nobody has looked at: these have
their entries here, `#name-…`, to which the text leads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.citation.titles import display_title
from converters.models import phrase
from converters.models.page import View
from converters.models.phrase import Link, Marked, Phrase
from converters.models.plan import Plan
from converters.names.plan_names import PlanNames
from converters.views import names_of_plan
from converters.views.names_of_plan import NameText, UnreviewedText

_UNREVIEWED = lexicon.glossary("plan")["unreviewed"]


class _Entry(NamedTuple):
    """One line of a list, and its id if it has one."""

    text: Phrase
    id: str = ""


class _Kind(NamedTuple):
    """The names of one kind: the id of its heading, what it is called, the lines."""

    id: str
    word: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True)
class _Page:
    """What the page says.

    Args:
        title: of the page.
        name: the title of the plan.
        work: its id.
        topics: of the plan.
        kinds: the names that have a record.
        unreviewed: those that have none.
        word: what is said of these.
    """

    title: str
    name: str
    work: str
    topics: tuple[_Entry, ...]
    kinds: tuple[_Kind, ...]
    unreviewed: tuple[_Kind, ...]
    word: str = _UNREVIEWED


def page(plan: Plan, names: PlanNames) -> View:
    """The page of a plan."""
    lists = _Lists(plan.work)
    name = display_title(plan)
    says = _Page(
        f"{name}：名称和主题",
        name,
        plan.work,
        tuple(map(lists.name, names_of_plan.topics(plan, names))),
        tuple(
            _Kind(f"names-{one.scheme}", one.word, tuple(map(lists.name, one.names)))
            for one in names_of_plan.of(plan, names)
        ),
        tuple(
            _Kind(f"unreviewed-{one.scheme}", one.word, tuple(map(lists.unreviewed, one.names)))
            for one in names_of_plan.unreviewed(plan, names)
        ),
    )
    return View(Path(f"plans/{plan.work}/names.md"), "names_of_plan.md", says)


class _Lists:
    """Writes the lines of the lists of a plan."""

    def __init__(self, work: str) -> None:
        self._work = work

    def name(self, one: NameText) -> _Entry:
        name = Marked("name", Link(one.name, f"{one.key}.md"))
        return _Entry((name, " ", self._at(one.units)))

    def unreviewed(self, one: UnreviewedText) -> _Entry:
        parts = [Marked("name", one.name), *_about(one)]
        return _Entry(phrase.joined(" ", (*parts, self._at(one.units))), one.id)

    def _at(self, units: Iterable[tuple[str, str]]) -> Marked:
        links = (Link(shown, f"plans/{self._work}/index.md#{id_}") for id_, shown in units)
        return Marked("at", phrase.joined("、", links))


def _about(one: UnreviewedText) -> Iterator[Marked]:
    """The number of a document, how the text has a name if otherwise, the type of a body."""
    if one.doc_number and one.doc_number != one.name:
        yield Marked("about", one.doc_number)
    if one.forms:
        yield Marked("about", "文中作" + "、".join(f"“{form}”" for form in one.forms))
    if one.type:
        key, name = one.type
        yield Marked("about", ("各地的", Link(name, f"{key}.md")))
