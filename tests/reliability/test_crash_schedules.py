"""Each pattern, in memory, is stopped at every possible combination of steps."""

import pytest
from harness.schedules import Process, explore, finish, steps_of
from harness.system import (
    ACK_WAIT,
    GRACE,
    LARGE,
    LARGER,
    LAST,
    LEASE,
    SMALL,
    System,
    after,
)

PATTERNS = {
    "outbox": (
        {"messages": (SMALL, LAST), "outbox": True, "claims": False},
        [
            after(0, "publish"),
            after(0, "run_relay"),
            after(LEASE, "run_relay"),  # The lease is taken over.
            after(0, "consume", "billing"),
            after(ACK_WAIT, "consume", "billing"),
        ],
    ),
    "claim-check": (
        {"messages": (SMALL, LARGE), "outbox": False, "claims": True},
        [
            after(0, "publish"),
            after(0, "consume", "billing"),
            after(0, "consume", "search"),
            after(GRACE + ACK_WAIT, "collect"),
            after(GRACE, "collect"),
        ],
    ),
    "outbox over claim-check": (
        {"messages": (LARGE, LARGER), "outbox": True, "claims": True},
        [
            after(0, "publish"),
            after(GRACE + 1, "collect"),  # Rows are still in the outbox then.
            after(LEASE, "run_relay"),
            after(0, "consume", "billing"),
            after(GRACE + ACK_WAIT, "collect"),
        ],
    ),
}
SCHEDULES_MIN = 10_000


@pytest.mark.parametrize("pattern", PATTERNS)
def test_nothing_is_lost_doubled_or_left_behind_wherever_processes_stop(pattern, record_property):
    options, turns = PATTERNS[pattern]
    found = explore(System(**options), turns)
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
