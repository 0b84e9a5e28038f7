"""Names of bodies by their form: how sure a word of a list is the name of one that has duties.

No list of endings is ever whole (市外办, 市贸促会), so that a name counts by more than its ending:
how it begins, and what else cannot be one.
"""

from __future__ import annotations

import re

from converters import lexicon

HIDDEN = "\0"
"""Stands for each character inside brackets, where nothing is looked for."""

_WORDS = lexicon.words("responsibility")
_AGENCIES = frozenset(_WORDS["agencies"])
_NO_BODIES = frozenset(_WORDS["no_bodies"])
_ENDINGS = tuple(_WORDS["agency_endings"])
_ENDS_OF_OTHER_WORDS = tuple(_WORDS["agency_exceptions"])
_OF_A_LEVEL = re.compile(
    rf"(?!{lexicon.alternatives(_WORDS['other_beginnings'])})"
    rf"(?:{lexicon.alternatives(_WORDS['body_beginnings'])})[\u4e00-\u9fff\w“”\"{HIDDEN}]{{1,18}}"
)
_OF_A_PLACE = re.compile(
    rf"[\u4e00-\u9fff]{{2,7}}?(?:{lexicon.alternatives(_WORDS['levels_of_places'])})[\u4e00-\u9fff]"
)
_WORD = re.compile(rf"[\u4e00-\u9fff\w“”\"·{HIDDEN}]{{2,20}}")
_OF_A_SENTENCE = re.compile(
    rf"(?:{lexicon.alternatives(_WORDS['sentence_beginnings'])})"
    rf"|.*(?:{lexicon.alternatives(_WORDS['sentence_words'])})"
    rf"|.*(?:{lexicon.alternatives(_WORDS['sentence_endings'])})\Z"
)


def is_agency(name: str) -> bool:
    """Whether a name is certain by its own form: it ends as the names of agencies do.

    Args:
        name: marks half-width, each character in brackets HIDDEN.
    """
    name = name.rstrip(HIDDEN)
    is_other = name.endswith(_ENDS_OF_OTHER_WORDS)
    if name in _NO_BODIES:
        return False
    return name in _AGENCIES or (name[1:].endswith(_ENDINGS) and not is_other)


def is_bare(name: str) -> bool:
    """Whether a name is only the end of one: 部门, 街道."""
    return name in _ENDINGS


def is_of_level(name: str) -> bool:
    """Whether a name is certain by both its ends: 县应急局, 宜春市水利局, 各乡镇人民政府."""
    begins = _OF_A_LEVEL.fullmatch(name) or _OF_A_PLACE.match(name)
    return is_agency(name) and bool(begins)


def has_form(name: str) -> bool:
    """Whether a name is certain, or begins with a level as names in short do: 市外办, 县大数据."""
    return is_agency(name) or (bool(_OF_A_LEVEL.fullmatch(name)) and not _is_other(name))


def is_possible(name: str) -> bool:
    """Whether a name may be one where everything beside it says that there is one."""
    if is_agency(name):
        return True
    is_no_body = is_bare(name) or name in _NO_BODIES or _is_other(name)
    return bool(_WORD.fullmatch(name)) and not is_no_body


def is_of_a_sentence(name: str) -> bool:
    """Whether a word belongs to running text: 如发生事故."""
    return bool(_OF_A_SENTENCE.match(name)) and not is_agency(name)


def _is_other(name: str) -> bool:
    return name.endswith(_ENDS_OF_OTHER_WORDS) or is_of_a_sentence(name)
