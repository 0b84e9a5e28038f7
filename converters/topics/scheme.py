"""The topics (主题) and their words, `docs/authority/topics.yml`.

They are no names: nothing in a text is one of them, a clause is about them (`clause_topics`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from converters import lexicon
from converters.ingest import located_yaml
from converters.models.located import InputError

FILE = "topics"
"""The name of the file without its ending, and the folder of the pages."""

MATTERS = "灾种与行业"
"""The group of hazards and trades; the other one are tasks (职能)."""

_WORDS = ("title", "heading", "path", "text", "apart")


class Topic(NamedTuple):
    """One topic: what it is called, what belongs to it in a sentence, and its words.

    Args:
        id: its address for ever, an ASCII slug.
        name: what it is called.
        group: 灾种与行业 or 职能.
        about: says to a reader what belongs to it.
        title: words of the title of a plan that is about nothing else.
        heading: words of the heading of a clause about it.
        path: words of a heading above such a clause.
        text: words of the sentences about it.
        apart: longer words, in which those do not count.
    """

    id: str
    name: str
    group: str
    about: str
    title: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


Topics = Mapping[str, Topic]
"""All topics by id, in the order of the file."""


def read(path: Path, data: bytes) -> Topics:
    """The topics of one file.

    Raises:
        InputError: it does not fit its schema, or an id is given twice; with the place.
    """
    content, places = located_yaml.parse(path, data, lexicon.schema("topics"))
    found: dict[str, Topic] = {}
    for number, entry in enumerate(content or ()):
        if entry["id"] in found:
            at = places[number, "id"]
            raise InputError(path, at.line, at.col + 1, f"主题 {entry['id']} 重复")
        words = {kind: tuple(entry.get(kind, ())) for kind in _WORDS}
        found[entry["id"]] = Topic(**{**entry, **words})
    return found
