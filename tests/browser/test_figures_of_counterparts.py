"""What is said of clauses on the same matter, against what two readers wrote down."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from tests.conftest import GOLD
from tests.figures import figures, has_figure, row_text, without_parts
from tests.recounted import Recounted, counted

Clause = tuple[str, str]
Grades = dict[Clause, dict[Clause, int]]


def graded(reader: str) -> Grades:
    rows = yaml.safe_load((GOLD / "related" / f"{reader}.yml").read_text("utf-8"))
    return {
        (row["work"], row["clause"]): {
            (one["work"], one["clause"]): one["grade"] for one in row["related"]
        }
        for row in rows
    }


def published(recounted: Recounted, site_folder: Path) -> dict[Clause, list[Clause]]:
    """What the data list of each clause; its page has the first three."""
    found: dict[Clause, list[Clause]] = {}
    for work in recounted.works:
        data = json.loads((site_folder / "data" / "related" / f"{work}.json").read_text("utf-8"))
        found |= {
            (work, id_): [(one["work"], one["clause_id"]) for one in near]
            for id_, near in data.items()
        }
        shown = [
            [tuple(link.target.removeprefix("plans/").split("#")) for link in beside.all("a")]
            for beside in recounted.pages[f"plans/{work}"].all("div", "related")
        ]
        assert sorted(shown) == sorted(found[work, id_][:3] for id_ in data)
    return found


def best_of_each_plan(grades: Mapping[Clause, int]) -> list[Clause]:
    works = dict.fromkeys(work for work, _ in sorted(grades, key=grades.__getitem__, reverse=True))
    return [
        max((one for one in grades if one[0] == work), key=grades.__getitem__) for work in works
    ]


def gain(grades: Mapping[Clause, int], listed: Sequence[Clause]) -> float:
    """nDCG is the share of this that the best order would have: 3 for a 2, 1 for a 1, by rank."""
    worth = {0: 0, 1: 1, 2: 3}
    return sum(
        worth[grades.get(one, 0)] / math.log2(1 + rank) for rank, one in enumerate(listed[:4], 1)
    )


def row(grades: Grades, listed: Mapping[Clause, Sequence[Clause]]) -> str:
    asked = [one for one in grades if grades[one]]
    empty = [one for one in grades if not grades[one]]
    shares = [
        gain(grades[one], listed.get(one, ())) / gain(grades[one], best_of_each_plan(grades[one]))
        for one in asked
    ]
    firsts = [one for one in asked if listed.get(one) and listed[one][0] in grades[one]]
    silent = [one for one in empty if not listed.get(one)]
    cells = [
        f"{len(asked)}",
        f"{sum(shares) / len(asked):.3f}",
        f"{len(firsts) / len(asked):.2f}",
        f"{len(empty)}",
        f"{len(silent) / len(empty):.2f}",
    ]
    return "|".join(cells)


def test_the_accuracy_of_counterparts(recounted: Recounted, site_folder: Path) -> None:
    one, other = graded("a"), graded("b")
    queries = yaml.safe_load((GOLD / "related" / "queries.yml").read_text("utf-8"))
    asked = [(query["work"], query["clause"]) for query in queries]
    assert list(one) == list(other) == asked
    listed = published(recounted, site_folder)
    pairs = [(clause, near) for clause in asked for near in listed.get(clause, ())]
    right = [near in one[clause] or near in other[clause] for clause, near in pairs]
    share = f"{sum(right) / len(right):.2f}"
    page = recounted.pages["about/related"]
    assert [row_text(cells).partition("|")[2] for cells in page.one("tbody").all("tr")] == [
        f"{row(one, listed)}|{share}",
        f"{row(other, listed)}|{share}",
        f"{row(one, {clause: best_of_each_plan(grades) for clause, grades in other.items()})}|—",
    ]
    assert len(asked) == 60
    left = "\n".join(figures(without_parts(page, page.all("tr"))))
    plans = counted(len(recounted.works), "份")
    notation = (
        "正是同一件事的记 2",
        "是的记 1",
        "nDCG@4：",
        "前四条有多好",
        "1 是最好",
        "（记 1 或 2）",
    )
    for said in (f"通读{plans}规划", f"别的{counted(len(recounted.works) - 1, '份')}规划"):
        assert said in left, said
        left = left.replace(said, "")
    for said in ("六十条条款", f"这{plans}规划", *notation):
        assert said in left, said
        left = left.replace(said, "")
    assert not has_figure(left), left
