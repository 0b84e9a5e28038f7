"""What a plan is called, and what is known of it in a few words, where it is one of many."""

from __future__ import annotations

from dataclasses import dataclass

from converters.citation import titles
from converters.edition import status
from converters.models.phrase import Marked, Phrase
from converters.models.plan import Plan
from converters.models.record import Period


@dataclass(frozen=True)
class Card:
    """A registered plan as lists, names and duty sheets show it.

    Args:
        work: its work id.
        title: as it is displayed.
        short: place and years: 东昌 2021—25.
        years: as printed; empty if not known.
        is_supplied: whether the title is the editor's.
        is_corrected: whether it stands for another that the file states.
        place_code: GB/T 2260.
        place_names: province, city and county, as far as it has them.
        citation: 《题名》（发文字号）.
        number_shown: the 发文字号, in ［ ］ if the editor has corrected it; empty if not known.
        kind: `yaodian` and so on.
        date: 成文日期 in ISO 8601, X for a digit that cannot be read; empty if not known.
        clauses: how many have a number.
        emendations: how many were made.
        published: the day of its latest publication; empty before any.
        state: whether it is in force, in a word (`edition.status`); empty if that is not known.
        replaces: the works that it takes the place of, as far as they are in the library.
        sha256: of the file received.
    """

    work: str
    title: str
    short: str
    years: str
    period: Period | None
    is_supplied: bool
    is_corrected: bool
    place_code: str
    place_names: tuple[str, ...]
    citation: str
    number_shown: str
    kind: str
    date: str
    issuer: str
    doc_number: str
    clauses: int
    emendations: int
    published: str
    state: str
    replaces: tuple[str, ...]
    sha256: str

    @property
    def edition(self) -> str:
        """Which edition it is, by the day it was last published; empty before that."""
        return titles.edition(self.published)

    @property
    def title_shown(self) -> Phrase:
        """The title; the editor's, in ［ ］, is set apart."""
        return Marked("value-supplied", self.title) if self.is_supplied else self.title

    @property
    def order(self) -> tuple[str, str]:
        """By 成文日期, then work id; a plan without a date by the first year of its period."""
        return self.date or (str(self.period.first) if self.period else ""), self.work


def of(plan: Plan) -> Card:
    """The card of a registered plan."""
    record = plan.record
    return Card(
        plan.work,
        titles.display_title(plan),
        titles.short_title(plan),
        titles.years_shown(plan),
        record.period.value,
        not record.title.line,
        record.title.corrected is not None,
        titles.place_code(plan),
        tuple(titles.place_names(plan)),
        titles.citation(plan),
        titles.document_number(plan),
        record.kind.value or "other",
        record.date("成文日期").value or "",
        record.issuer.value or "",
        record.doc_number.value or "",
        titles.clause_count(plan),
        len(plan.emendations),
        plan.published,
        status.WORDS.get(status.of(plan) or "", ""),
        plan.standing.replaces,
        plan.source.sha256,
    )
