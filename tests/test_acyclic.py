"""Reading a text makes no cycles, so that Python's collector of them may wait."""

import gc
from collections.abc import Iterator
from random import Random

import pytest

from converters.models import acyclic
from tests import bench
from tests.test_structure import plan_of


@pytest.fixture
def collector() -> Iterator[None]:
    """The collector as it was, whatever a test does with it."""
    was_enabled = gc.isenabled()
    yield
    (gc.enable if was_enabled else gc.disable)()


@pytest.mark.usefixtures("collector")
def test_the_collector_waits_and_runs_again() -> None:
    gc.enable()
    with acyclic.without_collector():
        assert not gc.isenabled()
        with acyclic.without_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), acyclic.without_collector():
        raise ZeroDivisionError
    assert gc.isenabled()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("shape", bench.PLANS)
def test_a_plan_that_is_read_leaves_no_cycles(shape: str) -> None:
    text = bench.SHAPES[shape](4_000, Random(1))
    plan_of(text)  # what is remembered for good is made
    gc.collect()
    gc.disable()
    plan_of(text)
    assert gc.collect() == 0
