"""Automatic numbers as Word shows them (ECMA-376 Part 1, 17.9; [MS-OI29500] 2.1.276 to 2.1.300).

A paragraph names an instance of a list (`w:num`) and a level of it; the instance names an abstract
definition (`w:abstractNum`) and may override levels of it. What counts is the abstract definition:
two instances of one go on with each other's numbers, unless one says where it starts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from converters.readers import number_formats
from converters.readers.wordprocessing import symbols
from converters.readers.wordprocessing.properties import switch, whole
from converters.readers.wordprocessing.styles import ParagraphStyle, Styles, font_of
from converters.readers.wordprocessing.xml_tree import Node

LEVELS = 9
_MAX_LINKS = 8
"""Definitions that refer to one another by styles of lists."""

MAX_TEXT = 31
"""Characters of a number; Word makes none that is longer ([MS-OI29500] 2.1.283)."""

_PLACEHOLDER = re.compile("%([1-9])")
_DECIMAL = "decimal"
_PADDED = "decimalZero"
_LETTER_AS_RING = "o"
"""In Courier New it is the bullet of the second level that Word offers."""

_BULLET, _RING = "•", "◦"


@dataclass(frozen=True)
class Level:
    """A level of a list.

    Args:
        start: the first value.
        format: a name of `number_formats`.
        text: `%1.%2`; the value of level 1 stands for `%1`. Of bullets the bullet.
        is_legal: whether the values of all levels are written in decimals in it (`w:isLgl`).
        restart: it begins again after a level above this one (from 0); 0 if it never does.
        style: the id of the paragraph style that is linked to it.
        suffix: what follows the number: `tab`, `space` or `nothing`.
        font: of the number.
        custom: what a `custom` format says of itself.
        is_hidden: whether the number is hidden text.
    """

    start: int = 0
    format: str = _DECIMAL
    text: str = ""
    is_legal: bool = False
    restart: int = LEVELS
    style: str = ""
    suffix: str = "tab"
    font: str = ""
    custom: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class List:
    """An instance of a list: its levels, the definition that counts, and where it starts anew."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(frozen=True)
class Shown:
    """A number as it is shown; `is_known` tells whether the formats that write it are."""

    text: str
    level: int
    suffix: str
    is_known: bool
    is_hidden: bool


