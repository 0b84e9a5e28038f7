"""HTML as values: elements, their attributes, what stands in them. No text becomes a tag.

What a page draws round its Markdown is written so, as JSON, for the extension of Python-Markdown
that puts both together (`converters.site.drawn_pages`): the text is in the Markdown alone, and a
number stands for that many of its characters.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from converters.models.page import Page
from converters.text import escape
from converters.text.json_value import Json

_FURNITURE = ".furniture"
"""Where in `docs/` lies what is drawn round Markdown; no generator publishes such a folder."""


class Element(NamedTuple):
    """One element.

    Args:
        tag: its name.
        attributes: their values, as text.
        inside: elements, text, and numbers of characters that the Markdown has.
        takes: whether it stands for the next block of the Markdown (a heading, a paragraph, a cell)
            and has the characters of that.
    """

    tag: str
    attributes: Mapping[str, str]
    inside: tuple[Inside, ...]
    takes: bool = False


Inside = Element | str | int | None
"""What stands in an element; None is a block of the Markdown that is not shown."""


def element(tag: str, attributes: Mapping[str, str], inside: Iterable[Inside] = ()) -> Element:
    """An element; control characters in it are shown as their symbols."""
    return Element(tag, _visible(attributes), tuple(map(_shown, inside)))


def block(tag: str, attributes: Mapping[str, str], inside: Iterable[Inside]) -> Element:
    """An element that stands for the next block of the Markdown."""
    return element(tag, attributes, inside)._replace(takes=True)


def furniture(name: str, drawn: Json) -> Page:
    """A file of what is drawn, by its name in the folder of the furniture."""
    return Page(Path(_FURNITURE) / name, compact(drawn))


def compact(value: Json) -> str:
    """JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shown(one: Inside) -> Inside:
    return escape.visible(one) if isinstance(one, str) else one


def _visible(attributes: Mapping[str, str]) -> Mapping[str, str]:
    return {name: escape.visible(value) for name, value in attributes.items()}
