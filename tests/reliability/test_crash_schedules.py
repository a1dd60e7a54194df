"""Each pattern, in memory, is stopped at every possible combination of steps."""

import pytest
from harness.schedules import Process, explore, finish, steps_of
from harness.system import (
    ACK_WAIT,
    GRACE,
    LARGE,
    LARGER,
    LEASE,
    SMALL,
    System,
    after,
)
from harness.trial import Trial
from patterns import TRIALS

LAYERED = Trial(
    options={"messages": (LARGE, LARGER), "outbox": True, "claims": True},
    turns=(
        after(0, "publish"),
        after(GRACE + 1, "collect"),  # Rows are still in the outbox then.
        after(LEASE, "run_relay"),
        after(0, "consume", "billing"),
        after(GRACE + ACK_WAIT, "collect"),
    ),
    naive={},
    layers="",
)
ON_TRIAL = {**TRIALS, "outbox over claim-check": LAYERED}
SCHEDULES_MIN = 10_000


@pytest.mark.parametrize("name", ON_TRIAL)
def test_nothing_is_lost_doubled_or_left_behind_wherever_processes_stop(name, record_property):
    trial = ON_TRIAL[name]
    found = explore(trial.system(**trial.options), trial.turns)
    assert found.wrong == {}
    assert found.schedules >= SCHEDULES_MIN
    record_property("schedules", found.schedules)


def test_a_process_that_is_stopped_does_nothing_more():
    system = System(messages=(SMALL,), outbox=True, claims=False)
    total = steps_of(system.publish)
    assert total >= 3
    for crash in range(total):
        stopped = System(messages=(SMALL,), outbox=True, claims=False)
        process = Process(crash)
        finish(stopped.publish(process))
        assert (process.steps, process.dead) == (crash, True)
        assert stopped.acked == []
