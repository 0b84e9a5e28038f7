"""The pages at older addresses of a name: what became of it, and the way to where it is now.

Every address that a record ever had is one of them: its page and the further ones, its duty sheet,
what a link to it tells; and further pages of a type or a list that has grown shorter by it. Where
nobody said what became of a record, its page leads on by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from converters.library.references import References
from converters.library.relations import Relations
from converters.models.page import Page, View
from converters.models.phrase import Link, Phrase
from converters.names.authority import SCHEME_WORDS, SCHEMES
from converters.names.name_ledger import Landing
from converters.pages import print_sheet
from converters.pages.names import (
    duty_sheet,
    name_links,
    name_list,
    name_pages,
    occurrences,
    outcome,
    preview,
    type_page,
)
from converters.text import dates
from converters.text.json_value import Json
from converters.views.pagination import Leaf


class Forwarding(NamedTuple):
    """The older addresses of one record.

    Args:
        old: the key that it had.
        to: the key that it has.
        is_over: whether nothing has come in the place of its pages.
        since: the day from which on it has that, `YYYY-MM-DD`; empty if nobody knows.
        pages: the numbers of the pages at `old` that lead on, 1 for the first.
        sheets: those of its duty sheet.
        seen: how often plans mention it.
        told: what a link to it tells; None if links to such records tell nothing.
    """

    old: str
    to: str
    is_over: bool
    since: str
    pages: tuple[int, ...]
    sheets: tuple[int, ...]
    seen: str
    told: Json = None


class _Says(NamedTuple):
    """What one page says.

    Args:
        title: of the page.
        way_up: the list that the record belongs to.
        heading: the name that it had.
        told: what became of it, in sentences.
        now: where to read on.
        key: the address of that, relative to the site, without its slash.
        stays: whether a reader is told before he goes there.
        address: of the page itself, with its slash.
        is_sheet: whether it is of a duty sheet, and has a sheet for its print.
    """

    title: str
    way_up: Link
    heading: str
    told: Sequence[Phrase]
    now: Phrase
    key: str
    stays: bool
    address: str
    is_sheet: bool


def views(
    moved: Mapping[str, Landing], sheets: Collection[str], references: References
) -> Iterator[Forwarding]:
    """The older addresses of all records, and those that records have lost.

    Args:
        moved: older addresses of names, and where they lead.
        sheets: the bodies whose duty sheets were published, by the keys that they had then.
        references: which plans name which records.
    """
    for old, landing in moved.items():
        key = landing.to
        yield Forwarding(
            old,
            key,
            False,
            landing.since,
            _numbers(name_pages.count(key, references)),
            _numbers(duty_sheet.count(_answering(key, references))),
            outcome.figures(key, references),
            preview.value(key, references),
        )
    authority = references.relations.authority
    lost = {key: _lost(key, references) for key in references.records}
    for key, (pages, of_sheet) in lost.items():
        if pages or of_sheet:
            yield Forwarding(key, key, True, "", pages, of_sheet, "")
    for old in sorted(sheets):
        key = moved[old].to if old in moved else old
        if key in lost and not references.answers(key) and not (key == old and lost[key][1]):
            yield Forwarding(old, key, True, "", (), (1,), "")
    for scheme in SCHEMES:
        gone = [old for old in moved if old.startswith(f"{scheme}/")]
        size = len(authority.of_scheme(scheme))
        if further := _numbers(name_list.count(size + len(gone)))[name_list.count(size) :]:
            yield Forwarding(scheme, scheme, True, "", further, (), "")


def _lost(key: str, references: References) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Pages, and those of its duty sheet, that a record had.

    That is, as long as its names, or agencies of its type, were its own. Nobody has written down
    how many they were; what has its names now has no fewer.
    """
    authority = references.relations.authority
    if not references.records[key].fate and key not in authority.successors:
        return (), ()
    every = (key, *authority.heirs(key))
    pages = [name_pages.count(one, references) for one in every]
    if after := authority.successors.get(key):
        pages.append(len(occurrences.paged(type_page.groups(key, references, after), Path())))
    sheets = [duty_sheet.count(_answering(one, references)) for one in every]
    return _numbers(max(pages))[pages[0] :], _numbers(max(sheets))[sheets[0] :]


def _answering(key: str, references: References) -> int:
    return sum(1 for one in references.of(key) if one.answers)


def _numbers(count: int) -> tuple[int, ...]:
    return tuple(range(1, count + 1))


def pages(view: Forwarding, relations: Relations) -> Iterator[Page | View]:
    """The files at the older addresses of one record."""
    for number in view.pages:
        yield _page(view, "", number, relations)
    for number in view.sheets:
        yield _page(view, "/duties", number, relations)
        address = _address(f"{view.old}/duties", number)
        title = f"{_name(view, relations)}：职责单"
        yield print_sheet.sheet(address, title, "", f"…/{address}")
    if view.told is not None:
        yield preview.page(view.old, view.told)


def _page(view: Forwarding, of: str, number: int, relations: Relations) -> View:
    is_list = view.old in SCHEMES
    leaf = Leaf(number, number, Path(f"{view.old}/index.md" if is_list else f"{view.old}{of}.md"))
    name = _name(view, relations)
    told = outcome.steps(view.old, relations)
    title = f"{name}：职责单" if of else name
    says = _Says(
        title + leaf.suffix,
        name_links.to_list(view.old.partition("/")[0]),
        title,
        told,
        _now(view, of, relations),
        view.to if view.is_over else _address(view.to + of, number).removesuffix("/"),
        bool(told) or view.is_over,
        _address(view.old + of, number),
        bool(of),
    )
    return View(leaf.path, "forwarding.md", says)


def _now(view: Forwarding, of: str, relations: Relations) -> Phrase:
    """Where what was here is now."""
    is_list = view.old in SCHEMES
    link = name_links.to_list(view.to) if is_list else name_links.named(relations.records, view.to)
    if view.is_over:
        return ("这一页现已不用，见", link, "。")
    since = f"，{dates.to_printed(view.since)}起改为新的" if view.since else ""
    here = f"这里是旧地址{since}。"
    if of:
        return (here, "现在的职责单见", Link("新的地址", f"{view.to}/duties.md"), "。")
    seen = f"（{view.seen}）" if view.seen else ""
    return (here, "各份规划提到它的每一处，现在见", link, f"{seen}。")


def _name(view: Forwarding, relations: Relations) -> str:
    """What the record was called at the older address; a list by what it lists."""
    if view.old in SCHEMES:
        return SCHEME_WORDS[view.old]
    if one := relations.authority.moved.get(view.old):
        return name_links.of_scheme(one.name, view.old.partition("/")[0])
    return name_links.name(relations.records[view.to])


def _address(page: str, number: int) -> str:
    """Of a page with such a number, relative to the site."""
    return f"{page}/page-{number}/" if number > 1 else f"{page}/"