class Numbering:
    """The lists of a document."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        """The lists of a part `numbering`; without one there are none."""
        nodes = root.children if root else []
        self._styles = styles
        self._definitions = {
            one.attributes.get("w:abstractNumId", ""): one
            for one in nodes
            if one.name == "w:abstractNum"
        }
        self._instances = {
            one.attributes.get("w:numId", ""): one for one in nodes if one.name == "w:num"
        }
        self._of_styles = {
            style: name
            for name, one in reversed(self._definitions.items())
            if (style := one.value("w:styleLink")) is not None
        }
        self._levels: dict[str, Mapping[int, Level]] = {}
        self._lists: dict[str, List | None] = {}

    def of_id(self, number: str) -> List | None:
        """The list that a paragraph names by `w:numId`; None if it is in none."""
        if number not in self._lists:
            self._lists[number] = self._list(number)
        return self._lists[number]

    def place(self, numbering: Node | None, style: ParagraphStyle) -> tuple[str, List, int] | None:
        """The list and the level that a paragraph is in, by its own properties and its style.

        Args:
            numbering: `w:numPr` of the paragraph.
            style: its style.

        Returns:
            The id of the list, the list, the level from 0; None if the paragraph has no number.
        """
        own = numbering.value("w:numId") if numbering else None
        said = numbering.value("w:ilvl") if numbering else None
        number = style.number if own is None else own
        found = self.of_id(number)
        if found is None:
            return None
        if said is not None:
            level = whole(said)
        else:
            level = _level_of(found, style, is_own=own is not None and own != style.number)
        return (number, found, level) if level in found.levels else None

    def _list(self, number: str) -> List | None:
        node = self._instances.get(number)
        definition = self._definition(node.value("w:abstractNumId") or "") if node else None
        if node is None or definition is None:
            return None
        levels = dict(self._levels_of(definition))
        starts: dict[int, int] = {}
        for override in (one for one in node.children if one.name == "w:lvlOverride"):
            at = whole(override.attributes.get("w:ilvl"))
            if not 0 <= at < LEVELS:
                continue
            if (inner := override.child("w:lvl")) is not None:
                levels[at] = _level(inner)
            if (start := override.value("w:startOverride")) is not None and at in levels:
                starts[at] = whole(start)
                levels[at] = replace(levels[at], start=starts[at])
        return List(definition, levels, starts)

    def _definition(self, name: str) -> str | None:
        """A definition that has levels: that of a name, or the one that its style of lists has."""
        for _ in range(_MAX_LINKS):
            node = self._definitions.get(name)
            if node is None:
                return None
            if (link := node.value("w:numStyleLink")) is None:
                return name
            instance = self._instances.get(self._styles.number_of(link))
            linked = instance.value("w:abstractNumId") if instance else None
            name = self._of_styles.get(link, "") if linked is None or linked == name else linked
        return None

    def _levels_of(self, definition: str) -> Mapping[int, Level]:
        if definition not in self._levels:
            self._levels[definition] = _levels(self._definitions[definition])
        return self._levels[definition]


def _level_of(found: List, style: ParagraphStyle, *, is_own: bool) -> int:
    """The level of a paragraph that does not say it: the one that is linked to its style.

    A style that names a list has the level that is linked to it, whatever it says itself (17.9.23).
    """
    linked = {level.style: at for at, level in found.levels.items() if level.style}
    for one in style.ids:
        if one in linked:
            return linked[one]
    return 0 if is_own or style.level is None else style.level


def _levels(definition: Node) -> dict[int, Level]:
    nodes = [one for one in definition.children if one.name == "w:lvl"]
    found = {whole(one.attributes.get("w:ilvl")): _level(one) for one in nodes}
    return {at: level for at, level in found.items() if 0 <= at < LEVELS}


def _level(node: Node) -> Level:
    format_ = node.child("w:numFmt") or _alternate_format(node)
    text = node.child("w:lvlText")
    run = node.child("w:rPr")
    attributes = format_.attributes if format_ else {}
    return Level(
        whole(node.value("w:start")),
        attributes.get("w:val", _DECIMAL),
        text.attributes.get("w:val", "") if text else "",
        bool(switch(node, "w:isLgl")),
        whole(node.value("w:lvlRestart"), LEVELS),
        node.value("w:pStyle") or "",
        node.value("w:suff") or "tab",
        font_of(run),
        attributes.get("w:format", ""),
        bool(switch(run, "w:vanish")),
    )


def _alternate_format(node: Node) -> Node | None:
    """The format of a level that says it for newer versions first: the first one that is known."""
    alternate = node.child("mc:AlternateContent")
    found = [one.child("w:numFmt") for one in alternate.children] if alternate else []
    said = [one for one in found if one is not None]
    known = (one for one in said if _is_known(one))
    return next(known, said[-1] if said else None)


def _is_known(format_: Node) -> bool:
    attributes = format_.attributes
    return number_formats.is_known(attributes.get("w:val", ""), attributes.get("w:format", ""))


@dataclass
class Counters:
    """The numbers of one story (the text, the text boxes, the footnotes …) while it is read."""

    _values: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number: str, found: List, level: int) -> Shown:
        """Count one paragraph further.

        Args:
            number: the id of its list.
            found: that list.
            level: from 0, one that the list has.
        """
        values = self._values.setdefault(found.definition, {})
        if level in found.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            values[level] = found.starts[level]
        elif level in values:
            values[level] += 1
        else:
            values[level] = found.levels[level].start
        for at, one in found.levels.items():
            if at < level:
                # A level that was skipped counts as begun.
                values.setdefault(at, one.start)
            elif at > level and level < one.restart:
                values.pop(at, None)
        return _shown(found.levels, values, level)


def _shown(levels: Mapping[int, Level], values: Mapping[int, int], at: int) -> Shown:
    level = levels[at]
    named = [int(one) - 1 for one in _PLACEHOLDER.findall(level.text)]
    text = ""
    # Word ignores a text that names a deeper level ([MS-OI29500] 2.1.283).
    if all(one <= at for one in named):
        text = _PLACEHOLDER.sub(
            lambda found: _value(levels, values, int(found[1]) - 1, level), level.text
        )
    if level.font or symbols.holds_private(text):
        text = symbols.read(text, level.font).replace(symbols.UNKNOWN, _BULLET)
    if text == _LETTER_AS_RING and level.format == "bullet":
        text = _RING
    known = (levels[one] for one in named if one in levels)
    is_known = not text or all(number_formats.is_known(one.format, one.custom) for one in known)
    if len(text) > MAX_TEXT:
        text, is_known = "", False
    return Shown(text, at, level.suffix, is_known, level.is_hidden)


def _value(levels: Mapping[int, Level], values: Mapping[int, int], at: int, shown_in: Level) -> str:
    level = levels.get(at)
    if level is None or not number_formats.has_number(level.format):
        return ""
    format_, custom = level.format, level.custom
    if shown_in.is_legal and format_ != _PADDED:
        format_, custom = _DECIMAL, ""
    return number_formats.written(values.get(at, level.start), format_, custom)
