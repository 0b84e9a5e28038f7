"""Which plans of the library a new plan cites: a person is told when it is taken in.

Not every plan is read: only one whose text or record begins with what is cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from converters import pipeline
from converters.citation import cards
from converters.edition import ledger
from converters.ingest import sources, works
from converters.library import full_texts
from converters.models.located import InputError
from converters.names import name_folding
from converters.names.plan_names import PlanNames

_HEAD = 6000
"""Characters of a text in which its title and number stand."""


class _Cited(NamedTuple):
    """A document that a plan cites: what it is called there, its names, its number."""

    shown: str
    titles: tuple[str, ...]
    number: str


def lines(names: PlanNames, folder: Path, own: str | None) -> Iterator[str]:
    """What a person is told of the plans that a new one cites; nothing if there are none.

    Args:
        names: of the new plan.
        folder: with the sources of the library.
        own: the work id of the new plan, if it has one.
    """
    try:
        found = [*_found([*_cited(names)], folder, own)]
    except InputError:  # `make check` says what is wrong with another plan
        return
    if found:
        yield f"所引文件 本库有全文的 {len(found)} 份"
        yield from (f"  {shown}  {work}" for shown, work in found)


def _cited(names: PlanNames) -> Iterator[_Cited]:
    for name in names.unreviewed:
        if name.scheme == "instruments":
            yield _Cited(name.pref, (name.pref,), name.doc_number)
    for key in names.by_key:
        record = names.authority.records[key]
        if record.scheme == "instruments":
            yield _Cited(record.pref, (record.pref, *record.alt), record.doc_number)


def _found(cited: list[_Cited], folder: Path, own: str | None) -> Iterator[tuple[str, str]]:
    forms = {form for one in cited for form in full_texts.forms(one.titles, one.number)}
    known: dict[str, str] = {}
    for work, files in works.read(folder).files.items() if forms else ():
        source = sources.of_files(files)
        head = name_folding.fold(f"{source.text[:_HEAD]}{(files.edition or b'').decode()}")
        if work != own and any(form in head for form in forms):
            published = ledger.parse(files.path.with_suffix(".ids"), files.ledger)
            known |= full_texts.known([cards.of(pipeline.read_plan(source, published))])
    for one in cited:
        if work := full_texts.find(one.titles, one.number, known):
            yield one.shown, work
