"""Who answers for a clause: the lists of units in a paragraph, each with its role.

A list stands in brackets at the end of a sentence, or is a sentence of its own. Its roles are the
labels before colons (责任单位：甲局、乙局) or the verbs after the names (甲局牵头，乙局配合). The
form decides: what holds anything but roles, names and times stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from converters.models.unit import Responsibility
from converters.structure import body_names, role_words, unit_groups
from converters.structure.body_names import HIDDEN
from converters.text import blanks
from converters.text.mapped_text import Span

_HALF_WIDTH = {"，": ",", "：": ":", "；": ";", "！": "!", "？": "?"}
_ROUND = {**dict.fromkeys("（〔[［【", "("), **dict.fromkeys("）〕]］】", ")")}
_MARKS = str.maketrans(_HALF_WIDTH | _ROUND)
_HAN = re.compile("[\u4e00-\u9fff]")
_MAX_LED = 120
_MOST_REMEMBERED = 2**12
_MAX_BLANKS = 8
"""How far before a bracket the end of a sentence may stand: a bound, so that time stays linear."""
_NAMES = rf"[^;,。:!?()由\n]{{2,{_MAX_LED}}}?"
_LED = re.compile(
    rf"(?P<lead>由{_NAMES}{role_words.one_of('leading_verbs')})(?!{role_words.one_of('bearers')}|[^;,。:\n]{{0,8}}的)"
    rf"(?:,{_NAMES}{role_words.one_of('verbs')}(?=[,;。]|\Z))*"
)
_BRACKET = re.compile("[()]")
_SENTENCE = re.compile("[^。!?\n]+[。!?]?")
_AFTER = re.compile(rf"(?:{blanks.IN_LINE}*(?P<stop>[。;!?]))?{blanks.IN_LINE}*")
_WORD = re.compile(f"[^{blanks.CHARS}]")
_REMARK = re.compile(r"[(（〔\[［【][^()（）]*[,，;；。][^()（）]*[)）〕\]］】]\Z")
"""Brackets behind a name that hold a sentence are a remark on the list: （首位的牵头，下同）."""
_GOES_ON = (",", ":")
"""Behind one of these a label stands in the middle of a sentence."""

_READ_FOR_STOP = ("o", "O", "0", "%")
"""What a machine reads for 。, and what it leaves where it loses one behind a figure."""
_BEGINS = re.compile("(?!的)[\u4e00-\u9fff]")
"""A sentence goes on from brackets with 的, or with a mark: none begins so."""

_SENTENCE_BEFORE = re.compile(rf"(?:^|[。;!?]){blanks.IN_LINE}*\Z")


class _Range(NamedTuple):
    """What a list takes of a paragraph, in it; without entries it only says by when.

    One that `is_unread` has the signs of a list, and is none that is understood.
    """

    start: int
    end: int
    entries: tuple[Responsibility, ...] = ()
    is_unread: bool = False


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
    if not _HAN.search(marks) or role_words.NOBODY.fullmatch(marks):
        return ()
    groups = list(unit_groups.grouped(marks, 0, len(marks), role))
    if not groups or not unit_groups.are_names(marks, groups, unit_groups.may_be_names):
        return None
    found = _range(unit_groups.Passage(text, marks, 0), groups, 0, len(text)).entries
    return tuple(entry._replace(inside=True) for entry in found)


def of_bodies(text: str, role: str) -> tuple[Responsibility, ...]:
    """One entry with all bodies of a text that is nothing but their names; none if it is not.

    The first begins with its level (县应急局): without a label less is no body for certain. What
    stands beside it may be known by its end alone (各镇人民政府、头桥集团).

    Args:
        text: of a heading, or before a colon.
        role: that they have.
    """
    marks = _folded(text)
    marks = _filled(marks, _outermost(marks), HIDDEN)
    groups = list(unit_groups.grouped(marks, 0, len(marks), role))
    names = [marks[a:b] for group in groups for a, b in group.names]
    if len(groups) != 1 or groups[0].role != role or not body_names.is_of_level(names[0]):
        return ()
    if not all(map(body_names.is_agency, names[1:])):
        return ()
    found = _range(unit_groups.Passage(text, marks, 0), groups, 0, len(text)).entries
    return tuple(entry._replace(inside=True) for entry in found)


def is_duty(text: str) -> bool:
    """Whether a text begins as what a body has to do: 负责…, 组织…."""
    return bool(role_words.DUTY.match(text))


def role_of(label: str) -> str | None:
    """The role that a label without its colon names (牵头单位), None if it names none."""
    bare = "".join(label.split())
    return bare if role_words.ROLE.fullmatch(_folded(bare)) else None


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
    open_text = _filled(open_text, _taken(sentences), "\n")
    found += _labels_inside(text, open_text)
    found += _inside_sentences(text, open_text)
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
            found[-1] = found[-1]._replace(end=part.end)
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
            yield from _inside_a_sentence(text, marks, run)
            continue
        end = len(marks) if is_last else max(run[-1].end, after.end("stop"))
        ends = [*(pair.end for pair in run[:-1]), end]
        for pair, end in zip(run, ends, strict=True):
            passage = _inside(text, marks, pair)
            tried = (
                _without(role_words.NOTE_BELOW, passage),
                _groups(passage),
                _without(role_words.NOTE_BEHIND, passage),
            )
            groups = next((one for one in tried if one is not None), None)
            if groups is not None:
                yield _range(passage, groups, pair.start, end)
            elif _is_sign(passage):
                yield _Range(pair.start, end, is_unread=True)


def _inside_a_sentence(text: str, marks: str, run: Sequence[Span]) -> Iterator[_Range]:
    """Lists in brackets that no mark shows to stand at the end of a sentence.

    Where letters or digits stand that a machine reads for 。, the sentence has ended; else the list
    is told, and not read.
    """
    before = marks[max(0, run[0].start - _MAX_BLANKS) : run[0].start].rstrip(blanks.CHARS)
    goes_on = marks[run[-1].end : run[-1].end + _MAX_BLANKS].lstrip(blanks.CHARS)
    has_ended = before.endswith(_READ_FOR_STOP) and bool(_BEGINS.match(goes_on))
    for pair in run:
        passage = _inside(text, marks, pair)
        groups = unit_groups.by_verbs(passage) or []
        names = [passage.marks[a:b] for group in groups for a, b in group.names]
        is_certain = bool(names) and all(map(body_names.is_agency, names))
        if is_certain and has_ended:
            yield _range(passage, groups, *pair)
        elif is_certain or (":" in passage.marks and _is_of_units(passage)):
            yield _Range(*pair, is_unread=True)


def _without(note: re.Pattern[str], passage: unit_groups.Passage) -> list[unit_groups.Group] | None:
    """The groups before what brackets add on all lists: 以下均由各县落实 and so on."""
    noted = note.search(passage.marks)
    return _groups(passage._replace(marks=passage.marks[: noted.start()])) if noted else None


def _groups(passage: unit_groups.Passage) -> list[unit_groups.Group] | None:
    """The groups of what stands in brackets, by labels or by verbs; None if it is no list."""
    groups = unit_groups.labelled(passage, unit_groups.may_be_names)
    return unit_groups.by_verbs(passage, with_work=True) if groups is None else groups


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


def _inside(text: str, marks: str, pair: Span) -> unit_groups.Passage:
    start, end = pair.start + 1, pair.end - 1
    inner = marks[start:end]
    return unit_groups.Passage(text[start:end], _filled(inner, _outermost(inner), HIDDEN), start)


def _sentences(text: str, marks: str) -> Iterator[_Range]:
    """Lists without brackets: a sentence, or its part after a semicolon, that is one.

    Without labels it is a sentence that parts the work: one leads, others help. Where it is not
    the last of its paragraph it begins with 由: else it may tell what was done. On what principle
    and under whom that is, it may say before (在县政府领导下，).
    """
    for sentence in _SENTENCE.finditer(marks):
        part = _from_label(sentence[0]) if ":" in sentence[0] else None
        start, end = sentence.span()
        opening = None if part else role_words.OPENING.match(sentence[0])
        if opening:
            start += opening.end()
        if part is not None:
            start, end = start + part.start, start + part.end
        elif not _may_part_work(sentence):
            continue
        passage = unit_groups.Passage(text[start:end], marks[start:end], start)
        groups = (
            unit_groups.labelled(passage, unit_groups.are_certain) if part else _of_prose(passage)
        )
        if groups is not None:
            yield _range(passage, groups, start, end)
        elif part and _is_plain_list(passage):
            yield _Range(start, end, is_unread=True)


def _may_part_work(sentence: re.Match[str]) -> bool:
    """Whether a sentence ends as one does that says who does what, at its place."""
    if not sentence[0].rstrip("。").endswith(role_words.ENDS_OF_VERBS):
        return False
    return bool(role_words.LEAD_IN.match(sentence[0])) or not _WORD.search(
        sentence.string, sentence.end()
    )


def _inside_sentences(text: str, marks: str) -> Iterator[_Range]:
    """Who leads, in the middle of a sentence: 由市应急局牵头，…; every name must be certain."""
    if "由" not in marks:
        return
    for led in _LED.finditer(marks):
        spans = dict.fromkeys((Span(*led.span()), Span(*led.span("lead"))))
        found = (_of_certain(text, marks, span) for span in spans)
        if part := next(filter(None, found), None):
            yield part


def _labels_inside(text: str, marks: str) -> Iterator[_Range]:
    """Lists behind a label in the middle of a sentence (…要明确，责任单位：县应急局).

    They are told, and not read: such a sentence may say how a list is to be written.
    """
    for sentence in _SENTENCE.finditer(marks) if ":" in marks else ():
        for label in role_words.LABEL.finditer(sentence[0]):
            start = sentence.start() + label.start()
            if label["role"] and sentence[0][label.start() - 1 : label.start()] in _GOES_ON:
                passage = unit_groups.Passage(
                    text[start : sentence.end()], marks[start : sentence.end()], start
                )
                if _is_of_units(passage) or _is_plain_list(passage):
                    yield _Range(start, sentence.end(), is_unread=True)
                break


def _is_of_units(passage: unit_groups.Passage) -> bool:
    """Whether a passage is nothing but roles with the certain names of bodies behind them."""
    return bool(unit_groups.labelled(passage, unit_groups.are_certain))


def _of_certain(text: str, marks: str, span: Span) -> _Range | None:
    """The entries of a stretch of a sentence, if it is a list: who leads must be certain."""
    passage = unit_groups.Passage(text[slice(*span)], marks[slice(*span)], span.start)
    groups = unit_groups.by_verbs(passage) or []
    names = [passage.marks[a:b] for group in groups for a, b in group.names]
    leading = [passage.marks[a:b] for group in groups[:1] for a, b in group.names]
    if not leading or not all(map(body_names.is_agency, leading)):
        return None
    if not all(map(body_names.has_form, names)):
        return None
    entries = _range(passage, groups, *span).entries
    return _Range(*span, tuple(entry._replace(inside=True) for entry in entries))


def _is_sign(passage: unit_groups.Passage) -> bool:
    """Whether brackets at the end of a sentence hold what only a list of units has.

    It is a label of a role before words, or verbs of whom the work is shared (牵头) after what may
    be names.
    """
    marks = passage.marks
    labels = list(role_words.LABEL.finditer(marks)) if ":" in marks else []
    for label, after in zip_longest(labels, labels[1:]):
        value = marks[label.end() : after.start() if after else len(marks)].strip(
            "。;," + blanks.CHARS
        )
        if label["role"] and not role_words.BARE.fullmatch(label["role"]) and value:
            return not role_words.NOBODY.fullmatch(value)
    groups = list(unit_groups.grouped(marks, 0, len(marks), ""))
    names = [marks[a:b] for group in groups for a, b in group.names]
    if any(map(body_names.is_of_a_sentence, names)):
        first = groups[0]
        leading = [marks[a:b] for a, b in first.names]
        return first.role in role_words.STRONG and all(map(body_names.is_agency, leading))
    if all(group.role for group in groups) and any(map(body_names.is_agency, names)):
        return True
    working = unit_groups.grouped(marks, 0, len(marks), "", with_work=True)
    shared = [group for group in working if group.role in role_words.SHARED]
    return any(body_names.is_possible(marks[a:b]) for group in shared for a, b in group.names)


def _is_plain_list(passage: unit_groups.Passage) -> bool:
    """Whether after the label of a role words stand as names do, and are none that are known."""
    labels = list(role_words.LABEL.finditer(passage.marks))
    if len(labels) != 1 or not labels[0]["role"] or labels[0]["role"] in role_words.BRACKETED_ONLY:
        return False
    if role_words.BARE.fullmatch(labels[0]["role"]) or role_words.OF_PEOPLE.fullmatch(
        labels[0]["role"]
    ):
        return False
    groups = list(
        unit_groups.grouped(passage.marks, labels[0].end(), len(passage.marks), labels[0]["role"])
    )
    names = [passage.marks[a:b] for group in groups for a, b in group.names]
    return (
        bool(names)
        and all(map(body_names.is_possible, names))
        and not any(map(unit_groups.starts_with_duty, names))
    )


def _of_prose(passage: unit_groups.Passage) -> list[unit_groups.Group] | None:
    """The groups of a sentence that is nothing but who does what."""
    groups = unit_groups.by_verbs(passage) or []
    names = [passage.marks[start:end] for group in groups for start, end in group.names]
    is_list = len(groups) > 1 and not any(map(role_words.LEAD_IN.search, names))
    return groups if is_list and all(map(body_names.has_form, names)) else None


def _from_label(sentence: str) -> Span | None:
    """From the first label of a role or time up to one that is neither."""
    start = None
    for label in role_words.LABEL.finditer(sentence):
        is_known = bool(label["role"] or label["deadline"])
        if start is not None and not is_known:
            return Span(start, label.start())
        before = sentence[max(0, label.start() - 1) : label.start()]
        if start is None and is_known and before not in _GOES_ON:
            start = label.start()
    return None if start is None else Span(start, len(sentence))


def _range(
    passage: unit_groups.Passage, groups: Sequence[unit_groups.Group], start: int, end: int
) -> _Range:
    """The entries of the groups; together they take all of `start:end`."""
    starts = [start, *(passage.at + group.start for group in groups[1:])]
    ends = [*starts[1:], end]
    entries = (
        Responsibility(
            group.role,
            tuple(_REMARK.sub("", passage.text[a:b]) for a, b in group.names),
            start,
            end,
        )
        for group, start, end in zip(groups, starts, ends, strict=False)
    )
    return _Range(start, end, tuple(entries))
