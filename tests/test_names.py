"""Names in the founding plans: as many are found as CI holds, and what readers look for is there."""

from collections.abc import Mapping

import pytest

from converters.models.plan import Plan
from converters.names.authority import Authority
from converters.names.plan_names import PlanNames
from tests import names_report
from tests.conftest import MEASURED
from tests.names_report import Measured
from tests.scores import Score


@pytest.fixture(scope="module")
def whole(library: dict[str, Plan], records: Authority, names: Mapping[str, PlanNames]) -> Measured:
    return Measured([*library.values()], records, names)


@pytest.fixture(scope="module")
def scores(whole: Measured, pytestconfig: pytest.Config) -> dict[str, Score]:
    pytestconfig.stash[MEASURED] = list(names_report.lines(whole))
    return dict(names_report.table(whole))


@pytest.mark.parametrize("extractor", names_report.LEAST)
def test_an_extractor_is_as_good_as_is_held(extractor: str, scores: dict[str, Score]) -> None:
    one = scores[extractor]
    assert one.expected, "no gold"
    assert one.f1 >= names_report.LEAST[extractor], one


def test_the_published_table_is_the_one_measured(whole: Measured) -> None:
    assert names_report.PAGE.read_text("utf-8") == names_report.page(whole)
