"""The names of records as pages write them, and the links to their pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from converters import lexicon
from converters.library.references import InPlan
from converters.models.phrase import Link, Marked, Phrase, joined
from converters.names.authority import KINDS, SCHEME_WORDS, AuthorityRecord
from converters.text import punctuation

_ENDED = lexicon.glossary("ended")


def ended(record: AuthorityRecord) -> str:
    """What the name of a record adds where it stands by itself, if the record has ended."""
    return f"（{_ENDED[record.fate.how]}）" if record.fate else ""


def named(records: Mapping[str, AuthorityRecord], key: str) -> Link:
    """The name of a record, which leads to its page."""
    return Link(name(records[key]), f"{key}.md")


def listed(records: Mapping[str, AuthorityRecord], key: str) -> Phrase:
    """The same in a list, where a word says so if the record has ended."""
    fate = records[key].fate
    link = named(records, key)
    return (link, " ", Marked("ended", _ENDED[fate.how])) if fate else link


def plans_named(here: Sequence[InPlan], most: int) -> Phrase:
    """The short titles of some plans; the number of those over `most`."""
    shown = "、".join(one.card.short for one in here[:most])
    return shown + (f" 等 {len(here)} 份" if len(here) > most else "")


def to_list(scheme: str) -> Link:
    """The way to the list of all records of a file."""
    return Link(SCHEME_WORDS[scheme], f"{scheme}/index.md")


def way_up(record: AuthorityRecord) -> Phrase:
    """What stands above a title: the list the record belongs to, and its kind."""
    above: list[Phrase] = [to_list(record.scheme)]
    if record.kind:
        above.append(KINDS[record.scheme][record.kind])
    return joined(" / ", above)


def name(record: AuthorityRecord) -> str:
    """The name as running text has it: a document in 《》, a term that needs them in quotes."""
    pref = of_scheme(record.pref, record.scheme)
    if record.scheme == "instruments":
        return pref
    return f"“{pref}”" if record.quoted and "“" not in pref else pref


def of_scheme(name: str, scheme: str) -> str:
    """The name of a record as its page is headed, its punctuation full-width."""
    shown = punctuation.restore(name)
    return f"《{shown}》" if scheme == "instruments" else shown


def full_name(record: AuthorityRecord) -> str:
    """The canonical name, its punctuation full-width."""
    return punctuation.restore(record.pref)
