"""What of a plan stands word for word in others, as JSON: `data/runs/<work>.json`."""

from __future__ import annotations

from collections.abc import Iterable

from converters.exports import json_layout
from converters.library import set_phrases
from converters.library.text_reuse import Run
from converters.text.json_value import Json


def dump(runs: Iterable[Run]) -> str:
    """The file: a list, one line for each run; places in code points of a clause's `text`."""
    return json_layout.array(map(_run, runs)) + "\n"


def _run(run: Run) -> dict[str, Json]:
    return {
        "clause_id": run.unit,
        "start": run.start,
        "end": run.end,
        "work": run.work,
        "other_clause_id": run.other_unit,
        "other_start": run.other_start,
        "other_end": run.other_end,
        "text": run.text,
        "formula": set_phrases.is_one(run),
        **({} if run.plans is None else {"plans": run.plans}),
    }
