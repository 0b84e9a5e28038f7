"""What of a plan stands word for word in others, as JSON: `data/runs/<work>.json`."""

from __future__ import annotations

from collections.abc import Sequence

from converters.exports import json_layout
from converters.library import set_phrases
from converters.library.text_reuse import Run
from converters.text.json_value import Json


def dump(runs: Sequence[Run], left_out: int) -> str:
    """The file: a list, one line for each run; places in code points of a clause's `text`.

    Args:
        runs: those that are told of.
        left_out: how many more there are, which the first of them says.
    """
    first: dict[str, Json] = {"runs_left_out": left_out} if left_out else {}
    lines = (_run(run) | ({} if number else first) for number, run in enumerate(runs))
    return json_layout.array(lines) + "\n"


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
        **({"left_out": run.left_out} if run.left_out else {}),
    }
