"""Numbers that are missing: a clause that does not count on, nor begins at 1."""

from __future__ import annotations

from dataclasses import replace

from converters.models import Clause, Plan, Problem


def check(plan: Plan) -> Plan:
    """The plan with a Problem for each gap; numbers that run on through its parts have none."""
    problems: list[Problem] = []
    last: dict[tuple[int, str, int], Clause] = {}
    for clause in plan.clauses:
        if clause.layer == "u":
            continue
        key = (clause.document, clause.layer, len(clause.numbers))
        before = last.get(key)
        label = clause.label.text.strip()
        if before and before.numbers[-1] + 1 < clause.numbers[-1]:
            message = f"编号不连：{before.label.text.strip()}之后是{label}"
            problems.append(Problem("number-missing", message, clause.label.span))
        elif _begins_late(clause, before):
            message = f"编号不从头起：第一个是{label}"
            problems.append(Problem("number-missing", message, clause.label.span))
        last[key] = clause
    return replace(plan, problems=(*plan.problems, *problems))


def _begins_late(clause: Clause, before: Clause | None) -> bool:
    """Whether a series begins here, and not at 1: numbers that run on go up from part to part."""
    number = clause.numbers[-1]
    if not before:
        return number > 1 and len(clause.numbers) == 1
    return 1 < number <= before.numbers[-1] and _parent(clause) != _parent(before)


def _parent(clause: Clause) -> str:
    return clause.id.rpartition("-")[0]
