"""What the pages of numbers say, against what readers took from the texts."""

from collections import Counter

from tests.figures import figures, has_figure, without_parts
from tests.indicators_report import of_gold
from tests.recounted import Recounted, counted

Row = tuple[str, ...]


def expected(work: str) -> Counter[Row]:
    return Counter(
        (
            f"plans/{work}#{one['clause']}",
            one["value"],
            "个" if one["unit"].startswith("个") else one["unit"],
            str(one["year"] or "未写"),
        )
        for one in of_gold(work)
    )


def test_the_numbers_that_plans_promise(recounted: Recounted) -> None:
    every: Counter[Row] = Counter()
    promising = [work for work in recounted.works if expected(work)]
    for work in promising:
        page = recounted.pages[f"indicators/{work}"]
        rows = [row.elements for row in page.one("tbody").all("tr")]
        found = Counter(
            (row[5].one("a").target, row[2].text(), row[3].text(), row[4].text()) for row in rows
        )
        assert found == expected(work), work
        left = figures(without_parts(page, page.all("table")))
        assert len(left) == 1, left
        assert next(iter(left)).startswith(f"{len(rows)} 处：")
        every += found
    page = recounted.pages["indicators"]
    rows = [row.elements for row in page.one("tbody").all("tr")]
    assert every == Counter(
        (row[6].one("a").target, row[3].text(), row[4].text(), row[5].text()) for row in rows
    )
    (lead,) = figures(without_parts(page, page.all("table")))
    assert lead.startswith(f"{len(promising)} 份规划写明了 {len(rows)} 处数字")


def test_the_accuracy_of_numbers(recounted: Recounted) -> None:
    total = sum(len(of_gold(work)) for work in recounted.works)
    page = recounted.pages["about/indicators"]
    for row in page.one("tbody").all("tr"):
        assert row.elements[1].text() == str(total)
    left = " ".join(figures(without_parts(page, page.all("tr"))))
    for said in (f"{counted(len(recounted.works), '份')}规划", "八项规定"):
        left = left.replace(said, "")
    assert not has_figure(left)
