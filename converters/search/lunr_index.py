"""An index in the form that lunr.js 2.3.9 loads, of documents whose terms are given.

What lunr's own builder gives for the same documents (field length does not count: `b` is 0), made
without the sets of tokens that only a search would need: those take most of its time.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from converters.text.json_value import Json

_VERSION = "2.3.9"
_K1 = 1.2
"""How soon a term that recurs counts no more: lunr's default (Okapi BM25)."""

Document = Mapping[str, Sequence[str]]
"""The terms of each field, all fields given, in one order."""


def serialized(documents: Sequence[Document], fields: Sequence[str]) -> Json:
    """The index; a document is known by its number.

    Args:
        documents: with their terms.
        fields: the names of the fields, in the order of the documents.
    """
    counts = [
        (f"{field}/{number}", field, str(number), Counter(document[field]))
        for number, document in enumerate(documents)
        for field in fields
    ]
    inverted: dict[str, dict[str, dict[str, Json]]] = {}
    for _, field, ref, terms in counts:
        for term in terms:
            if term not in inverted:
                inverted[term] = {name: {} for name in fields}
            inverted[term][field][ref] = {}
    numbers = {term: number for number, term in enumerate(inverted)}
    weights = {term: _weight(posting, len(documents)) for term, posting in inverted.items()}
    return {
        "version": _VERSION,
        "fields": [*fields],
        "fieldVectors": [[name, _vector(terms, numbers, weights)] for name, _, _, terms in counts],
        "invertedIndex": [
            [term, {**inverted[term], "_index": numbers[term]}] for term in sorted(inverted)
        ],
        "pipeline": [],
    }


def _weight(posting: Mapping[str, Mapping[str, Json]], count: int) -> float:
    """The inverse document frequency of a term."""
    having = sum(map(len, posting.values()))
    return math.log(1 + abs((count - having + 0.5) / (having + 0.5)))


def _vector(
    terms: Mapping[str, int], numbers: Mapping[str, int], weights: Mapping[str, float]
) -> list[Json]:
    """The number and the score of each term, by number."""
    found = sorted((numbers[term], term, count) for term, count in terms.items())
    vector: list[Json] = []
    for number, term, count in found:
        score = weights[term] * ((_K1 + 1) * count) / (_K1 + count)
        vector += (number, round(score, 3))
    return vector
