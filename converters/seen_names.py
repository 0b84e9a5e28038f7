"""Names that a text shows, counted: 《…》, “…”, and the bodies that its structure already names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from converters import metadata
from converters.mapped_text import MappedText
from converters.models import Block, Clause, Paragraph, Plan, Table

_TITLES = re.compile("《([^《》\n]{1,80})》")
_QUOTED = re.compile("“([^“”\n]{1,40})”")


@dataclass(frozen=True)
class SeenNames:
    """Names with how often they occur: titles of documents, quoted terms, bodies."""

    titles: Counter[str]
    terms: Counter[str]
    bodies: Counter[str]


def count(plan: Plan) -> SeenNames:
    """The names in the reading of a plan; nothing is resolved or merged."""
    texts = [text.text for text in _texts(plan)]
    titles = Counter(name for text in texts for name in _TITLES.findall(text))
    terms = Counter(name for text in texts for name in _QUOTED.findall(text))
    fields = metadata.fields(plan)
    addressees = fields["addressees"].value
    bodies = Counter([str(fields["issuer"].value)] if fields["issuer"].value else [])
    bodies.update(addressees if isinstance(addressees, list) else [])
    for clause in plan.clauses:
        for part in clause.paragraphs:
            bodies.update(unit for entry in part.responsibilities for unit in entry.units)
    return SeenNames(titles, terms, bodies)


def _texts(plan: Plan) -> Iterator[MappedText]:
    for node in plan.body:
        if isinstance(node, Clause):
            for clause in node.walk():
                yield clause.heading
                for part in clause.content:
                    yield from _of_part(part)
        else:
            yield from _of_part(node)


def _of_part(part: Paragraph | Table | Block) -> Iterator[MappedText]:
    if isinstance(part, Table):
        yield from part.parts
    elif isinstance(part, Block):
        yield from (line.text for line in part.paragraphs if not part.rule)
    else:
        yield part.text
