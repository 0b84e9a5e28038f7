"""The libraries that the search is measured in are accepted: what cannot be read is not measured."""

from pathlib import Path

from converters import pipeline
from converters.ingest import sources
from tests.bench_search.library import grow, works


def test_a_library_has_a_work_id_for_each_plan() -> None:
    found = [work for work, _ in works(1000)]
    assert len(set(found)) == 1000
    assert [work for work in found if not sources.is_work_id(work)] == []


def test_a_library_is_read_without_an_error(tmp_path: Path) -> None:
    grow(tmp_path, 7)
    plans = [*pipeline.read_library(tmp_path)]
    assert len(plans) == 7
    assert [one for plan in plans for one in plan.problems if one.severity == "error"] == []
