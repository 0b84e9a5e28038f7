"""Who answers for a clause: the lists of units in a paragraph, each with its role.

A list stands in brackets at the end of a sentence, or is a sentence of its own. Its roles are the
labels before colons (责任单位：甲局、乙局) or the verbs after the names (甲局牵头，乙局配合). The
form decides: what holds anything but roles, names and times stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from converters import lexicon
from converters.models.unit import Responsibility
from converters.text import blanks, numerals
from converters.text.mapped_text import Span

_WORDS = lexicon.words("responsibility")


def _one_of(*lists: str) -> str:
    words = (word for name in lists for word in _WORDS[name])
    return f"(?:{lexicon.alternatives(words)})"


_HALF_WIDTH = {"，": ",", "：": ":", "；": ";", "！": "!", "？": "?"}
_ROUND = {**dict.fromkeys("（〔[［【", "("), **dict.fromkeys("）〕]］】", ")")}
_HIDDEN = "\0"
"""Stands for each character inside brackets, where nothing is looked for."""

_MAX_NAME = 40
_MAX_TIME = 20
_MAX_BLANKS = 8
"""How far before a bracket the end of a sentence may stand: a bound, so that time stays linear."""

_BLANK = blanks.IN_LINE
_PEOPLE = rf"{_one_of('levels')}?{_one_of('people')}"
_TASK = _one_of("tasks")
_UNITS = rf"{_one_of('levels')}?{_TASK}(?:{_one_of('joiners')}?{_TASK})?{_one_of('bearers')}"
_LABEL = re.compile(
    rf"(?:^|(?<=[;,。:])|(?<={_BLANK}))"
    rf"(?:(?P<role>{_UNITS}|{_PEOPLE})|(?P<deadline>{_one_of('deadlines')})"
    rf"|[^;,、。:!?()\s{_HIDDEN}]{{2,10}}){_BLANK}*:"
)
_OF_PEOPLE = re.compile(_PEOPLE)
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
    rf"{_one_of('manners', 'verbs')}{{0,2}}\Z"
)
_ENDS_OF_VERBS = tuple(_WORDS["verbs"] + _WORDS["manners"])
_DUTY = re.compile(_one_of("verbs", "manners"))
_TIME = re.compile(rf"{_one_of('time_beginnings')}|(?:\d{{1,4}}|{numerals.HAN_NUMBER})[年月]")
_AGENCIES = frozenset(_WORDS["agencies"])
_ENDS_OF_AGENCIES = tuple(_WORDS["agency_endings"])
_ENDS_OF_OTHER_WORDS = tuple(_WORDS["agency_exceptions"])
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
    """What a list takes of a paragraph, in it; without entries it only says by when."""

    start: int
    end: int
    entries: tuple[Responsibility, ...]


_Accepts = Callable[[str, Sequence[str]], bool]
"""Whether a role, first, may have the names, second."""


def read(text: str) -> tuple[Responsibility, ...]:
    """The entries of a paragraph, in order.

    Their ranges are disjoint and those of one list follow one another, from its opening bracket
    or first label to the mark that ends it; a time limit is inside the range beside it.

    Args:
        text: of one paragraph, marks full- or half-width.
    """
    marks = text
    for mark, plain in (_HALF_WIDTH | _ROUND).items():
        marks = marks.replace(mark, plain)
    pairs = _outermost(marks)
    bracketed = list(_bracketed(text, marks, pairs))
    open_text = _filled(marks, pairs, _HIDDEN)
    open_text = _filled(open_text, [Span(part.start, part.end) for part in bracketed], "\n")
    ranges = [*bracketed, *_sentences(text, open_text)]
    return tuple(_entries(text, sorted(ranges, key=lambda part: part.start)))


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
    """Lists in brackets at the end of a sentence; without labels, of the paragraph."""
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
            if groups is None and is_last:
                groups = _by_verbs(passage)
            if groups is not None:
                yield _range(passage, groups, pair.start, end)


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
    return _Passage(text[start:end], _filled(inner, _outermost(inner), _HIDDEN), start)


def _sentences(text: str, marks: str) -> Iterator[_Range]:
    """Lists without brackets: a sentence, or its part after a semicolon, that is one.

    Without labels it is the last sentence of its paragraph, and parts the work: one leads, others
    help.
    """
    for sentence in _SENTENCE.finditer(marks):
        part = _from_label(sentence[0]) if ":" in sentence[0] else None
        start, end = sentence.span()
        if part is not None:
            start, end = start + part.start, start + part.end
        elif not sentence[0].rstrip("。").endswith(_ENDS_OF_VERBS) or _WORD.search(marks, end):
            continue
        passage = _Passage(text[start:end], marks[start:end], start)
        groups = _labelled(passage, _are_certain) if part else _of_prose(passage)
        if groups is not None:
            yield _range(passage, groups, start, end)


def _of_prose(passage: _Passage) -> list[_Group] | None:
    """The groups of a sentence that is nothing but who does what."""
    groups = _by_verbs(passage) or []
    names = (passage.marks[start:end] for group in groups for start, end in group.names)
    return groups if len(groups) > 1 and not any(map(_LEAD_IN.search, names)) else None


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
        Responsibility(group.role, tuple(passage.text[a:b] for a, b in group.names), *place)
        for group, *place in zip(groups, starts, ends, strict=False)
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
    """The groups of a passage without labels, None if one has no verb or no agency."""
    groups = list(_grouped(passage.marks, 0, len(passage.marks), ""))
    is_list = groups and all(group.role for group in groups)
    return groups if is_list and _are_names(passage.marks, groups, _are_certain) else None


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
    if start < end and not (is_time and not _is_agency(marks[start:end])):
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
    """Whether names are possible after a label in brackets, which leave little doubt."""
    of_people = bool(_OF_PEOPLE.fullmatch(role))
    return not any(
        len(name) > _MAX_NAME
        or _NOT_IN_A_NAME.search(name)
        or _NOBODY.fullmatch(name)
        or (not of_people and _DUTY.match(name) and not _is_agency(name))
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
    return _is_agency(names[0]) and all(
        _is_agency(name) or name in _ENDS_OF_AGENCIES for name in names[1:]
    )


def _is_agency(name: str) -> bool:
    name = name.rstrip(_HIDDEN)
    is_other = name.endswith(_ENDS_OF_OTHER_WORDS)
    return name in _AGENCIES or (name[1:].endswith(_ENDS_OF_AGENCIES) and not is_other)
