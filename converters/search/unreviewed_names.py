"""Names in no record, as the search knows them: to go to, `data/search/unreviewed-<n>.js`.

An index of names must not grow with the texts, and most of these stand in one plan. So they lie
apart, by pinyin, so many in a file, and the index says what those in each begin with: whoever types
a name loads the files in which it may be, one as a rule. Where there is but one file, names are
found by any part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from converters.citation.cards import Card
from converters.library.facts import Facts, Unreviewed
from converters.models.page import Page
from converters.names import name_folding, unreviewed
from converters.names.authority import MENTION_KINDS, SCHEME_WORDS
from converters.text import escape, punctuation
from converters.text.json_value import Json

_FOLDER = Path("data/search")
_SCHEMES = tuple(MENTION_KINDS)
_CHOSEN = ("agencies", "terms")
"""The schemes of names that are filters."""

_MOST = 2000
"""Forms in a file, some 40 KB compressed."""

MARK = "~"
"""What a name has before it where a record has its id: no id begins so."""


class Entry(NamedTuple):
    """A form of a name, and where it leads: to the entry of the newest plan that has it.

    Args:
        spelt: the form in pinyin, a capital where a syllable begins.
        form: as it is typed.
        label: what is shown.
        scheme: the file that a record of the name would be in.
        work: of that plan.
        id: of the entry.
        mentions: how often all plans have the name.
        plans: how many have it.
    """

    spelt: str
    form: str
    label: str
    scheme: str
    work: str
    id: str
    mentions: int
    plans: int

    @property
    def order(self) -> tuple[str, ...]:
        """By pinyin, as files are told apart."""
        return self.spelt.lower(), self.form, self.scheme, self.work, self.id


class File(NamedTuple):
    """So many entries as one file has, at least one, in order; files are numbered from 1 on."""

    number: int
    entries: tuple[Entry, ...]


def key(name: Unreviewed, work: str) -> str:
    """What a filter calls a name of a plan: `terms/~举报奖励`; one of that plan alone by its work.

    >>> key(Unreviewed("name-zongheke", "", "agencies", "综合科", 1), "360900-yichun-2023-yaodian")
    'agencies/~360900-yichun-2023-yaodian/综合科'
    """
    scheme, _, form = name.form.partition("/")
    return f"{scheme}/{MARK}{form}" if form else f"{name.scheme}/{MARK}{work}/{name.pref}"


def choices(facts: Facts) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What a search may be narrowed by: how each name is shown, and the units that it stands in."""
    return {
        key(name, facts.card.work): (name.pref, name.units)
        for name in facts.unreviewed
        if name.scheme in _CHOSEN
    }


def files(facts: Iterable[Facts]) -> tuple[File, ...]:
    """The files of a library; none if its plans have no such names."""
    ordered = sorted(_entries(facts), key=lambda one: one.order)
    starts = range(0, len(ordered), _MOST)
    return tuple(
        File(number, tuple(ordered[at : at + _MOST])) for number, at in enumerate(starts, 1)
    )


def heads(found: Sequence[File]) -> Iterator[tuple[str, str]]:
    """Of each file the pinyin that it begins with, and the characters its forms begin with."""
    for one in found:
        first = dict.fromkeys(name_folding.fold(entry.form)[:1] for entry in one.entries)
        yield one.entries[0].spelt.lower(), "".join(sorted(first))


def page(of: File) -> Page:
    """The script: `{id, kinds, works, names}`.

    `id` is what ids of entries begin with and how many letters of a name they have. `names` are
    `[form, pinyin, number of the kind, number of the work, mentions, plans]`; where what is shown
    or the id is another than the form says, these follow.
    """
    works = {work: at for at, work in enumerate(sorted({one.work for one in of.entries}))}
    value: Json = {
        "id": [unreviewed.ID, unreviewed.LONGEST_ID],
        "kinds": [SCHEME_WORDS[scheme] for scheme in _SCHEMES],
        "works": [*works],
        "names": [[*_written(one, works)] for one in of.entries],
    }
    data = escape.script(value)
    path = _FOLDER / f"unreviewed-{of.number}.js"
    return Page(path, f"library.goToUnreviewed[{of.number}] = {data};\n")


def _written(one: Entry, works: Mapping[str, int]) -> Iterator[Json]:
    yield from (one.form, one.spelt, _SCHEMES.index(one.scheme), works[one.work])
    yield from (one.mentions, one.plans)
    is_usual = one.id == f"{unreviewed.ID}{one.spelt[: unreviewed.LONGEST_ID].lower()}"
    if one.label != one.form or not is_usual:
        yield from (one.label, one.id)


def _entries(facts: Iterable[Facts]) -> Iterator[Entry]:
    """The forms of all names: what several plans have is one name."""
    found: dict[str, list[tuple[Card, Unreviewed]]] = {}
    for one in sorted(facts, key=lambda one: one.card.order, reverse=True):
        for name in one.unreviewed:
            found.setdefault(key(name, one.card.work), []).append((one.card, name))
    for same in found.values():
        (card, first), mentions = same[0], sum(name.mentions for _, name in same)
        label = punctuation.restore(first.pref)
        if not first.form:
            label = f"{label}（{card.short}）"
        every = (one for _, name in reversed(same) for one in name.forms)
        forms = {name_folding.fold(one[0]): one for one in every}
        for form, spelt in forms.values():
            where = (first.scheme, card.work, first.id)
            yield Entry(spelt, punctuation.restore(form), label, *where, mentions, len(same))
