"""Names that a text shows by their form, of which the authority knows nothing.

Quoted terms, bodies by what their names begin and end with, the issuer and the units of lists of
responsibility. They are proposed to a person; no page is made for them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from converters import lexicon
from converters.models.mention import Mention, MentionKind
from converters.models.plan import Plan
from converters.names import divisions, mentions, name_finder, name_folding, passages
from converters.names.authority import Authority
from converters.names.passages import Passage
from converters.text.mapped_text import Span

_WORDS = lexicon.words("proposals")
_QUOTED = re.compile("[“「]([^“”「」\n]+)[”」]")
_NOT_IN_QUOTED = frozenset(_WORDS["not_in_quoted"])
_BEGINNING = lexicon.alternatives(_WORDS["body_beginnings"])
_BODY = re.compile(
    rf"(?:{_BEGINNING})"
    # 市粮食和物资储备局 is one body, 市财政局和市统计局 are two.
    rf"(?:(?![{_WORDS['not_in_bodies']}]|和(?:{_BEGINNING}))[\u4e00-\u9fff]){{0,14}}?"
    rf"(?:{lexicon.alternatives(_WORDS['body_ends'])})"
)
_LONGEST_PLACE = 12
"""Characters of a place before the level that a body begins with, those above it and all."""

_OTHER_WORDS = tuple(_WORDS["not_bodies"])
_GROUPS = tuple(_WORDS["group_beginnings"])


def find(plan: Plan, known: Iterable[Mention], authority: Authority) -> tuple[Mention, ...]:
    """The names of a plan that are in no record, in the order of the page.

    Args:
        plan: with ids.
        known: its mentions, resolved or not; what they cover is not proposed.
        authority: whose list of what is no name is left out.
    """
    covered: dict[int, list[Span]] = {}
    for mention in known:
        place = Span(mention.start, mention.end)
        covered.setdefault(mention.text.starts[0], []).append(place)
    issuer = plan.record.issuer.value or ""
    return tuple(
        mention
        for passage in passages.of(plan)
        if passage.text
        for mention in _of(passage, covered.get(passage.text.starts[0], []), issuer, authority)
    )


def _of(
    passage: Passage, covered: list[Span], issuer: str, authority: Authority
) -> Iterator[Mention]:
    text = passage.text.text
    taken = sorted(covered)
    for kind, place in (*_quoted(text), *_units(passage), *_bodies(text, issuer)):
        at = bisect_left(taken, place)
        if any(
            place.start < one.end and one.start < place.end
            for one in taken[max(0, at - 1) : at + 1]
        ):
            continue
        taken.insert(at, place)
        if name_folding.fold(text[slice(*place)]) not in authority.not_names:
            yield mentions.proposed(passage, kind, place)


def _quoted(text: str) -> Iterator[tuple[MentionKind, Span]]:
    for found in _QUOTED.finditer(text):
        name = found[1]
        if 1 < len(name) <= _WORDS["longest_quoted"] and not _NOT_IN_QUOTED.intersection(name):
            yield "term", Span(*found.span(1))


def _units(passage: Passage) -> Iterator[tuple[MentionKind, Span]]:
    """The units of responsibility lists, which the structure shows."""
    for entry in passage.responsibilities:
        at = entry.start
        for unit in entry.units:
            at = passage.text.text.find(unit, at, entry.end)
            if at >= 0:
                yield "agency", Span(at, at + len(unit))
                at += len(unit)


def _bodies(text: str, issuer: str) -> Iterator[tuple[MentionKind, Span]]:
    if issuer and (at := text.find(issuer)) >= 0:
        yield "agency", Span(at, at + len(issuer))
    for found in _BODY.finditer(text):
        is_body = not found[0].endswith(_OTHER_WORDS)
        if is_body and not text.endswith(_GROUPS, 0, found.start()):
            place = Span(_with_place(text, *found.span()), found.end())
            if not name_finder.is_cut_out(text, *place):
                yield "agency", place


def _with_place(text: str, start: int, end: int) -> int:
    """Where a body begins whose place is called by more than its level: 厦门市湖里区人民政府."""
    for before in range(max(0, start - _LONGEST_PLACE), start):
        if divisions.chain_at_start(text[before:end])[1] > start - before:
            return before
    return start
