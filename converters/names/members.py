"""What a numbered term counts: the members that a text lists for “五个到位”, “三化”, 三大体系.

The list stands right before the term (甲、乙、丙“三化”), in a frame before it (以“甲、乙”为内容的
“双争”), or after it (“三化”（甲、乙）). Where the first member begins is seldom marked, as a verb
stands before it: it is taken only where the form of the other members shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.text import blanks, numerals, punctuation
from converters.text.mapped_text import Span

_WORDS = lexicon.words("members")


class Members(NamedTuple):
    """The members that a text lists for a term, each a range of it, in order.

    `and_others` says that the list is open: 等 follows the last.
    """

    spans: tuple[Span, ...]
    and_others: bool


def _one_of(*lists: str) -> str:
    words = (word for name in lists for word in _WORDS[name])
    return f"(?:{lexicon.alternatives(words)})"


_REACH = 400
"""How far from a term its list may reach, in characters: a bound, so that time stays linear."""

_MAX_MEMBER = 40
_FEWEST = 2
"""Fewer than two make no list, and a member of one character may be the end of a longer one."""

_MAX_GAP = 16
"""How many characters of a noun may stand between a frame and its term."""

_SPARE = 2
"""By how many characters the lengths of members may differ where little else shows them."""

_HIDDEN = "\0"
"""Stands for each character in brackets or quotes, and of words that only look like others."""

_OPENING, _CLOSING = "“‘「『", "”’」』"
_PAIRS = {**dict(zip(_OPENING, _CLOSING, strict=True)), "(": ")"}
_STOPS = rf",;:。!?\n(){_OPENING}{_CLOSING}"
_GAP = rf"[^、{_STOPS}]{{0,{_MAX_GAP}}}?"
_NOUN = rf"[^、的{_STOPS}]{{0,6}}?"
"""A noun after a term, as 行为 after “三违”; what has 的 in it is something else."""

_NUMERALS: dict[str, int] = _WORDS["numerals"]
_NUMERAL = re.compile(f"[{numerals.HAN_DIGITS}{''.join(_NUMERALS)}]+")
_COUNTED_ONES = re.compile(rf"(?P<count>{numerals.HAN_NUMBER})个一.{{0,2}}")
_MEASURE = re.compile(_one_of("measures"))
_NOT_COUNTED = re.compile(rf"{_one_of('not_counted')}|大?\Z")
_PLACE = re.compile(rf".(?!{_one_of('place_exceptions')}){_one_of('places')}")
_ORDINAL = re.compile(rf"{_one_of('ordinals')}\Z")

_OTHERS = re.compile(rf"{_one_of('and_others')}\Z")
_ANY_OTHERS = re.compile(_one_of("and_others"))
_NO_OTHERS = re.compile(_one_of("and_others_exceptions"))
_MAYBE_OTHERS = tuple(_WORDS["and_others_exceptions"])
"""Of these 等 is a part, or it follows one (服务水平等): at the end of a list nobody can tell."""

_CONJUNCTION = re.compile(_one_of("conjunctions"))
_NO_CONJUNCTION = re.compile(_one_of("conjunction_exceptions"))
_LEADS = re.compile(rf"{_one_of('leads')}+")
_ENDS_OF_LEADS = tuple(_WORDS["leads"])
_CONJUNCTIONS = tuple(_WORDS["conjunctions"])
_NO_END_OF_A_MEMBER = (*_ENDS_OF_LEADS, *_CONJUNCTIONS, "的")
_FRAME = re.compile(rf"{_one_of('frame_closings')}{_GAP}\Z")
_FRAME_OPENING = re.compile(rf"{_one_of('frame_openings')}(?!及)")
_NO_ANNOUNCEMENT = f"(?!{_one_of('announcing_exceptions')})"
_EXPLAINED = re.compile(
    rf"(?:,?{_NO_ANNOUNCEMENT}{_one_of('namely')}"
    rf"|{_NOUN},?{_NO_ANNOUNCEMENT}{_one_of('explanations')}):?"
)
_EXPLAINED_INSIDE = re.compile(rf"(?:{_NO_ANNOUNCEMENT}{_one_of('namely', 'explanations')}:?)?")
_ANNOUNCED = re.compile(rf"{_NOUN}:")
_NO_LIST = re.compile(_one_of("no_list"))
_BOUNDARY = re.compile(rf"[{_STOPS}]")
_SENTENCE_END = re.compile(r"[。!?\n]")


def has_number(name: str) -> bool:
    """Whether a name counts at all, plainly or not: 五个到位, 双五进, 三比三争."""
    return bool(_NUMERAL.search(name))


def stated_count(name: str) -> int | None:
    """How many things a numbered term counts, None where its name does not say it plainly.

    It does with one number that is more than one (五个到位, 行政执法三项制度), also where 一 is
    what is counted (十个一). Two numbers (四不两直, 双五进) may count apart or one the other.

    Args:
        name: without quotes.
    """
    ones = _COUNTED_ONES.fullmatch(name)
    if ones:
        return _more_than_one(ones["count"])
    found = list(_NUMERAL.finditer(name))
    if len(found) != 1:
        return None
    start, end = found[0].span()
    if _ORDINAL.search(name, 0, start) or _NOT_COUNTED.match(name, end):
        return None
    if start == 0 and _PLACE.match(name, end) and not _MEASURE.match(name, end):
        return None
    # Inside a name a numeral may be part of a place (长三角): there a measure has to follow it, or
    # one character that ends the name (安全三问).
    is_certain = start == 0 or found[0][0] in _NUMERALS or _MEASURE.match(name, end)
    ends_the_name = start > 1 and end == len(name) - 1
    return _more_than_one(found[0][0]) if is_certain or ends_the_name else None


def _more_than_one(numeral: str) -> int | None:
    value = _NUMERALS.get(numeral) or numerals.parse(numeral)
    return value if value and value > 1 else None


def listed(text: str, start: int, end: int) -> Members | None:
    """The members that a paragraph lists for a numbered term, None if none is certain.

    There may be more or fewer than the name states.

    Args:
        text: of the paragraph, marks full- or half-width.
        start: of the term's name in it, without quotes.
        end: of the same.
    """
    first, last = max(0, start - _REACH), end + _REACH
    marks = punctuation.fold(text[first:last])
    term = Span(start - first, end - first)
    count = stated_count(text[start:end])
    found = _after(marks, term.end, count, last < len(text))
    found = found or _before(marks, term.start, count, first > 0)
    if not found:
        return None
    spans = tuple(Span(a + first, b + first) for a, b in found.spans)
    return Members(spans, found.and_others)


# Lists after a term


def _after(marks: str, at: int, count: int | None, is_cut: bool) -> Members | None:
    """The list that a bracket, 即, 包括 or a colon after the term announces.

    Args:
        marks: the text around the term.
        at: where the term ends.
        count: what its name states.
        is_cut: whether there is more text after `marks`.
    """
    at = _skip(marks, at, blanks.CHARS)
    if marks[at : at + 1] in (*_CLOSING, '"'):
        at = _skip(marks, at + 1, blanks.CHARS)
    if marks.startswith("(", at):
        return _bracketed(marks, at, count)
    explained = _EXPLAINED.match(marks, at)
    if explained:
        return _explained(marks, explained.end(), count, is_cut)
    announced = _ANNOUNCED.match(marks, at)
    return _announced(marks, announced.end(), count, is_cut) if announced else None


def _bracketed(marks: str, at: int, count: int | None) -> Members | None:
    held = _held(marks, at)
    if not held:
        return None
    end = held.end
    start = _EXPLAINED_INSIDE.match(marks, *held)
    assert start, "matches any text"
    begin = start.end()
    is_explained = begin > at + 1
    if re.search("[。:!?]", marks[begin:end]) or _NO_LIST.match(marks, begin, end):
        return None
    stop, others = _without_others(marks, begin, end)
    spans = _split(marks, begin, stop, "、") or _split(marks, begin, stop, "[,;]")
    # Commas part members too, and clauses: then only the number shows which.
    if not spans or not (is_explained or "、" in marks[begin:stop] or len(spans) == count):
        return None
    return Members(spans, others)


def _explained(marks: str, at: int, count: int | None, is_cut: bool) -> Members | None:
    if marks.startswith(tuple(_OPENING), at):
        held = _held(marks, at)
        spans = _split(marks, *held, "[、,;]") if held else ()
        others = bool(held and _ANY_OTHERS.match(marks, held.end + 1))
        return Members(spans, others) if spans else None
    stop = _BOUNDARY.search(_hidden(marks[at:]))
    if not stop and is_cut:
        return None
    end = at + stop.start() if stop else len(marks)
    end, others = _without_others(marks, at, end)
    spans = _split(marks, at, end, "、")
    return Members(_joined(marks, spans, count), others) if spans else None


def _announced(marks: str, at: int, count: int | None, is_cut: bool) -> Members | None:
    """After a bare colon anything may follow: the number of members has to be the stated one."""
    stop = _SENTENCE_END.search(marks, at)
    if not stop and is_cut:
        return None
    end = stop.start() if stop else len(marks)
    for separator in (";", "、", ","):
        if separator in marks[at:end]:
            spans = _split(marks, at, end, separator)
            return Members(spans, and_others=False) if len(spans) == count else None
    return None


def _without_others(marks: str, start: int, end: int) -> tuple[int, bool]:
    """Where a list ends before 等 and what follows it, and whether there is one.

    Where nobody can tell, the list ends at its start: it holds nothing.
    """
    begin = max(start, marks.rfind("、", start, end) + 1)
    found = _ANY_OTHERS.search(marks, begin, end)
    if found and _NO_OTHERS.search(marks, begin, end):
        return start, False
    return (found.start(), True) if found else (end, False)


# Lists before a term


def _before(marks: str, at: int, count: int | None, is_cut: bool) -> Members | None:
    """The list that ends right before the term, or before its frame.

    Args:
        marks: the text around the term.
        at: where the term starts.
        count: what its name states.
        is_cut: whether there is more text before `marks`.
    """
    is_quoted = marks[:at].endswith((*_OPENING, '"'))
    end = _skip_back(marks, at - is_quoted)
    frame = _FRAME.search(marks, max(0, end - 2 * _MAX_GAP), end)
    end = frame.start() if frame else end
    if marks[:end].endswith(_MAYBE_OTHERS):
        return None
    others = _OTHERS.search(marks, max(0, end - _MAX_GAP), end)
    end = _skip_back(marks, others.start() if others else end)
    if marks[:end].endswith(tuple(_CLOSING)):
        spans = _quoted(marks, end)
        # “甲”“乙”“三化”: beside its list a quoted term would look like one more of it.
        is_apart = frame or others or not is_quoted
        return Members(spans, bool(others)) if spans and is_apart else None
    begin, hidden = _clause(marks, end)
    if begin == 0 and is_cut:
        return None
    spans = _unquoted(hidden, begin, end, count, bool(frame))
    return Members(spans, bool(others)) if spans else None


def _quoted(marks: str, end: int) -> tuple[Span, ...]:
    """Members in one pair of quotes, or each in its own, up to `end`."""
    items: list[Span] = []
    while marks[:end].endswith(tuple(_CLOSING)):
        pair = next((pair for pair in _pairs(marks[:end]) if pair.end == end), None)
        if not pair:
            return ()
        items.append(Span(pair.start + 1, end - 1))
        end = pair.start
        if marks[:end].endswith("、") and marks[: end - 1].endswith(tuple(_CLOSING)):
            end -= 1
    if marks[:end].endswith(("、", *_CONJUNCTIONS)):
        return ()  # members without quotes stand before them
    if len(items) == 1:
        return _split(marks, *items[0], "[、,;]")
    spans = tuple(reversed(items))
    return spans if all(0 < b - a <= _MAX_MEMBER for a, b in spans) else ()


def _clause(marks: str, end: int) -> tuple[int, str]:
    """Where the clause that ends at `end` begins, and the text with its pairs hidden."""
    hidden = _hidden(marks[:end])
    stops = [stop.end() for stop in _BOUNDARY.finditer(hidden)]
    return (stops[-1] if stops else 0), hidden


def _unquoted(
    hidden: str, begin: int, end: int, count: int | None, is_framed: bool
) -> tuple[Span, ...]:
    """Members of a clause up to `end`; none if it is not certain where the first begins."""
    visible = _masked(hidden[begin:end], _NO_OTHERS)
    earlier = list(_ANY_OTHERS.finditer(visible))
    if earlier:
        begin += earlier[-1].end()  # another list ends there
    parts = [Span(*_trimmed(hidden, *part)) for part in _parts(hidden, begin, end, "、")]
    if hidden.endswith(_NO_END_OF_A_MEMBER, begin, end) or not all(a < b for a, b in parts):
        return ()
    whole, *apart = (_from_first(hidden, way, count, is_framed) for way in _ways(hidden, parts))
    if not apart or len(parts) == count:
        return whole
    split = apart[0]
    return split if split and (len(split) == count or _is_alike(hidden, split)) else ()


def _ways(hidden: str, parts: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The parts as they are, and if 和 joins the last two, these apart."""
    yield parts
    *others, last = parts
    joint = _only_conjunction(hidden, last)
    if joint:
        yield [*others, Span(last.start, joint.start), Span(joint.end, last.end)]


