"""Administrative divisions: names and codes of GB/T 2260, at county level and above.

`data/divisions.tsv` has the divisions of today and those that were abolished or renamed since 2007,
with the years in which they were listed: a plan speaks of the divisions of its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from converters import lexicon
from converters.models.record import Place
from converters.text import pinyin

_WORDS = lexicon.words("divisions")
_LEVELS = lexicon.glossary("levels")
_COMMON_WORDS = frozenset(_WORDS["common_words"])
_ENDING = re.compile(rf"(?:{lexicon.alternatives(_WORDS['endings'])})$")
_AUTONOMOUS = re.compile(
    rf"(?P<name>.{{2,}}?)(?:(?:{lexicon.alternatives(_WORDS['peoples'])})族?)+自治(?P<level>[区州县旗])"
)
_LAST = frozenset(ending[-1] for ending in _WORDS["endings"])
_LONGEST = 15
_SHORTEST = 2
_LONGEST_PROVINCE = 3
"""Characters of the short name of a province: 黑龙江."""

_IS_HAN = re.compile("[\u4e00-\u9fff]")
_NOT_AFTER = frozenset(_WORDS["not_after_divisions"])
_CLOSING = frozenset("）)")
_MUNICIPALITIES = ("11", "12", "31", "50")
_DIRECT = "90"
"""Prefecture digits of counties that stand directly under a province."""


def level(adcode: str) -> str:
    """The level of a division by its code (GB/T 2260): below its level all digits are 0.

    >>> level("310000"), level("360900"), level("620724")
    ('省级', '地级', '县级')
    """
    if adcode == NATION.adcode:
        return _LEVELS["nation"]
    if adcode.endswith("0000"):
        return _LEVELS["province"]
    return _LEVELS["prefecture" if adcode.endswith("00") else "county"]


@dataclass(frozen=True)
class Division:
    """One division; `since` and `until` are years, None where the list has no bound."""

    adcode: str
    name: str
    since: int | None = None
    until: int | None = None

    @property
    def short(self) -> str:
        """The name without its ending (宜春市 -> 宜春), never of one character (蔚县)."""
        shorter = _ENDING.sub("", short_form(self.name))
        return shorter if len(shorter) > 1 else self.name

    def listed(self, year: int) -> bool:
        """Whether the division was there in a year."""
        return (self.since or year) <= year <= (self.until or year)


NATION = Division(**_WORDS["nation"])
"""The whole country: no division, but the place of documents that are of none."""


@dataclass(frozen=True)
class Lineage:
    """A division with those above it; None where there is none (GB/T 2260 has only a stand-in)."""

    division: Division
    province: str
    city: str | None
    county: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """From the province down."""
        found = (self.province, self.city, self.county)
        return tuple(dict.fromkeys(name for name in found if name))

    @property
    def place(self) -> Place:
        """The place of a plan of the division, as its record has it."""
        if self.division == NATION:
            return Place(NATION.adcode)
        return Place(self.division.adcode, self.province, self.city, self.county)


def short_form(name: str) -> str:
    """The short form of an autonomous division: 阿坝藏族羌族自治州 -> 阿坝州; else the name."""
    found = _AUTONOMOUS.fullmatch(name)
    return found["name"] + found["level"] if found else name


@cache
def every() -> tuple[Division, ...]:
    """All divisions, by code."""
    text = (files("converters") / "data" / "divisions.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(map(_division, lines))


def _division(line: str) -> Division:
    code, name, since, until = (*line.split("\t"), "", "")[:4]
    return Division(code, name, int(since) if since else None, int(until) if until else None)


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for division in every():
        for name in dict.fromkeys((division.name, short_form(division.name))):
            found[name] = (*found.get(name, ()), division)
    return found


@cache
def _by_code() -> dict[str, tuple[Division, ...]]:
    found: dict[str, tuple[Division, ...]] = {}
    for division in every():
        found[division.adcode] = (*found.get(division.adcode, ()), division)
    return found


@cache
def _provinces() -> dict[str, Division]:
    return {division.short: division for division in every() if division.adcode.endswith("0000")}


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(name[0] for name in (*_by_name(), *_provinces()))


def of_code(adcode: str, year: int | None = None) -> Division | None:
    """The division of a code: as of a year if it can be told, else the one listed last."""
    if adcode == NATION.adcode:
        return NATION
    found = _by_code().get(adcode, ())
    fitting = [one for one in found if year is not None and one.listed(year)]
    return max(fitting or found, key=lambda one: one.until or 9999, default=None)


def lineage(division: Division) -> Lineage:
    """A division with those above it."""
    code = division.adcode
    province = of_code(f"{code[:2]}0000")
    above = of_code(f"{code[:4]}00", division.until)
    is_county = not code.endswith("00")
    has_city = code[2:4] not in ("00", _DIRECT) and code[:2] not in _MUNICIPALITIES
    city = above.name if has_city and above else None
    county = division.name if is_county else None
    return Lineage(division, province.name if province else division.name, city, county)


def above(lower: Division, upper: Division) -> bool:
    """Whether `upper` is a division that `lower` is part of, or the same one."""
    stem = upper.adcode.rstrip("0")
    stem += "0" * (len(stem) % 2)
    return lower.adcode.startswith(stem)


def at_start(text: str) -> tuple[Division, ...]:
    """The divisions that a text may start with: the lowest of a chain 江苏省常州市武进区.

    More than one if the name alone does not tell (朝阳区 is in 北京市 and in 长春市).
    """
    return chain_at_start(text)[0]


def chain_at_start(text: str) -> tuple[tuple[Division, ...], int]:
    """`at_start`, and how many characters the chain has."""
    if text[:1] not in _first_characters():  # most texts: asked at every place before a name
        return (), 0
    heads = [(division, size) for division, size in _named(text) if not _is_word(text[:size])]
    for size in range(_SHORTEST, _LONGEST_PROVINCE + 1):
        province = _provinces().get(text[:size])
        if province and any(_named(text[size : size + _LONGEST])):
            heads.append((province, size))
    chains = [chain for division, size in heads for chain in _lowest(text, division, size)]
    longest = max((size for _, size in chains), default=0)
    found = dict.fromkeys(division for division, size in chains if size == longest)
    return tuple(found), longest


def _lowest(text: str, division: Division, size: int) -> Iterator[tuple[Division, int]]:
    """The ends of all chains that go on from a division, and the length of each."""
    yield division, size
    for lower, more in _named(text[size : size + _LONGEST]):
        if lower.name != division.name and above(lower, division):
            yield from _lowest(text, lower, size + more)


def _named(text: str) -> Iterator[tuple[Division, int]]:
    """Divisions whose name the text starts with, the longest name first."""
    for size in range(min(_LONGEST, len(text)), 1, -1):
        if text[size - 1] in _LAST:
            yield from ((division, size) for division in _by_name().get(text[:size], ()))


def _is_word(name: str) -> bool:
    return name in _COMMON_WORDS


def mentioned(text: str) -> Iterator[tuple[str, int]]:
    """Names of divisions in a text and the places where they end; of several, the longest.

    A name of two characters that other characters stand beside is more often part of other words
    (总和县域): it counts only where nothing but itself, or what lies above it, stands there.
    """
    names = _by_name()
    for end, char in enumerate(text, 1):
        if char in _LAST:
            for size in range(min(_LONGEST, end), 1, -1):
                name = text[end - size : end]
                if name in names and name not in _COMMON_WORDS:
                    if size > _SHORTEST or _stands_alone(text, end - size, end):
                        yield name, end
                    break


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing stands before a place but one that it is part of, and no level after it.

    A level alone or in brackets goes on in other words: 自治区、市和县三级, 市（州）和县.
    """
    if text[end : end + 1] in _NOT_AFTER or text[start - 1 : start] in _CLOSING:
        return False
    if not start or not _IS_HAN.match(text, start - 1):
        return True
    places = named(text[start:end])
    heads = (named(text[max(0, start - size) : start]) for size in range(_SHORTEST, _LONGEST + 1))
    return any(above(lower, upper) for head in heads for upper in head for lower in places)


def named(name: str) -> tuple[Division, ...]:
    """The divisions of a name, in full or in the short form of an autonomous one."""
    return _by_name().get(name, ())


def romanized(division: Division) -> str:
    """The name in pinyin without tones, as it stands in a work id: 宜春市 -> yichun."""
    known: dict[str, str] = _WORDS["romanized"]
    if division.short in known:
        return known[division.short]
    own: dict[str, str] = _WORDS["characters"]
    read = zip(division.name, pinyin.syllables(division.name), strict=True)
    syllables = [own.get(char, syllable) for char, syllable in read]
    return "".join(syllables[: len(division.short)]).lower()
