"""依据和引用: at the foot of a plan what it goes by, level by level, and the plans that cite it.

It is drawn by the page of the plan; what it says the plan alone does not know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from converters import lexicon
from converters.citation.cards import Card
from converters.library.facts import CitedDocument
from converters.library.ground_chain import Above, Below, Chain
from converters.models.page import Page
from converters.names.issuing_level import LEVELS
from converters.text import punctuation
from converters.writing import elements, templates

_WORDS = lexicon.glossary("chain")
_LEVELS = lexicon.glossary("levels")


class _Document(NamedTuple):
    """A line: what is cited or cites, where it leads, and where and as what it is cited."""

    title: str
    number: str
    to: str
    full_text: str
    is_unreviewed: bool
    cue: str
    at: str
    address: str


class _Level(NamedTuple):
    """The documents of one level; `is_own` is that of the plan itself."""

    word: str
    is_own: bool
    documents: Sequence[_Document]


def name(work: str) -> str:
    """What the file of a plan is called, in the folder of the furniture."""
    return f"{work}.chain.json"


def page(of: Chain) -> Page:
    """The file: the section, as the page of the plan has it."""
    section = templates.render(
        "plan_chain.html",
        levels=[*_levels(of)] if of.above else [],
        more_above=of.more_above,
        below=[_below(one) for one in of.below],
        more_below=of.more_below,
        words={**_WORDS, "unreviewed": lexicon.glossary("plan")["unreviewed"]},
    )
    return elements.furniture(name(of.work), section)


def _levels(of: Chain) -> Iterator[_Level]:
    """From above down to the plan; what is of no known level stands first."""
    for level in ("", *LEVELS):
        here = [one for one in of.above if one.level == level]
        if here or (level and level == of.level):
            ordered = sorted(here, key=lambda one: (one.by.work != of.work, _is_of_clause(one)))
            word = _LEVELS[level] if level else _WORDS["unknown"]
            yield _Level(word, level == of.level, [_above(one, of.work) for one in ordered])


def _is_of_clause(one: Above) -> bool:
    return not one.document.is_whole


def _above(one: Above, work: str) -> _Document:
    document, by = one.document, one.by
    here = "" if by.work == work else f"../{by.work}/index.md"
    shown = document.address if by.work == work else f"{by.short} {document.address}"
    full_text = f"../{one.full_text.work}/index.md" if one.full_text else ""
    index = f"../{by.work}/names.md" if here else "names.md"
    to = f"../../{document.key}.md" if document.key else full_text or f"{index}#{document.entry}"
    return _Document(
        punctuation.restore(document.title),
        _number(document, one.full_text),
        to,
        full_text if document.key else "",
        not document.key,
        document.cue,
        f"{here}#{document.unit}",
        shown,
    )


def _number(document: CitedDocument, full_text: Card | None) -> str:
    return document.doc_number or (full_text.doc_number if full_text else "")


def _below(one: Below) -> _Document:
    to, document = f"../{one.card.work}/index.md", one.document
    cue = document.cue or _WORDS["mentioned"]
    at = f"{to}#{document.unit}"
    return _Document(one.card.title, "", to, "", False, cue, at, document.address)