def _only_conjunction(hidden: str, part: Span) -> Span | None:
    visible = _masked(hidden[part.start : part.end], _NO_CONJUNCTION)
    joints = list(_CONJUNCTION.finditer(visible, 1, max(1, len(visible) - 1)))
    if len(joints) != 1:
        return None
    return Span(part.start + joints[0].start(), part.start + joints[0].end())


def _joined(marks: str, spans: tuple[Span, ...], count: int | None) -> tuple[Span, ...]:
    """Members between certain edges: the last parted at 和 where the number or form asks for it."""
    *ways, split = _ways(marks, spans)
    if ways and len(spans) != count and (len(split) == count or _is_alike(marks, split)):
        return tuple(split)
    return spans


def _is_alike(hidden: str, spans: Sequence[Span]) -> bool:
    """Whether all members are of one length or begin alike."""
    words = [hidden[a:b] for a, b in spans]
    return len(set(map(len, words))) == 1 or bool(_common_beginning(words))


def _from_first(
    hidden: str, parts: Sequence[Span], count: int | None, is_framed: bool
) -> tuple[Span, ...]:
    """The parts, of the first only the member; none if that is not certain or there is one part."""
    words = [hidden[a:b] for a, b in parts]
    # Two members are too few to show a form: the name has to say that there are two.
    if len(words) < _FEWEST or len(words) == _FEWEST != count:
        return ()
    if max(map(len, words)) > 2 * _MAX_MEMBER:
        return ()
    lead = _frame_lead(words[0]) if is_framed else _lead(words[0], words[1:])
    if lead is None or not 0 < len(words[0]) - lead <= _MAX_MEMBER:
        return ()
    return (Span(parts[0].start + lead, parts[0].end), *parts[1:])


