"""How much is tried of what there is no end of: some in `make test`, more in `make test-long`.

The examples of a property test are the same ones each time.
"""

import os

from hypothesis import HealthCheck, Phase, settings

WHOLE = os.environ.get("TRIALS") == "whole"
"""Whether this is the long run; the Makefile says so."""

_FEW, _MANY = 25, 200


def tried(few: int, many: int) -> int:
    """So many.

    Args:
        few: in `make test`.
        many: in `make test-long`.
    """
    return many if WHOLE else few


# A busy machine is no fault of the code; and what is accepted once is accepted again.
EACH = settings(deadline=None, derandomize=True, max_examples=tried(_FEW, _MANY))
"""What holds for every property test, unless it says otherwise."""

LARGE = settings(
    EACH,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.large_base_example,
        HealthCheck.data_too_large,
    ],
)
"""For examples that are whole documents: to explain why one fails would take minutes."""
