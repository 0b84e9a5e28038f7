"""Names in the founding plans: as many are found as CI holds, and what readers look for is there."""

import pytest

from converters.names.index import Index
from tests import names_report
from tests.conftest import MEASURED


@pytest.fixture(scope="module")
def scores(names: Index, pytestconfig: pytest.Config) -> dict[str, names_report.Score]:
    pytestconfig.stash[MEASURED] = list(names_report.lines(names))
    return dict(names_report.table(names))


@pytest.mark.parametrize("extractor", names_report.LEAST)
def test_an_extractor_is_as_good_as_is_held(
    extractor: str, scores: dict[str, names_report.Score]
) -> None:
    one = scores[extractor]
    assert one.expected, "no gold"
    assert one.f1 >= names_report.LEAST[extractor], one


def test_the_published_table_is_the_one_measured(names: Index) -> None:
    assert names_report.PAGE.read_text("utf-8") == names_report.page(names)