def _frame_lead(first: str) -> int | None:
    openings = list(_FRAME_OPENING.finditer(first))
    return openings[-1].end() if openings else None


def _lead(first: str, others: Sequence[str]) -> int | None:
    """How much of the first part stands before the first member, None if no form shows it."""
    lead = _lead_by_beginning(first, others) if len(others) > 1 else None
    if lead is None:
        lead = _lead_by_length(first, others)
    if lead is None:
        lead = _lead_by_end(first, others)
    # After 和 the member would not be the first.
    return None if lead is None or first.endswith(_CONJUNCTIONS, 0, lead) else lead


def _lead_by_beginning(first: str, others: Sequence[str]) -> int | None:
    """The members begin alike: 应急知识|进机关、进企业、进社区."""
    lengths = set(map(len, others))
    # A last member that is much longer than the others holds words that are not of the list.
    if len(others[-1]) > max(map(len, others[:-1])) + _SPARE:
        return None
    prefix = _common_beginning(others)
    for size in range(len(prefix), 0, -1):
        # One character in common may be chance: then the lengths have to be near each other.
        spare = _SPARE if size == 1 else max(lengths)
        near = range(min(lengths) - spare, max(lengths) + spare + 1)
        places = [
            at
            for at in _places(first, prefix[:size])
            if len(first) - at in near and not first[: at + 1].endswith(_ENDS_OF_LEADS)
        ]
        if len(places) > 1:
            places = [at for at in places if len(first) - at in lengths]
        if places:
            return places[0] if len(places) == 1 else None
    return None


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _lead_by_length(first: str, others: Sequence[str]) -> int | None:
    """The members are of one length, and a verb or nothing stands before: 做到|人防、技防、物防."""
    length = len(others[0])
    if length < _FEWEST or any(len(other) != length for other in others) or len(first) < length:
        return None
    lead = len(first) - length
    return lead if lead == 0 or first.endswith(_ENDS_OF_LEADS, 0, lead) else None


