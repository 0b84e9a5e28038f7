"""Queries from the plans: three hundred strings that they hold, and a hundred that they do not."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from random import Random

import jieba

from tests.bench_search.library import Library
from tests.bench_search.queries import Queries
from tests.bench_search.truth import Texts

SEED = 20240506
OF_A_KIND = 100
_HAN = re.compile("[\u4e00-\u9fff]+")
_SYNTAX = re.compile(r'[\s"]|^-')


def sample(library: Library) -> Queries:
    """The same queries for the same library, each once."""
    jieba.setLogLevel(logging.WARNING)
    random = Random(SEED)
    texts = Texts(library)
    runs = [list(jieba.cut(run)) for text in texts.readings() for run in _HAN.findall(text)]
    taken: set[str] = set()

    def some(candidates: Sequence[str]) -> tuple[str, ...]:
        chosen = random.sample(sorted(set(candidates) - taken), OF_A_KIND)
        taken.update(chosen)
        return tuple(chosen)

    return Queries(
        words=some([word for run in runs for word in run if len(word) > 1]),
        crossing=some([string for run in runs for string in _crossing(run)]),
        names=some([name for name in _names(library) if texts.holding(name)]),
        absent=_absent(texts, random),
    )


def _crossing(words: Sequence[str]) -> Iterator[str]:
    """Strings of two to six characters with a border of words inside."""
    run = "".join(words)
    borders = set[int]()
    for word in words[:-1]:
        borders.add(max(borders, default=0) + len(word))
    for start in range(len(run)):
        for end in range(start + 2, min(start + 6, len(run)) + 1):
            if any(border in borders for border in range(start + 1, end)):
                yield run[start:end]


def _names(library: Library) -> Iterator[str]:
    """Canonical names and their forms, but for those that a search box takes for its syntax."""
    for plan in library.plans:
        for kind in ("agencies", "terms", "citations"):
            for entry in plan[kind]:
                forms = [entry["canonical"], *entry.get("surfaces", [entry.get("surface")])]
                yield from (form for form in forms if form and not _SYNTAX.search(form))


def _absent(texts: Texts, random: Random) -> tuple[str, ...]:
    """Strings of two to four characters of the plans, common ones more often than rare ones."""
    characters = "".join(run for text in texts.readings() for run in _HAN.findall(text))
    found: dict[str, None] = {}
    while len(found) < OF_A_KIND:
        string = "".join(random.choices(characters, k=random.randint(2, 4)))
        if not texts.holding(string):
            found[string] = None
    return tuple(found)
