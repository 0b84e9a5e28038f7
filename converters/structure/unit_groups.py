"""Names in a list of units, each group with its role: by a label before them, or a verb behind.

A group counts if its names may be those of bodies or people, one by one and together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from converters.structure import body_names, role_words
from converters.text import blanks
from converters.text.mapped_text import Span

_MAX_NAME = 40
_MAX_TIME = 20
_NOT_IN_A_NAME = re.compile("[():!?]")
_STOP_INSIDE = re.compile(rf"[。!?](?!{blanks.IN_LINE}*\Z)")


class Passage(NamedTuple):
    """A part of a paragraph: as printed, with its marks folded and brackets hidden, its start."""

    text: str
    marks: str
    at: int


class Group(NamedTuple):
    """Names with one role, in a passage; `start` is where what belongs to the role begins."""

    role: str
    start: int
    names: tuple[Span, ...]


Accepts = Callable[[str, Sequence[str]], bool]
"""Whether a role, first, may have the names, second."""


def labelled(passage: Passage, accepts: Accepts) -> list[Group] | None:
    """The groups of a passage with labels, none if it only says by when; None if it is no list."""
    marks = passage.marks
    labels = list(role_words.LABEL.finditer(marks)) if ":" in marks else []
    if not any(label["role"] or label["deadline"] for label in labels):
        return None
    ends = [*(label.start() for label in labels[1:]), len(marks)]
    if any(map(_STOP_INSIDE.search, _values(marks, labels, ends))):
        return None
    groups = [
        group
        for label, end in zip(labels, ends, strict=True)
        if label["role"]
        for group in _of_label(marks, label, end)
    ]
    if not groups and any(label["role"] for label in labels):
        return None
    return groups if are_names(marks, groups, accepts) else None


def _values(marks: str, labels: Sequence[re.Match[str]], ends: Sequence[int]) -> Iterator[str]:
    """What stands before the first label, and after each."""
    yield marks[: labels[0].start()]
    for label, end in zip(labels, ends, strict=True):
        yield marks[label.end() : end]


def _of_label(marks: str, label: re.Match[str], end: int) -> list[Group]:
    groups = list(grouped(marks, label.end(), end, label["role"]))
    return [group._replace(start=label.start()) for group in groups[:1]] + groups[1:]


def by_verbs(passage: Passage, *, with_work: bool = False) -> list[Group] | None:
    """The groups of a passage without labels; None if it is no list.

    Args:
        passage: that may be one.
        with_work: whether it may say behind a verb what is to be done: 甲局负责备料.
    """
    groups = list(grouped(passage.marks, 0, len(passage.marks), "", with_work=with_work))
    return groups if _are_a_list(passage.marks, groups) else None


def grouped(
    marks: str, start: int, end: int, role: str, *, with_work: bool = False
) -> Iterator[Group]:
    """Names by the verb that follows them; names without one have the `role` given."""
    begins, names = start, list[Span]()
    for part in _parts(marks, start, end):
        verb = _verb(marks, part)
        if with_work and not verb:
            verb = role_words.WORK.search(marks, part.start, part.end)
        name = _name(marks, part.start, verb.start() if verb else part.end)
        begins = begins if names else part.start
        names += [*_each(marks, name)] if name.start < name.end else []
        if verb:
            yield Group(verb["role"], begins, tuple(names))
            names = []
    if names:
        yield Group(role, begins, tuple(names))


def _verb(marks: str, part: Span) -> re.Match[str] | None:
    """The verb that a part ends with."""
    if not marks.endswith(role_words.ENDS_OF_VERBS, part.start, part.end):
        return None
    return role_words.VERB.search(marks, part.start, part.end)


def _parts(marks: str, start: int, end: int) -> Iterator[Span]:
    """What stands between separators, times left out."""
    at = start
    for separator in role_words.SEPARATOR.finditer(marks, start, end):
        if _is_inside(marks, at, separator):
            continue
        yield from _part(marks, at, separator.start())
        at = separator.end()
    yield from _part(marks, at, end)


def _is_inside(marks: str, start: int, separator: re.Match[str]) -> bool:
    """Whether a mark parts what is printed as one name.

    It is that of several levels (各县、区人民政府, 各市、县（市）、区政府), or of two bodies
    with one word before both (各市党委、政府).
    """
    if separator[0] != "、":
        return False
    before, behind = marks[start : separator.start()], separator.end()
    are_levels = role_words.ALL_OF_LEVELS.fullmatch(before)
    are_two = role_words.FIRST_OF_TWO.fullmatch(before)
    return bool(
        (are_levels and role_words.OF_THEIR_LEVEL.match(marks, behind))
        or (are_two and role_words.SECOND_OF_TWO.match(marks, behind))
    )


def _part(marks: str, start: int, end: int) -> Iterator[Span]:
    is_time = end - start <= _MAX_TIME and role_words.TIME.match(marks, start, end)
    if start < end and not (is_time and not body_names.is_agency(marks[start:end])):
        yield Span(start, end)


def _name(marks: str, start: int, end: int) -> Span:
    """A name without 由 before it and 等有关部门 after it."""
    lead_in = role_words.LEAD_IN.match(marks, start, end)
    start = lead_in.end() if lead_in else start
    others = role_words.AND_OTHERS.search(marks, start, end)
    return Span(start, others.start() if others else end)


def _each(marks: str, name: Span) -> Iterator[Span]:
    """The name, or those that 和 joins: 县住房和城乡建设局 is one, 县水利局和县气象局 are two."""
    start, end = name
    for found in role_words.AND.finditer(marks, start + 1, end):
        before, after = marks[start : found.start()], marks[found.end() : end]
        if body_names.is_agency(before) and body_names.is_agency(after):
            yield Span(start, found.start())
            start = found.end()
    yield Span(start, end)


def are_names(marks: str, groups: Iterable[Group], accepts: Accepts) -> bool:
    """Whether each group has names, and its role may have them."""
    return all(
        group.names and accepts(group.role, [marks[a:b] for a, b in group.names])
        for group in groups
    )


def may_be_names(role: str, names: Sequence[str]) -> bool:
    """Whether names are possible after a label in brackets, which leave little doubt.

    A label that is only what is to be done (落实：) leaves more.
    """
    if role_words.BARE.fullmatch(role):
        return all(map(body_names.has_form, names))
    of_people = bool(role_words.OF_PEOPLE.fullmatch(role))
    return not any(
        len(name) > _MAX_NAME
        or _NOT_IN_A_NAME.search(name)
        or role_words.NOBODY.fullmatch(name)
        or (not of_people and role_words.DUTY.match(name) and not body_names.is_agency(name))
        for name in names
    )


def are_certain(role: str, names: Sequence[str]) -> bool:
    """Whether names are certain by their own form, where brackets or a label are missing.

    After 各乡镇 the next name may be a bare 街道.
    """
    if role in role_words.BRACKETED_ONLY or not may_be_names(role, names):
        return False
    if role_words.OF_PEOPLE.fullmatch(role):
        return all(map(role_words.PERSON.fullmatch, names))
    is_bare = role_words.BARE.fullmatch(role)
    if not is_bare and body_names.is_agency(names[0]) and all(map(body_names.is_possible, names)):
        return True
    is_name = body_names.is_agency if is_bare else body_names.has_form
    return is_name(names[0]) and all(
        is_name(name) or body_names.is_bare(name) for name in names[1:]
    )


def _are_a_list(marks: str, groups: Sequence[Group]) -> bool:
    """Whether names with verbs are a list; where the form of some leaves it open, the verbs say so.

    One name must be certain, or a verb one that only those have who share work (牵头).
    """
    names = [marks[a:b] for group in groups for a, b in group.names]
    if not all(group.role and group.names for group in groups) or not names:
        return False
    if any(_NOT_IN_A_NAME.search(name) or starts_with_duty(name) for name in names):
        return False
    is_strong = any(group.role in role_words.STRONG for group in groups)
    is_certain = any(map(body_names.is_agency, names))
    if all(map(body_names.has_form, _without_bare(marks, groups))):
        return is_strong or is_certain
    return (
        is_strong and is_certain and all(map(body_names.is_possible, _without_bare(marks, groups)))
    )


def _without_bare(marks: str, groups: Iterable[Group]) -> Iterator[str]:
    """The names, without those that go on from the one before: 各乡镇、街道."""
    for group in groups:
        for number, (start, end) in enumerate(group.names):
            if not number or not body_names.is_bare(marks[start:end]):
                yield marks[start:end]


def starts_with_duty(name: str) -> bool:
    """Whether a text begins with what somebody does, and is no body's name."""
    return bool(role_words.DUTY.match(name)) and not body_names.is_agency(name)
