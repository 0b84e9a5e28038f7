"""Styles: what a paragraph and a run take over from them (ECMA-376 Part 1, 17.7).

Only what decides which text is shown is read: numbering, outline level, hidden text, symbol fonts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converters.readers.wordprocessing.properties import is_on, switch, whole
from converters.readers.wordprocessing.xml_tree import Node

BODY = 9
"""The outline level of what is no heading."""

_MAX_CHAIN = 40
"""Styles that are based on one another; Word makes no more than some ten."""


@dataclass(frozen=True)
class ParagraphStyle:
    """What a paragraph has of its style, and of the styles which that is based on.

    Args:
        ids: of the styles that may be linked to a level of a list, the nearest first, up to the one
            that says the list or the level.
        number: the id of the list (`w:numId`) that the style puts it into; empty if none.
        level: of the list, from 0, where the style says it; None if it does not.
        outline: from 0; `BODY` for what is no heading.
        is_hidden: whether its characters are.
        font: of its Latin characters.
    """

    ids: tuple[str, ...] = ()
    number: str = ""
    level: int | None = None
    outline: int = BODY
    is_hidden: bool = False
    font: str = ""


@dataclass(frozen=True)
class CharacterStyle:
    """What a run has of its style: whether it is hidden (None: it does not say so), its font."""

    is_hidden: bool | None = None
    font: str = ""


class Styles:
    """The styles of a document."""

    def __init__(self, root: Node | None) -> None:
        """The styles of a part `styles`; without one there are none."""
        found = [one for one in root.children if one.name == "w:style"] if root else []
        self._nodes = {one.attributes.get("w:styleId", ""): one for one in found}
        self._default = next((one for one in found if _is_default_paragraph(one)), None)
        defaults = root.child("w:docDefaults") if root else None
        run = defaults.child("w:rPrDefault") if defaults else None
        self._run = run.child("w:rPr") if run else None
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, CharacterStyle] = {}

    def paragraph(self, style: str | None) -> ParagraphStyle:
        """The style of a paragraph by its id; None, or one that is not there, is the default."""
        if style not in self._paragraphs:
            self._paragraphs[style] = self._paragraph(style)
        return self._paragraphs[style]

    def character(self, style: str) -> CharacterStyle:
        """The style of a run by its id."""
        if style not in self._characters:
            runs = [one.child("w:rPr") for one in self._chain(self._nodes.get(style))]
            hidden = (switch(one, "w:vanish") for one in runs)
            is_hidden = next((one for one in hidden if one is not None), None)
            self._characters[style] = CharacterStyle(is_hidden, _first_font(runs))
        return self._characters[style]

    def number_of(self, style: str) -> str:
        """The id of the list that a style of lists (`w:type="numbering"`) stands for; or empty."""
        numbering = _numbering(self._nodes.get(style))
        return (numbering.value("w:numId") or "") if numbering else ""

    def _paragraph(self, style: str | None) -> ParagraphStyle:
        chain = list(self._chain(self._nodes.get(style or "") or self._default))
        runs = [*(one.child("w:rPr") for one in chain), self._run]
        hidden = (switch(one, "w:vanish") for one in runs)
        ids, number, level = _list_of(chain)
        return ParagraphStyle(
            ids,
            number,
            level,
            next((one for one in map(_outline, chain) if one is not None), BODY),
            bool(next((one for one in hidden if one is not None), False)),
            _first_font(runs),
        )

    def _chain(self, node: Node | None) -> Iterator[Node]:
        """A style and those that it is based on; there may be circles."""
        for _ in range(_MAX_CHAIN):
            if node is None:
                return
            yield node
            node = self._nodes.get(node.value("w:basedOn") or "")


def _is_default_paragraph(node: Node) -> bool:
    is_default = is_on(node.attributes.get("w:default"), without=False)
    return is_default and node.attributes.get("w:type") == "paragraph"


def _list_of(chain: list[Node]) -> tuple[tuple[str, ...], str, int | None]:
    """The styles that may be linked to a level, the list, and the level that is said nearest."""
    ids: list[str] = []
    level: int | None = None
    for node in chain:
        if level is None:
            ids.append(node.attributes.get("w:styleId", ""))
        numbering = _numbering(node)
        if numbering is None:
            continue
        said = numbering.value("w:ilvl")
        level = whole(said) if level is None and said is not None else level
        if (number := numbering.value("w:numId")) is not None:
            return tuple(ids), number, level
    return (), "", level


def _numbering(node: Node | None) -> Node | None:
    properties = node.child("w:pPr") if node else None
    return properties.child("w:numPr") if properties else None


def _outline(node: Node) -> int | None:
    properties = node.child("w:pPr")
    said = properties.value("w:outlineLvl") if properties else None
    return None if said is None else whole(said, BODY)


def _first_font(runs: list[Node | None]) -> str:
    return next((font for font in map(font_of, runs) if font), "")


def font_of(run: Node | None) -> str:
    """The font of the Latin characters of a run, as its properties say; empty if they do not."""
    fonts = run.child("w:rFonts") if run else None
    if fonts is None:
        return ""
    return fonts.attributes.get("w:ascii") or fonts.attributes.get("w:hAnsi") or ""
