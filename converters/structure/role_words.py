"""Patterns of the words that tell who answers for what: roles, verbs, times, 等单位."""

from __future__ import annotations

import re

from converters import lexicon
from converters.structure.body_names import HIDDEN
from converters.text import blanks, numerals

_WORDS = lexicon.words("responsibility")


def one_of(*lists: str) -> str:
    """A pattern of the words of some lists of `responsibility.yml`."""
    words = (word for name in lists for word in _WORDS[name])
    return f"(?:{lexicon.alternatives(words)})"


_BLANK = blanks.IN_LINE
_PEOPLE = rf"{one_of('levels')}?{one_of('people')}"
_TASK = one_of("tasks")
_TASKS = rf"{_TASK}(?:{one_of('joiners')}?{_TASK})?"
_LEVEL = one_of("levels")
_UNITS = (
    rf"(?:{one_of('ranks')}?{_LEVEL}?{_TASKS}{_LEVEL}?{one_of('bearers')}|{one_of('group_units')})"
)
LABEL = re.compile(
    rf"(?:^|(?<=[;,。:])|(?<={_BLANK}))"
    rf"(?:(?P<role>{_UNITS}|{_PEOPLE}|{_TASKS})|(?P<deadline>{one_of('deadlines')})"
    rf"|[^;,、。:!?()\s{HIDDEN}]{{2,10}}){_BLANK}*:"
)
OF_PEOPLE = re.compile(_PEOPLE)
BARE = re.compile(_TASKS)
ROLE = re.compile(rf"{_UNITS}|{_PEOPLE}")
BRACKETED_ONLY = frozenset(_WORDS["bracketed_only"])
_COUNT = rf"(?:\d{{1,3}}|{numerals.HAN_NUMBER})?{one_of('others_counted')}?"
_OTHERS = rf"{one_of('and_others')}(?:{_COUNT}{one_of('others_which')}?{one_of('others')})?"
SEPARATOR = re.compile(
    rf"[、,;。]|{_BLANK}|(?<=[^、,;。:{blanks.CHARS}]){one_of('conjunctions')}"
    rf"|(?>{_OTHERS}){one_of('others_conjunctions')}"
    rf"|(?<=[^、,;。:{blanks.CHARS}]){one_of('others_conjunctions')}(?={one_of('for_all')})"
)
AND = re.compile(f"{one_of('names_joined')}(?!{one_of('own_beginnings')})")
LEAD_IN = re.compile(one_of("lead_ins"))
OPENING = re.compile(
    rf"(?:{one_of('opening_beginnings')}[^;,。:!?\n]{{1,40}}?{one_of('opening_ends')},)+"
)
AND_OTHERS = re.compile(rf"{_OTHERS}\Z")
VERB = re.compile(
    rf"{one_of('manners')}{{0,5}}?(?P<role>{one_of('verbs')})"
    rf"{one_of('manners', 'verbs')}{{0,2}}{one_of('objects')}?\Z"
)
_MAX_WORK = 12
WORK = re.compile(
    rf"{one_of('manners')}{{0,5}}?(?P<role>{one_of('verbs_with_work')})"
    rf"(?!{one_of('bearers', 'no_work')})(?P<work>[^;,、。:!?()\s{HIDDEN}]{{1,{_MAX_WORK}}})\Z"
)
ENDS_OF_VERBS = tuple(_WORDS["verbs"] + _WORDS["manners"] + _WORDS["objects"])
DUTY = re.compile(one_of("verbs", "manners"))
_ONE_LEVEL = rf"{one_of('levels_of_places')}{HIDDEN}*"
ALL_OF_LEVELS = re.compile(rf"各{_ONE_LEVEL}(?:、{_ONE_LEVEL})*")
OF_THEIR_LEVEL = re.compile(rf"{_ONE_LEVEL}(?:、{_ONE_LEVEL})*(?:人民政府|政府|党委)")
FIRST_OF_TWO = re.compile(
    rf"(?:{ALL_OF_LEVELS.pattern}|[^;,、。:!?()\s]{{1,20}}?){one_of('first_of_two')}"
)
SECOND_OF_TWO = re.compile(
    rf"{one_of('second_of_two')}(?=[;,、。)]|{one_of('verbs', 'manners', 'and_others')}|\Z)"
)
NOTE_BELOW = re.compile(f"[,。;]{one_of('notes_on_lists_below')}")
NOTE_BEHIND = re.compile(f"[。;]{one_of('notes_on_lists')}")
TIME = re.compile(rf"{one_of('time_beginnings')}|(?:\d{{1,4}}|{numerals.HAN_NUMBER})[年月]")
STRONG = frozenset(_WORDS["strong_verbs"])
SHARED = STRONG | {*_WORDS["verbs_with_work"]}
"""Verbs that in brackets at the end of a sentence show that something before them is a body."""
PERSON = re.compile("[\u4e00-\u9fff·×]{2,4}")
NOBODY = re.compile(rf"{one_of('nobody')}\d*")
