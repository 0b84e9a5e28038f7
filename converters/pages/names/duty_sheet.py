"""本科室职责: all that a body answers for, on a sheet to print, `agencies/<id>/duties/`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from converters import lexicon
from converters.citation.cards import Card
from converters.citation.titles import counted
from converters.models.page import Page, View
from converters.models.phrase import Link, Phrase, joined, marked, to_part
from converters.names.authority import AuthorityRecord
from converters.pages import print_sheet
from converters.text import dates, punctuation
from converters.views import duty_text, pagination
from converters.views.duties import Duty
from converters.views.pagination import Leaf
from converters.views.plan_print import STATUS

_PLANS_ON_A_PAGE = 20
_LAYOUT = "margin: 22mm 20mm 20mm;"
_OF_SECTIONS = "section"
_UNDATED = f"成文日期{lexicon.glossary('evidence')['absent']}"


@dataclass(frozen=True)
class Duties:
    """What one plan has a body answer for."""

    card: Card
    duties: tuple[Duty, ...]

    @property
    def reading(self) -> Link:
        """The way to the plan."""
        return to_part("规划全文", self.card.work, "")

    @property
    def matrix(self) -> Link:
        """The way to what it has all bodies answer for."""
        return Link("全部单位的职责矩阵", f"matrix/{self.card.work}.md")

    @property
    def issued(self) -> str:
        """What document it is, in words: number and date, as far as they are known."""
        date = f"{dates.to_printed(self.card.date)}成文" if self.card.date else _UNDATED
        return " · ".join(filter(None, [self.card.issuer, self.card.number_shown, date]))

    @property
    def often(self) -> Phrase:
        """All that says how often something is to be done, each with the clause that says it."""
        found = (
            (words, "（", duty.clause.address, "）")
            for duty in self.duties
            for part in duty.clause.text
            for words in marked(duty_text.FREQUENCY, part)
        )
        return joined("；", found)

    @property
    def kinds(self) -> frozenset[str]:
        """What is marked in its text, so that a key tells of it."""
        parts = [part for duty in self.duties for part in duty.clause.text]
        return frozenset(
            kind for kind in duty_text.KINDS if any(any(marked(kind, part)) for part in parts)
        )


@dataclass(frozen=True)
class _Sheet:
    """What one page of a sheet says.

    Args:
        title: of the whole sheet.
        word: what the body is: 科室 or 单位.
        matrices: the way to the matrices of all plans.
        body: it, and the way to its page.
        body_name: what it is called there.
        body_page: the address of that, relative to the site, without its slash.
        account: how much it answers for in all plans.
        plans: what it answers for in those of this page.
        kinds: what is marked in the text of these.
        status: what every print says of itself.
        leaf: which page it is.
    """

    title: str
    word: str
    matrices: Link
    body: Link
    body_name: str
    body_page: str
    account: str
    plans: Sequence[Duties]
    kinds: frozenset[str]
    status: str
    leaf: Leaf

    @property
    def address(self) -> str:
        """Of the page, relative to the site, with its slash."""
        return f"{self.leaf.path.with_suffix('').as_posix()}/"


def count(plans: int) -> int:
    """How many pages the sheet of a body has for which so many plans have duties."""
    return -(-plans // _PLANS_ON_A_PAGE)


def pages(record: AuthorityRecord, found: Sequence[Duties]) -> Iterator[Page | View]:
    """The sheet of a body and its print; nothing if no plan has it answer for clauses."""
    first = Path(f"{record.key}/duties.md")
    for leaf, shown in pagination.split(found, _PLANS_ON_A_PAGE, first):
        if found:
            says = _sheet(record, found, shown, leaf)
            cards = [one.card for one in shown]
            yield View(leaf.path, "duty_sheet.md", says)
            yield print_sheet.drawn_from(cards, says.address, says.title, _LAYOUT)


def _sheet(
    record: AuthorityRecord, found: Sequence[Duties], shown: Sequence[Duties], leaf: Leaf
) -> _Sheet:
    word = "科室" if record.kind == _OF_SECTIONS else "单位"
    count = sum(len(one.duties) for one in found)
    name = record.alt[0] if record.alt else record.pref
    return _Sheet(
        f"{punctuation.restore(record.pref)}：本{word}职责",
        word,
        Link("职责矩阵", "matrix/index.md"),
        Link(name, f"{record.key}.md"),
        punctuation.restore(record.pref),
        record.key,
        f"{counted(len(found))}份规划，{count} 条。",
        shown,
        frozenset().union(*(one.kinds for one in shown)),
        STATUS,
        leaf,
    )