def _lead_by_end(first: str, others: Sequence[str]) -> int | None:
    """The members end alike, and only verbs stand before: 推进|规范化、绿化、亮化."""
    lengths = set(map(len, others))
    if len({word[-1] for word in (first, *others)}) > 1 or len(others) == 1:
        return None
    near = range(max(_FEWEST, min(lengths) - 1), max(lengths) + 2)
    leads = [
        lead
        for lead in (len(first) - length for length in near)
        if lead > 0 and _LEADS.fullmatch(first, 0, lead)
    ]
    return leads[0] if len(leads) == 1 else None


# Texts and their parts


def _hidden(marks: str) -> str:
    """The text with each pair of brackets or quotes hidden; a mark without its partner stays."""
    out = list(marks)
    for start, end in _pairs(marks):
        out[start:end] = _HIDDEN * (end - start)
    return "".join(out)


def _pairs(marks: str) -> Iterator[Span]:
    """Brackets and quotes with what they hold, inner before outer."""
    opened: list[int] = []
    for at, mark in enumerate(marks):
        if mark in _PAIRS:
            opened.append(at)
        elif opened and mark == _PAIRS[marks[opened[-1]]]:
            yield Span(opened.pop(), at + 1)


def _held(marks: str, at: int) -> Span | None:
    """What the bracket or quote at `at` holds."""
    pair = next((pair for pair in _pairs(marks[at:]) if pair.start == 0), None)
    return pair and Span(at + 1, at + pair.end - 1)


