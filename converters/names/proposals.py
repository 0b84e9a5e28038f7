"""Names of which the authority knows nothing: shown by their form, or shared by all China.

Quoted terms; bodies by what their names begin and end with; the units of lists of responsibility;
shared names (`common_names`); terms and titles without their marks; documents by their numbers
alone. What a title in 《》 is, `mentions` says; bodies inside it stand apart (`inside_titles`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from converters import lexicon
from converters.models.mention import Mention, MentionKind
from converters.models.plan import Plan
from converters.names import (
    bare_terms,
    bare_titles,
    bodies,
    common_names,
    mentions,
    name_folding,
    passages,
)
from converters.names.authority import Authority
from converters.names.passages import Passage
from converters.text import doc_numbers
from converters.text.mapped_text import Span

_WORDS = lexicon.words("proposals")
_QUOTED = re.compile("[“「]([^“”「」\n]+)[”」]")
_NOT_IN_QUOTED = frozenset(_WORDS["not_in_quoted"])

Candidate = tuple[MentionKind, Span]


def find(plan: Plan, known: Iterable[Mention], authority: Authority) -> tuple[Mention, ...]:
    """The names of a plan that are in no record, in the order of the page; disjoint.

    Args:
        plan: with ids.
        known: its mentions, resolved or not; what they cover is not proposed.
        authority: whose list of what is no name is left out.
    """
    covered = _covered(known)
    issuer, own_number = _issuer(plan), plan.record.doc_number.value or ""
    return tuple(
        mentions.proposed(passage, kind, place)
        for passage in passages.of(plan)
        if passage.text
        for kind, place in _of(
            passage, sorted(covered.get(passage.text.starts[0], [])), issuer, own_number
        )
        if name_folding.fold(passage.text.text[slice(*place)]) not in authority.not_names
    )


def inside_titles(
    plan: Plan, known: Iterable[Mention], authority: Authority
) -> tuple[Mention, ...]:
    """The bodies inside the titles that a plan cites, in the order of the page.

    Args:
        plan: with ids.
        known: its mentions, of which titles in 《》 are some.
        authority: the records, by which some are resolved.
    """
    titles = _covered(one for one in known if one.kind in ("instrument", "self"))
    issuer, here = _issuer(plan), mentions.scope(plan, authority)
    return tuple(
        mentions.proposed(passage, "agency", place, authority.resolve(name, here))
        for passage in passages.of(plan)
        if passage.text
        for title in titles.get(passage.text.starts[0], ())
        for place in _bodies_inside(passage.text.text, title, issuer)
        for name in [passage.text.text[slice(*place)]]
    )


def _issuer(plan: Plan) -> str:
    """The issuer as it is looked for; 中共中央国务院 are two bodies that all share."""
    issuer = plan.record.issuer.value or ""
    shared = [place for _, place in common_names.find(issuer, only_bodies=True)]
    is_of_shared = sum(one.end - one.start for one in shared) == len(issuer)
    return "" if is_of_shared else issuer


def _bodies_inside(text: str, title: Span, issuer: str) -> Iterator[Span]:
    inner = text[slice(*title)]
    shared = common_names.find(inner, only_bodies=True)
    by_form: Iterator[Candidate] = (("agency", one) for one in bodies.find(inner, issuer))
    for _, place in _leftmost_longest([*shared, *by_form], ()):
        moved = Span(place.start + title.start, place.end + title.start)
        if moved != title:
            yield moved


def _covered(known: Iterable[Mention]) -> dict[int, list[Span]]:
    """What mentions cover of each passage, by where it starts in the file."""
    covered: dict[int, list[Span]] = {}
    for mention in known:
        place = Span(mention.start, mention.end)
        covered.setdefault(mention.text.starts[0], []).append(place)
    return covered


def _of(
    passage: Passage, covered: Sequence[Span], issuer: str, own_number: str
) -> Iterator[Candidate]:
    text = passage.text.text
    candidates: list[Candidate] = [("agency", place) for place in bodies.find(text, issuer)]
    # Of the plan's own title nothing but bodies is a name.
    candidates += common_names.find(text, covered, only_bodies=passage.is_title)
    if not passage.is_title:
        candidates += [*_units(passage), *_quoted(text)]
        candidates += (("instrument", place) for place in bare_titles.find(text))
        candidates += (("instrument", place) for place in _numbers(text, own_number, covered))
        candidates += (("term", place) for place in bare_terms.find(text))
    yield from _leftmost_longest(candidates, covered)


def _leftmost_longest(
    candidates: Iterable[Candidate], covered: Sequence[Span]
) -> Iterator[Candidate]:
    """Of those that overlap the leftmost, then the longest; none that is covered."""
    after = 0
    for kind, place in sorted(candidates, key=lambda one: (one[1].start, -one[1].end)):
        if place.start >= after and not _is_covered(place, covered):
            yield kind, place
            after = place.end


def _is_covered(place: Span, covered: Sequence[Span]) -> bool:
    at = bisect_left(covered, place)
    beside = covered[max(0, at - 1) : at + 1]
    return any(place.start < one.end and one.start < place.end for one in beside)


def _quoted(text: str) -> Iterator[Candidate]:
    for place in (*_in_quotes(text), *_in_straight_quotes(text)):
        name = text[slice(*place)]
        if 1 < len(name) <= _longest(name) and not _NOT_IN_QUOTED.intersection(name):
            yield "term", place


def _longest(name: str) -> int:
    """How long a quoted name may be: a list of short parts is no sentence that is quoted."""
    parts = name.split("、")
    is_list = len(parts) > 1 and all(len(one) <= _WORDS["longest_part"] for one in parts)
    return int(_WORDS["longest_list" if is_list else "longest_quoted"])


def _in_quotes(text: str) -> Iterator[Span]:
    return (Span(*found.span(1)) for found in _QUOTED.finditer(text))


def _in_straight_quotes(text: str) -> Iterator[Span]:
    """What stands between each two of them; of an odd number nobody knows which is a pair."""
    marks = [at for at, char in enumerate(text) if char == '"']
    if len(marks) % 2 == 0:
        yield from (Span(one + 1, other) for one, other in zip(*[iter(marks)] * 2, strict=True))


def _units(passage: Passage) -> Iterator[Candidate]:
    """The units of responsibility lists, which the structure shows."""
    text = passage.text.text
    for entry in passage.responsibilities:
        at = entry.start
        for unit in entry.units:
            at = text.find(unit, at, entry.end)
            if at < 0:
                break
            yield "agency", Span(at, at + len(unit))
            at += len(unit)


def _numbers(text: str, own: str, covered: Sequence[Span]) -> Iterator[Span]:
    """Numbers that stand for a document by themselves; that of the plan itself cites nothing."""
    for place in doc_numbers.alone_in(text):
        before = covered[max(0, bisect_left(covered, place) - 1) : bisect_left(covered, place)]
        is_of_title = any(doc_numbers.is_behind(text, one.end, place.start) for one in before)
        if not is_of_title and doc_numbers.bare(text[slice(*place)]) != own:
            yield place
