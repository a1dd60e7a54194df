"""What is done to every pattern beside its own tests, as one value."""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from harness.system import System


@dataclass(frozen=True)
class Trial:
    """A pattern on trial.

    `system(**options)` is stopped at every step while its processes take `turns`. `naive` are
    variants of it with one mistake each, and the harm by which the stops must show it. `layers` is
    the configuration under which real processes are killed, where `CLAIMS` is a store for a
    register. `at_work` returns a meter in which each metric was counted, unless `test_metrics` has
    a scenario for it.
    """

    options: dict
    turns: tuple
    naive: dict
    layers: str
    system: type = System
    at_work: Callable[[], Awaitable[Counter]] | None = None