def _common_beginning(words: Sequence[str]) -> str:
    """What all words begin with: the first and last in their order differ the most."""
    first, last = min(words), max(words)
    size = next((at for at, char in enumerate(first) if last[at] != char), len(first))
    return first[:size]


def _masked(text: str, words: re.Pattern[str]) -> str:
    """The text with the words hidden."""
    return words.sub(lambda found: _HIDDEN * len(found[0]), text)


def _parts(text: str, start: int, end: int, separator: str) -> Iterable[Span]:
    at = start
    for found in re.compile(separator).finditer(text, start, end):
        yield Span(at, found.start())
        at = found.end()
    yield Span(at, end)


def _split(marks: str, start: int, end: int, separator: str) -> tuple[Span, ...]:
    """The members between certain edges, none if there is only one or one is no name."""
    hidden = _hidden(marks[start:end])
    spans = tuple(
        Span(start + a, start + b)
        for a, b in (_trimmed(hidden, *part) for part in _parts(hidden, 0, len(hidden), separator))
    )
    return spans if len(spans) > 1 and all(0 < b - a <= _MAX_MEMBER for a, b in spans) else ()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start = _skip(text, start, blanks.CHARS, end)
    while start < end and blanks.is_blank(text[end - 1]):
        end -= 1
    return start, end


def _skip(text: str, at: int, chars: str, end: int | None = None) -> int:
    end = len(text) if end is None else end
    while at < end and text[at] in chars:
        at += 1
    return at


def _skip_back(text: str, end: int) -> int:
    while end and blanks.is_blank(text[end - 1]):
        end -= 1
    return end
