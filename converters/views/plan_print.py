"""What the print of a plan adds at its end: its emendations, and what edition it is.

A print of one clause has those of that clause: the page takes them from here, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from converters import lexicon
from converters.citation import clause_addresses
from converters.citation.bibliography import NOTICE
from converters.citation.clause_addresses import Address
from converters.citation.titles import citation, edition
from converters.edition.apparatus import Entry
from converters.models.plan import Plan
from converters.views import notes, record
from converters.views.notes import VERDICTS, Said

STATUS = NOTICE.rstrip("。")
"""What every print says of itself."""

_KEY = lexicon.glossary("print_key")
_NUMBERS = "方括号里是文中之号。"
_LINE = re.compile(r"第 ?\d+ ?行")
SIGNS: Mapping[str, str] = {"certain": "●", "likely": "○", "unknown": "□"}
"""How a text is marked, by the verdict, as far as it can be said by one character."""

_CITED = ("title", "doc_number")
"""Fields of the record that stand in what is printed."""


class EntryText(NamedTuple):
    """One entry in full, under its number in the text, with the clause or block it stands in.

    `sign` is how the text is marked there, as far as it can be said by one character.
    """

    id: str
    number: str
    address: str
    what: tuple[Said, ...]
    sign: str
    verdict: str
    ground: str


class Apparatus(NamedTuple):
    """The entries that have a number in the text, what its marks mean, and how many have none."""

    marks: str
    entries: tuple[EntryText, ...]
    unmarked: int

    @property
    def key(self) -> str:
        """What the marks and the numbers of a print mean."""
        return f"{_NUMBERS}{self.marks}" if self.entries else ""


def apparatus(plan: Plan, entries: Sequence[Entry], marked: Set[str]) -> Apparatus:
    """The 校勘记 of a print.

    Args:
        plan: that is printed.
        entries: its apparatus.
        marked: the ids of those that the text shows.
    """
    addresses = clause_addresses.of(plan)
    shown = [entry for entry in entries if entry.id in marked]
    return Apparatus(
        "".join(_key(shown)),
        tuple(entry_text(entry, addresses) for entry in shown),
        len(entries) - len(shown),
    )


def _key(shown: Sequence[Entry]) -> Iterator[str]:
    """What the marks of a text mean: of those that it has."""
    found = {entry.verdict for entry in shown}
    if found:
        yield "；".join(words for verdict, words in _KEY.items() if verdict in found) + "。"
    if any(_LINE.search(entry.ground) for entry in shown):
        yield "依据里说的第几行，是源文件的行。"


def entry_text(entry: Entry, addresses: Mapping[str, Address]) -> EntryText:
    """An entry as a print tells it, in a plan with these addresses."""
    address = addresses.get(entry.unit or "")
    return EntryText(
        entry.id,
        entry.number,
        address.shown if address else "",
        tuple(notes.what(entry)),
        SIGNS.get(entry.verdict, ""),
        VERDICTS[entry.verdict],
        notes.ground(entry),
    )


def version(plan: Plan, site: str | None = None) -> Mapping[str, str]:
    """What edition it is, by what each line says.

    Args:
        plan: that is printed.
        site: the address of the site, with a slash at its end, if it is to be told.
    """
    source = plan.source
    rules = "标点经规则复为全角，余" + ("见校勘记" if plan.emendations else "一字未改")
    return {
        "引文": citation(plan),
        "地址": f"{address(plan, site)}，条款加 #a2-b4 之类",
        "版本": edition(plan.published) or "尚未公布",
        "源文": f"{source.line_count} 行，SHA-256 {source.sha256}；{rules}",
        **{f"补{label}": told for label, told in record.supplied(plan, _CITED)},
        **{f"校{label}": told for label, told in record.corrections(plan)},
        "性质": STATUS,
    }


def address(plan: Plan, site: str | None = None) -> str:
    """The address of a plan, as far as it is known."""
    return f"{site or '…/'}plans/{plan.work}/"


def foot(plan: Plan, site: str | None = None) -> tuple[str, str, str]:
    """What the foot of each page says of a file that is taken away: what it is, whence it is."""
    published = edition(plan.published)
    of_edition = f"，{published}" if published else ""
    return (
        f"{citation(plan)}{of_edition}。{STATUS}。",
        address(plan, site),
        f"源文 SHA-256 {plan.source.sha256}",
    )
