"""Who answers for a clause: the lists of units in a paragraph, each with its role.

A list stands in brackets at the end of a sentence, or is a sentence of its own. Its roles are the
labels before colons (责任单位：甲局、乙局) or the verbs after the names (甲局牵头，乙局配合). The
form decides: what holds anything but roles, names and times stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from converters import lexicon
from converters.models.unit import Responsibility
from converters.structure import body_names
from converters.structure.body_names import HIDDEN
from converters.text import blanks, numerals
from converters.text.mapped_text import Span

_WORDS = lexicon.words("responsibility")


def _one_of(*lists: str) -> str:
    words = (word for name in lists for word in _WORDS[name])
    return f"(?:{lexicon.alternatives(words)})"


_HALF_WIDTH = {"，": ",", "：": ":", "；": ";", "！": "!", "？": "?"}
_ROUND = {**dict.fromkeys("（〔[［【", "("), **dict.fromkeys("）〕]］】", ")")}
_MARKS = str.maketrans(_HALF_WIDTH | _ROUND)
_HAN = re.compile("[\u4e00-\u9fff]")
_MAX_NAME = 40
_MAX_TIME = 20
_MAX_LED = 120
_MOST_REMEMBERED = 2**12
_MAX_BLANKS = 8
"""How far before a bracket the end of a sentence may stand: a bound, so that time stays linear."""

_BLANK = blanks.IN_LINE
_PEOPLE = rf"{_one_of('levels')}?{_one_of('people')}"
_TASK = _one_of("tasks")
_TASKS = rf"{_TASK}(?:{_one_of('joiners')}?{_TASK})?"
_LEVEL = _one_of("levels")
_UNITS = rf"{_one_of('ranks')}?{_LEVEL}?{_TASKS}{_LEVEL}?{_one_of('bearers')}"
_LABEL = re.compile(
    rf"(?:^|(?<=[;,。:])|(?<={_BLANK}))"
    rf"(?:(?P<role>{_UNITS}|{_PEOPLE}|{_TASKS})|(?P<deadline>{_one_of('deadlines')})"
    rf"|[^;,、。:!?()\s{HIDDEN}]{{2,10}}){_BLANK}*:"
)
_OF_PEOPLE = re.compile(_PEOPLE)
_BARE = re.compile(_TASKS)
_ROLE = re.compile(rf"{_UNITS}|{_PEOPLE}")
_BRACKETED_ONLY = frozenset(_WORDS["bracketed_only"])

_COUNT = rf"(?:\d{{1,3}}|{numerals.HAN_NUMBER})?{_one_of('others_counted')}?"
_OTHERS = rf"{_one_of('and_others')}(?:{_COUNT}{_one_of('others_which')}?{_one_of('others')})?"
_SEPARATOR = re.compile(
    rf"[、,;。]|{_BLANK}|(?<=[^、,;。:{blanks.CHARS}]){_one_of('conjunctions')}"
    rf"|(?>{_OTHERS}){_one_of('others_conjunctions')}"
)
_LEAD_IN = re.compile(_one_of("lead_ins"))
_AND_OTHERS = re.compile(rf"{_OTHERS}\Z")
_VERB = re.compile(
    rf"{_one_of('manners')}{{0,5}}?(?P<role>{_one_of('verbs')})"
    rf"{_one_of('manners', 'verbs')}{{0,2}}{_one_of('objects')}?\Z"
)
_ENDS_OF_VERBS = tuple(_WORDS["verbs"] + _WORDS["manners"] + _WORDS["objects"])
_DUTY = re.compile(_one_of("verbs", "manners"))
_TIME = re.compile(rf"{_one_of('time_beginnings')}|(?:\d{{1,4}}|{numerals.HAN_NUMBER})[年月]")
_STRONG = frozenset(_WORDS["strong_verbs"])
_NAMES = rf"[^;,。:!?()由\n]{{2,{_MAX_LED}}}?"
_LED = re.compile(
    rf"(?P<lead>由{_NAMES}{_one_of('leading_verbs')})(?!{_one_of('bearers')}|[^;,。:\n]{{0,8}}的)"
    rf"(?:,{_NAMES}{_one_of('verbs')}(?=[,;。]|\Z))*"
)
_PERSON = re.compile("[\u4e00-\u9fff·×]{2,4}")
_NOBODY = re.compile(rf"{_one_of('nobody')}\d*")
_NOT_IN_A_NAME = re.compile("[():!?]")

_BRACKET = re.compile("[()]")
_SENTENCE = re.compile("[^。!?\n]+[。!?]?")
_STOP_INSIDE = re.compile(rf"[。!?](?!{_BLANK}*\Z)")
_AFTER = re.compile(rf"(?:{_BLANK}*(?P<stop>[。;!?]))?{_BLANK}*")
_WORD = re.compile(f"[^{blanks.CHARS}]")
_SENTENCE_BEFORE = re.compile(rf"(?:^|[。;!?]){_BLANK}*\Z")


class _Passage(NamedTuple):
    """A part of a paragraph: as printed, with its marks folded and brackets hidden, its start."""

    text: str
    marks: str
    at: int


class _Group(NamedTuple):
    """Names with one role, in a passage; `start` is where what belongs to the role begins."""

    role: str
    start: int
    names: tuple[Span, ...]


class _Range(NamedTuple):
    """What a list takes of a paragraph, in it; without entries it only says by when.

    One that `is_unread` has the signs of a list, and is none that is understood.
    """

    start: int
    end: int
    entries: tuple[Responsibility, ...] = ()
    is_unread: bool = False


_Accepts = Callable[[str, Sequence[str]], bool]
"""Whether a role, first, may have the names, second."""


def read(text: str) -> tuple[Responsibility, ...]:
    """The entries of a paragraph, in order.

    Their ranges are disjoint and those of one list follow one another, from its opening bracket
    or first label to the mark that ends it; a time limit is inside the range beside it. Who leads
    in the middle of a sentence (由市应急局牵头) is an entry `inside` it.

    Args:
        text: of one paragraph, marks full- or half-width.
    """
    return tuple(_entries(text, [part for part in _ranges(text) if not part.is_unread]))


def unread(text: str) -> tuple[Span, ...]:
    """Where a paragraph has the signs of a list of units of which nothing was understood.

    Args:
        text: of one paragraph, marks full- or half-width.
    """
    return tuple(Span(part.start, part.end) for part in _ranges(text) if part.is_unread)


def of_cell(text: str, role: str) -> tuple[Responsibility, ...] | None:
    """The entries of a cell in the column of a role; None if it has words that are no names.

    Args:
        text: of the cell.
        role: what the head of its column says.
    """
    marks = _folded(text)
    marks = _filled(marks, _outermost(marks), HIDDEN)
    if not _HAN.search(marks) or _NOBODY.fullmatch(marks):
        return ()
    groups = list(_grouped(marks, 0, len(marks), role))
    if not groups or not _are_names(marks, groups, _may_be_names):
        return None
    found = _range(_Passage(text, marks, 0), groups, 0, len(text)).entries
    return tuple(replace(entry, inside=True) for entry in found)


def of_bodies(text: str, role: str) -> tuple[Responsibility, ...]:
    """One entry with all bodies of a text that is nothing but their names; none if it is not.

    Each begins with its level (县应急局): without a label less than that is no body for certain.

    Args:
        text: of a heading, or before a colon.
        role: that they have.
    """
    marks = _folded(text)
    marks = _filled(marks, _outermost(marks), HIDDEN)
    groups = list(_grouped(marks, 0, len(marks), role))
    names = [marks[a:b] for group in groups for a, b in group.names]
    if len(groups) != 1 or groups[0].role != role or not all(map(body_names.is_of_level, names)):
        return ()
    found = _range(_Passage(text, marks, 0), groups, 0, len(text)).entries
    return tuple(replace(entry, inside=True) for entry in found)


def is_duty(text: str) -> bool:
    """Whether a text begins as what a body has to do: 负责…, 组织…."""
    return bool(_DUTY.match(text))


def role_of(label: str) -> str | None:
    """The role that a label without its colon names (牵头单位), None if it names none."""
    bare = "".join(label.split())
    return bare if _ROLE.fullmatch(_folded(bare)) else None


def _folded(text: str) -> str:
    """The text with its marks as half-width ones, character for character."""
    return text.translate(_MARKS)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _ranges(text: str) -> tuple[_Range, ...]:
    """What the lists of a paragraph take of it, in order.

    A paragraph is asked for whether it may be a cell, for its entries, and for what is unread.
    """
    marks = _folded(text)
    pairs = _outermost(marks)
    found = list(_bracketed(text, marks, pairs))
    open_text = _filled(_filled(marks, pairs, HIDDEN), _taken(found), "\n")
    sentences = list(_sentences(text, open_text))
    found += sentences
    found += _inside_sentences(text, _filled(open_text, _taken(sentences), "\n"))
    return tuple(sorted(found, key=lambda part: part.start))


def _taken(ranges: Iterable[_Range]) -> Iterator[Span]:
    return (Span(part.start, part.end) for part in ranges)


def _entries(text: str, ranges: Iterable[_Range]) -> list[Responsibility]:
    """All entries; a range that only says by when goes to the list it follows."""
    found: list[Responsibility] = []
    done = 0
    for part in ranges:
        found += part.entries
        gap = text[done : part.start].strip(blanks.CHARS)
        if not part.entries and not gap and found and found[-1].end == done:
            found[-1] = replace(found[-1], end=part.end)
        done = part.end
    return found


def _outermost(marks: str) -> list[Span]:
    """The pairs of brackets that stand in no other pair."""
    opened: list[int] = []
    pairs: list[Span] = []
    for bracket in _BRACKET.finditer(marks):
        if bracket[0] == "(":
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            while pairs and pairs[-1].start > start:
                pairs.pop()
            pairs.append(Span(start, bracket.end()))
    return pairs


def _filled(marks: str, ranges: Iterable[Span], char: str) -> str:
    """The text with each character of the ranges replaced."""
    out: list[str] = []
    done = 0
    for start, end in ranges:
        out += [marks[done:start], char * (end - start)]
        done = end
    return "".join([*out, marks[done:]])


def _bracketed(text: str, marks: str, pairs: Sequence[Span]) -> Iterator[_Range]:
    """Lists in brackets at the end of a sentence."""
    for run in _runs(marks, pairs):
        after = _AFTER.match(marks, run[-1].end)
        assert after, "matches any text"
        is_last = after.end() == len(marks)
        before = max(0, run[0].start - _MAX_BLANKS)
        if not (is_last or after["stop"] or _SENTENCE_BEFORE.search(marks, before, run[0].start)):
            continue
        end = len(marks) if is_last else max(run[-1].end, after.end("stop"))
        ends = [*(pair.end for pair in run[:-1]), end]
        for pair, end in zip(run, ends, strict=True):
            passage = _inside(text, marks, pair)
            groups = _labelled(passage, _may_be_names)
            if groups is None:
                groups = _by_verbs(passage)
            if groups is not None:
                yield _range(passage, groups, pair.start, end)
            elif _is_sign(passage):
                yield _Range(pair.start, end, is_unread=True)


def _runs(marks: str, pairs: Iterable[Span]) -> Iterator[list[Span]]:
    """Pairs of brackets by those that follow one another directly."""
    run: list[Span] = []
    for pair in pairs:
        if run and marks[run[-1].end : pair.start].strip(blanks.CHARS):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _inside(text: str, marks: str, pair: Span) -> _Passage:
    start, end = pair.start + 1, pair.end - 1
    inner = marks[start:end]
    return _Passage(text[start:end], _filled(inner, _outermost(inner), HIDDEN), start)


def _sentences(text: str, marks: str) -> Iterator[_Range]:
    """Lists without brackets: a sentence, or its part after a semicolon, that is one.

    Without labels it is a sentence that parts the work: one leads, others help. Where it is not
    the last of its paragraph it begins with 由: else it may tell what was done.
    """
    for sentence in _SENTENCE.finditer(marks):
        part = _from_label(sentence[0]) if ":" in sentence[0] else None
        start, end = sentence.span()
        if part is not None:
            start, end = start + part.start, start + part.end
        elif not _may_part_work(sentence):
            continue
        passage = _Passage(text[start:end], marks[start:end], start)
        groups = _labelled(passage, _are_certain) if part else _of_prose(passage)
        if groups is not None:
            yield _range(passage, groups, start, end)
        elif part and _is_plain_list(passage):
            yield _Range(start, end, is_unread=True)


def _may_part_work(sentence: re.Match[str]) -> bool:
    """Whether a sentence ends as one does that says who does what, at its place."""
    if not sentence[0].rstrip("。").endswith(_ENDS_OF_VERBS):
        return False
    return bool(_LEAD_IN.match(sentence[0])) or not _WORD.search(sentence.string, sentence.end())


def _inside_sentences(text: str, marks: str) -> Iterator[_Range]:
    """Who leads, in the middle of a sentence: 由市应急局牵头，…; every name must be certain."""
    if "由" not in marks:
        return
    for led in _LED.finditer(marks):
        spans = dict.fromkeys((Span(*led.span()), Span(*led.span("lead"))))
        found = (_of_certain(text, marks, span) for span in spans)
        if part := next(filter(None, found), None):
            yield part


def _of_certain(text: str, marks: str, span: Span) -> _Range | None:
    """The entries of a stretch of a sentence, if it is a list: who leads must be certain."""
    passage = _Passage(text[slice(*span)], marks[slice(*span)], span.start)
    groups = _by_verbs(passage) or []
    names = [passage.marks[a:b] for group in groups for a, b in group.names]
    leading = [passage.marks[a:b] for group in groups[:1] for a, b in group.names]
    if not leading or not all(map(body_names.is_agency, leading)):
        return None
    if not all(map(body_names.has_form, names)):
        return None
    entries = _range(passage, groups, *span).entries
    return _Range(*span, tuple(replace(entry, inside=True) for entry in entries))


def _is_sign(passage: _Passage) -> bool:
    """Whether brackets at the end of a sentence hold what only a list of units has.

    It is a label of a role before words, or verbs of whom the work is shared (牵头) after what may
    be names.
    """
    marks = passage.marks
    labels = list(_LABEL.finditer(marks)) if ":" in marks else []
    for label, after in zip_longest(labels, labels[1:]):
        value = marks[label.end() : after.start() if after else len(marks)].strip(
            "。;," + blanks.CHARS
        )
        if label["role"] and not _BARE.fullmatch(label["role"]) and value:
            return not _NOBODY.fullmatch(value)
    groups = list(_grouped(marks, 0, len(marks), ""))
    names = [marks[a:b] for group in groups for a, b in group.names]
    if any(map(body_names.is_of_a_sentence, names)):
        return False
    if all(group.role for group in groups) and any(map(body_names.is_agency, names)):
        return True
    shared = [group for group in groups if group.role in _STRONG]
    return any(body_names.is_possible(marks[a:b]) for group in shared for a, b in group.names)


def _is_plain_list(passage: _Passage) -> bool:
    """Whether after the label of a role words stand as names do, and are none that are known."""
    labels = list(_LABEL.finditer(passage.marks))
    if len(labels) != 1 or not labels[0]["role"] or labels[0]["role"] in _BRACKETED_ONLY:
        return False
    if _BARE.fullmatch(labels[0]["role"]) or _OF_PEOPLE.fullmatch(labels[0]["role"]):
        return False
    groups = list(_grouped(passage.marks, labels[0].end(), len(passage.marks), labels[0]["role"]))
    names = [passage.marks[a:b] for group in groups for a, b in group.names]
    return (
        bool(names)
        and all(map(body_names.is_possible, names))
        and not any(map(_starts_with_duty, names))
    )


def _of_prose(passage: _Passage) -> list[_Group] | None:
    """The groups of a sentence that is nothing but who does what."""
    groups = _by_verbs(passage) or []
    names = [passage.marks[start:end] for group in groups for start, end in group.names]
    is_list = len(groups) > 1 and not any(map(_LEAD_IN.search, names))
    return groups if is_list and all(map(body_names.has_form, names)) else None


def _from_label(sentence: str) -> Span | None:
    """From the first label of a role or time up to one that is neither."""
    start = None
    for label in _LABEL.finditer(sentence):
        is_known = bool(label["role"] or label["deadline"])
        if start is not None and not is_known:
            return Span(start, label.start())
        before = sentence[max(0, label.start() - 1) : label.start()]
        if start is None and is_known and before not in (",", ":"):
            start = label.start()
    return None if start is None else Span(start, len(sentence))


def _range(passage: _Passage, groups: Sequence[_Group], start: int, end: int) -> _Range:
    """The entries of the groups; together they take all of `start:end`."""
    starts = [start, *(passage.at + group.start for group in groups[1:])]
    ends = [*starts[1:], end]
    entries = (
        Responsibility(group.role, tuple(passage.text[a:b] for a, b in group.names), start, end)
        for group, start, end in zip(groups, starts, ends, strict=False)
    )
    return _Range(start, end, tuple(entries))


def _labelled(passage: _Passage, accepts: _Accepts) -> list[_Group] | None:
    """The groups of a passage with labels, none if it only says by when; None if it is no list."""
    marks = passage.marks
    labels = list(_LABEL.finditer(marks)) if ":" in marks else []
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
    return groups if _are_names(marks, groups, accepts) else None


def _values(marks: str, labels: Sequence[re.Match[str]], ends: Sequence[int]) -> Iterator[str]:
    """What stands before the first label, and after each."""
    yield marks[: labels[0].start()]
    for label, end in zip(labels, ends, strict=True):
        yield marks[label.end() : end]


def _of_label(marks: str, label: re.Match[str], end: int) -> list[_Group]:
    groups = list(_grouped(marks, label.end(), end, label["role"]))
    return [group._replace(start=label.start()) for group in groups[:1]] + groups[1:]


def _by_verbs(passage: _Passage) -> list[_Group] | None:
    """The groups of a passage without labels; None if it is no list."""
    groups = list(_grouped(passage.marks, 0, len(passage.marks), ""))
    return groups if _are_a_list(passage.marks, groups) else None


def _grouped(marks: str, start: int, end: int, role: str) -> Iterator[_Group]:
    """Names by the verb that follows them; names without one have the `role` given."""
    begins, names = start, list[Span]()
    for part in _parts(marks, start, end):
        has_verb = marks.endswith(_ENDS_OF_VERBS, part.start, part.end)
        verb = _VERB.search(marks, part.start, part.end) if has_verb else None
        name = _name(marks, part.start, verb.start() if verb else part.end)
        begins = begins if names else part.start
        names += [name] if name.start < name.end else []
        if verb:
            yield _Group(verb["role"], begins, tuple(names))
            names = []
    if names:
        yield _Group(role, begins, tuple(names))


def _parts(marks: str, start: int, end: int) -> Iterator[Span]:
    """What stands between separators, times left out."""
    at = start
    for separator in _SEPARATOR.finditer(marks, start, end):
        yield from _part(marks, at, separator.start())
        at = separator.end()
    yield from _part(marks, at, end)


def _part(marks: str, start: int, end: int) -> Iterator[Span]:
    is_time = end - start <= _MAX_TIME and _TIME.match(marks, start, end)
    if start < end and not (is_time and not body_names.is_agency(marks[start:end])):
        yield Span(start, end)


def _name(marks: str, start: int, end: int) -> Span:
    """A name without 由 before it and 等有关部门 after it."""
    lead_in = _LEAD_IN.match(marks, start, end)
    start = lead_in.end() if lead_in else start
    others = _AND_OTHERS.search(marks, start, end)
    return Span(start, others.start() if others else end)


def _are_names(marks: str, groups: Iterable[_Group], accepts: _Accepts) -> bool:
    return all(
        group.names and accepts(group.role, [marks[a:b] for a, b in group.names])
        for group in groups
    )


def _may_be_names(role: str, names: Sequence[str]) -> bool:
    """Whether names are possible after a label in brackets, which leave little doubt.

    A label that is only what is to be done (落实：) leaves more.
    """
    if _BARE.fullmatch(role):
        return all(map(body_names.has_form, names))
    of_people = bool(_OF_PEOPLE.fullmatch(role))
    return not any(
        len(name) > _MAX_NAME
        or _NOT_IN_A_NAME.search(name)
        or _NOBODY.fullmatch(name)
        or (not of_people and _DUTY.match(name) and not body_names.is_agency(name))
        for name in names
    )


def _are_certain(role: str, names: Sequence[str]) -> bool:
    """Whether names are certain by their own form, where brackets or a label are missing.

    After 各乡镇 the next name may be a bare 街道.
    """
    if role in _BRACKETED_ONLY or not _may_be_names(role, names):
        return False
    if _OF_PEOPLE.fullmatch(role):
        return all(map(_PERSON.fullmatch, names))
    is_bare = _BARE.fullmatch(role)
    if not is_bare and body_names.is_agency(names[0]) and all(map(body_names.is_possible, names)):
        return True
    is_name = body_names.is_agency if is_bare else body_names.has_form
    return is_name(names[0]) and all(
        is_name(name) or body_names.is_bare(name) for name in names[1:]
    )


def _are_a_list(marks: str, groups: Sequence[_Group]) -> bool:
    """Whether names with verbs are a list; where the form of some leaves it open, the verbs say so.

    One name must be certain, or a verb one that only those have who share work (牵头).
    """
    names = [marks[a:b] for group in groups for a, b in group.names]
    if not all(group.role and group.names for group in groups) or not names:
        return False
    if any(_NOT_IN_A_NAME.search(name) or _starts_with_duty(name) for name in names):
        return False
    is_strong = any(group.role in _STRONG for group in groups)
    is_certain = any(map(body_names.is_agency, names))
    if all(map(body_names.has_form, _without_bare(marks, groups))):
        return is_strong or is_certain
    return (
        is_strong and is_certain and all(map(body_names.is_possible, _without_bare(marks, groups)))
    )


def _without_bare(marks: str, groups: Iterable[_Group]) -> Iterator[str]:
    """The names, without those that go on from the one before: 各乡镇、街道."""
    for group in groups:
        for number, (start, end) in enumerate(group.names):
            if not number or not body_names.is_bare(marks[start:end]):
                yield marks[start:end]


def _starts_with_duty(name: str) -> bool:
    return bool(_DUTY.match(name)) and not body_names.is_agency(name)
