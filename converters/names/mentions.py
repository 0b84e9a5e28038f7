"""Who and what a plan names, and where: agencies, terms, instruments, the plan and its clauses.

A title in 《》 is one citation, whatever names it holds. Outside titles the names of the authority
are found (`name_finder`); where a name may mean two things it stays open, and is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from converters import lexicon
from converters.models.mention import Mention, MentionKind
from converters.models.plan import Plan
from converters.names import name_finder, name_folding, passages
from converters.names.authority import MENTION_KINDS, Authority, Scope
from converters.names.clause_references import ClauseReferences
from converters.names.name_finder import NameFinder
from converters.names.passages import Passage
from converters.text import doc_numbers
from converters.text.mapped_text import Span

_WORDS = lexicon.words("mentions")
_MARKS = re.compile("[《》]")
_STOP = re.compile("[。，、；：,;:]")
_NUMBER_AFTER = re.compile(
    rf"\s*》\s*[(（]\s*([^()（）\s]{{1,20}}{doc_numbers.YEAR_AND_NUMBER}|{doc_numbers.ORDER})\s*[)）]"
)
_OWN = re.compile(
    rf"{lexicon.alternatives(_WORDS['own_names'])}|本({lexicon.alternatives(_WORDS['own_kinds'])})"
    rf"(?!{lexicon.alternatives(_WORDS['own_exceptions'])})"
)


def scope(plan: Plan, authority: Authority) -> Scope:
    """Where names of the plan are to be understood: its place and its issuer."""
    place, issuer = plan.record.place.value, plan.record.issuer.value
    here = Scope(authority.place_today(place.adcode) if place else "")
    keys = authority.resolve(issuer, here) if issuer else ()
    return replace(here, issuer=keys[0]) if len(keys) == 1 else here


@dataclass(frozen=True)
class _Reader:
    """What is known of a plan where its passages are read."""

    finder: NameFinder
    here: Scope
    own_title: str
    own_records: frozenset[str]
    clauses: ClauseReferences

    def mentions(self, passage: Passage) -> list[Mention]:
        text = passage.text.text
        titles = [_trimmed(text, title) for title in _titles(text)]
        cited = [self._citation(passage, title) for title in titles]
        references = [*_references(passage, titles, self.clauses)]
        taken = sorted([*titles, *(Span(one.start, one.end) for one in references)])
        own = self.own_records if passage.is_title else frozenset()
        found = self.finder.find(text, self.here, taken, own)
        named = [_named(passage, one) for one in found]
        return sorted([*cited, *references, *named], key=lambda one: one.start)

    def _citation(self, passage: Passage, title: Span) -> Mention:
        """A title in 《》; that of a plan in no record, in its own notice, is the plan itself."""
        text = passage.text.text
        cited = text[title.start : title.end]
        keys = self.finder.authority.resolve(cited, self.here)
        if not keys and name_folding.fold(cited) == self.own_title:
            return _mention(passage, "self", title.start, title.end, ())
        number = _NUMBER_AFTER.match(text, title.end)
        return replace(
            _mention(passage, "instrument", title.start, title.end, keys),
            doc_number=doc_numbers.bare(number[1]) if number else "",
        )


def find(plan: Plan, finder: NameFinder) -> tuple[Mention, ...]:
    """All mentions, in the order of the page; of one passage they are disjoint."""
    reader = _Reader(
        finder,
        scope(plan, finder.authority),
        name_folding.fold(plan.record.title.value or ""),
        finder.authority.of_work(plan.source.work),
        ClauseReferences(plan),
    )
    return tuple(mention for passage in passages.of(plan) for mention in reader.mentions(passage))


def _titles(text: str) -> list[Span]:
    """What stands in 《》; of titles in titles the outer one, even if it was never closed."""
    open_: list[int] = []
    titles: list[Span] = []
    for mark in _MARKS.finditer(text):
        if mark[0] == "《":
            open_.append(mark.end())
        elif open_ and mark.start() > (start := open_.pop()):
            while titles and titles[-1].start > start:
                titles.pop()
            titles.append(Span(start, mark.start()))
    return [*_with_outer(text, titles, open_)]


def _with_outer(text: str, titles: Sequence[Span], unclosed: Sequence[int]) -> Iterator[Span]:
    """Each from the mark before it that was never closed, if no stop parts them: 《印发《办法》."""
    after = 0
    for title in titles:
        behind = bisect_left(unclosed, title.start)
        outer = unclosed[max(0, behind - 1) : behind]
        begins = [at for at in outer if at > after and not _STOP.search(text, at, title.start)]
        yield Span(begins[0] if begins else title.start, title.end)
        after = title.end


def _trimmed(text: str, title: Span) -> Span:
    inner = text[title.start : title.end]
    return Span(
        title.start + len(inner) - len(inner.lstrip()), title.end - len(inner) + len(inner.rstrip())
    )


def _named(passage: Passage, found: name_finder.Found) -> Mention:
    schemes = {MENTION_KINDS[key.split("/")[0]] for key in found.keys}
    kind = min(schemes)
    return _mention(passage, kind, found.start, found.end, found.keys)


def _mention(
    passage: Passage, kind: MentionKind, start: int, end: int, keys: tuple[str, ...]
) -> Mention:
    settled = keys[0] if len(keys) == 1 else ""
    return Mention(
        kind,
        passage.text,
        start,
        end,
        passage.unit,
        passage.part_at(start),
        settled,
        () if settled else keys,
        passage.role_at(start),
    )


def proposed(
    passage: Passage, kind: MentionKind, place: Span, keys: tuple[str, ...] = ()
) -> Mention:
    """A mention that a name has by its form, with the keys of the records that it may mean."""
    return _mention(passage, kind, place.start, place.end, keys)


def _references(
    passage: Passage, titles: list[Span], clauses: ClauseReferences
) -> Iterator[Mention]:
    """The plan by 本规划 and the like, and its clauses by their numbers, outside titles."""
    for own in _OWN.finditer(passage.text.text):
        if not _is_in_any(titles, own.start()):
            yield _mention(passage, "self", own.start(), own.end(), ())
    for start, end, target in clauses.find(passage):
        if not _is_in_any(titles, start):
            yield _mention(passage, "clause", start, end, (target,))


def _is_in_any(titles: list[Span], at: int) -> bool:
    return any(title.start <= at < title.end for title in titles)
