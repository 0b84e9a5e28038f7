"""Towns, streets and zones below the divisions of GB/T 2260, and the 兵团 beside them.

They have no code here: the code of a plan of theirs is that of the county they lie in.
"""

from __future__ import annotations

import re

from converters import lexicon
from converters.models.record import Township
from converters.text import pinyin

_WORDS = lexicon.words("divisions")


def _one_of(name: str) -> str:
    return f"(?:{lexicon.alternatives(_WORDS[name])})"


_HAN = "[\u4e00-\u9fff]"
_TOWN = re.compile(
    rf"(?P<stem>{_HAN}{{2,8}}?)(?P<ending>{_one_of('town_endings')})(?!{_one_of('not_after_towns')})"
)
_ZONE = re.compile(rf"(?P<stem>{_HAN}{{0,10}}?)(?P<ending>{_one_of('zone_endings')})")
_PROPER = frozenset(_WORDS["proper_zones"])
_BODY = re.compile(_one_of("bodies_of_localities"))
_ANY = re.compile(
    rf"(?:{_HAN}*(?:{_one_of('generic_ends')}|{_one_of('not_in_localities')}{_HAN}*)"
    rf"|{_one_of('generic_stems')})"
)
"""What stands before 镇 or 园区 where it is any of them (乡镇, 化工园区), or in a sentence."""

_OF_ALL = re.compile(
    rf"(?:{_one_of('generic_ends')}|{_one_of('generic_stems')})+"
    rf"|{_HAN}*{_one_of('not_in_localities')}{_HAN}*"
)
"""What stands before a town whose body follows, where it is any of them: 各乡; 某村镇 is one."""

_GOVERNMENT = re.compile("^人民政府")
_CORPS = re.compile(rf"(?P<name>{_one_of('corps')})(?P<part>第[一二三四五六七八九十]{{1,3}}师)?")


def at_start(text: str) -> Township | None:
    """The town, street or zone that a text starts with; None if it starts with none.

    Of words that are more often of any town (乡镇, 城镇) or zone (化工园区) it is none.

    Args:
        text: what stands after the name of the county; its government may stand between.
    """
    if found := alone_at_start(_GOVERNMENT.sub("", text)):
        return found
    town = _TOWN.match(text)
    if town and not _ANY.fullmatch(town["stem"]):
        return Township(town[0], _id(town["stem"]))
    zone = _ZONE.match(text)
    if not zone or (zone["stem"] and _ANY.fullmatch(zone["stem"])):
        return None
    if zone["stem"]:
        return Township(zone[0], _id(zone["stem"]))
    is_one = zone["ending"] in _PROPER or _BODY.match(text, zone.end())
    return Township(zone[0], _id(zone[0])) if is_one else None


def alone_at_start(text: str) -> Township | None:
    """The town or street that a text starts with before any county, where its body follows."""
    found = _TOWN.match(text)
    if not found or _OF_ALL.fullmatch(found["stem"]) or not _BODY.match(text, found.end()):
        return None
    return Township(found[0], _id(found["stem"]))


def corps_at_start(text: str) -> Township | None:
    """新疆生产建设兵团, or a division of it (第八师), if a text starts with it."""
    found = _CORPS.match(text)
    if not found:
        return None
    return Township(found[0], _WORDS["corps_id"] + _id(found["part"] or ""))


def _id(name: str) -> str:
    return "".join(pinyin.syllables(name)).lower()
