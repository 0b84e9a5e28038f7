"""How good the answers of an engine are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median

from tests.bench_search.measuring import Answer, Cold
from tests.bench_search.queries import Queries
from tests.bench_search.truth import Truth

_HIGH = 0.95


@dataclass(frozen=True)
class Times:
    """Milliseconds: the median, and what 95 of a hundred stay within."""

    median: float
    high: float


@dataclass(frozen=True)
class Score:
    """A row of the table.

    Recall and precision are of the units of all queries together; `exact` is the share of the
    queries that were answered with the true units and nothing else; `false_queries` are the
    queries for absent strings that were answered, `false_hits` the units in these answers.
    """

    recall: float
    precision: float
    exact: float
    false_queries: int
    false_hits: int
    bytes_at_start: float
    bytes_of_query: float
    cold: Times
    warm: Times


def score(
    queries: Queries, truth: Truth, answers: Mapping[str, Answer], colds: Sequence[Cold]
) -> Score:
    """Compare the answers with the truth."""
    asked = [(truth[query], answers[query].hits) for query in queries.present]
    right = sum(len(true & hits) for true, hits in asked)
    found = sum(len(hits) for _, hits in asked)
    false = [len(answers[query].hits) for query in queries.absent]
    return Score(
        recall=right / sum(len(true) for true, _ in asked),
        precision=right / found if found else 1.0,
        exact=sum(true == hits for true, hits in asked) / len(asked),
        false_queries=sum(count > 0 for count in false),
        false_hits=sum(false),
        bytes_at_start=median(cold.bytes_at_start for cold in colds),
        bytes_of_query=median(cold.bytes_of_query for cold in colds),
        cold=times([cold.time for cold in colds]),
        warm=times([answers[query].time for query in queries.present]),
    )


def times(values: Sequence[float]) -> Times:
    """The times of many runs, in milliseconds."""
    return Times(median(values), sorted(values)[ceil(_HIGH * len(values)) - 1])
