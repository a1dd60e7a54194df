"""Each pattern, stopped at every combination of steps it can be stopped at, in memory."""

from itertools import product

import pytest
from harness.schedules import Process, steps_of
from harness.system import ACK_WAIT, FREE, GRACE, LARGE, LAST, LEASE, OTHER, SMALL, System, quietly

SCHEDULES_MIN = {"outbox": 10_000, "claim-check": 10_000, "outbox over claim-check": 1_000}


def outbox_steps(system, process):
    """Publish, relay, take over, consume: the order in which the processes may be stopped."""
    return [
        (0.0, system.publish(process[0])),
        (0.0, system.run_relay(process[1])),
        (LEASE, system.run_relay(process[2])),
        (0.0, system.consume(process[3], "billing")),
    ]


def claim_check_steps(system, process):
    """Publish, both groups consume, collect at the end of the grace and once more."""
    return [
        (0.0, system.publish(process[0])),
        (0.0, system.consume(process[1], "billing")),
        (0.0, system.consume(process[2], "search")),
        (GRACE + ACK_WAIT, system.collect(process[3])),
    ]


def layered_steps(system, process):
    """Outbox over claim check: the collector runs while rows are still in the outbox."""
    return [
        (0.0, system.publish(process[0])),
        (GRACE + 1, system.collect(process[1])),
        (LEASE, system.run_relay(process[2])),
        (0.0, system.consume(process[3], "billing")),
    ]


PATTERNS = {
    "outbox": (outbox_steps, (SMALL, OTHER, FREE, LAST), {"outbox": True, "claims": False}),
    "claim-check": (claim_check_steps, (SMALL, LARGE), {"outbox": False, "claims": True}),
    "outbox over claim-check": (
        layered_steps,
        (LARGE,),
        {"outbox": True, "claims": True},
    ),
}


def run(kind, steps, messages, options, crashes):
    """One schedule: the processes in turn, each stopped where `crashes` says, then recovery."""
    system = kind(messages, **options)
    processes = [Process(crash) for crash in crashes]
    for wait, process in steps(system, processes):
        system.clock.advance(wait)
        quietly(process)
    system.recover()
    return system, processes


def ranges(kind, steps, messages, options):
    """For each process every step it can be stopped before, and None for not at all."""
    _, processes = run(kind, steps, messages, options, [None] * 4)
    return [[*range(process.steps), None] for process in processes]


def schedules(kind, steps, messages, options):
    """Every combination of crash points, with what was wrong after it."""
    for crashes in product(*ranges(kind, steps, messages, options)):
        yield crashes, run(kind, steps, messages, options, crashes)[0].violations()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_nothing_is_lost_doubled_or_left_behind_wherever_processes_stop(pattern, record_property):
    count = 0
    for crashes, violations in schedules(System, *PATTERNS[pattern]):
        assert not violations, f"{pattern} stopped at {crashes}"
        count += 1
    assert count >= SCHEDULES_MIN[pattern]
    record_property("schedules", count)


def test_a_process_that_is_stopped_does_nothing_more():
    system = System((SMALL,), outbox=True, claims=False)
    total = steps_of(system.publish)
    assert total >= 3
    for crash in range(total):
        stopped = System((SMALL,), outbox=True, claims=False)
        process = Process(crash)
        quietly(stopped.publish(process))
        assert (process.steps, process.dead) == (crash, True)
        assert stopped.acked == []
