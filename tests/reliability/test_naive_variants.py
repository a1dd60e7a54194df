"""Every naive variant is caught: by the crash schedules, by an interleaving, or by a bad store."""

from contextlib import suppress
from functools import partial

import pytest
from harness import naive
from harness.schedules import Process, explore, finish, interleavings
from harness.system import GRACE, GROUPS, LARGE, System
from patterns import TRIALS

from docsgate_reliability.errors import ReliabilityError

BY_CRASHES = [
    pytest.param(trial, variant, harm, id=f"{name}-{variant.__name__}-{harm}")
    for name, trial in TRIALS.items()
    for variant, harm in trial.naive.items()
]
NAIVE_MIN = 3
SLOW_PUBLISHER_PREEMPTIONS = 3


class RightUnderTheSameJudge(naive.NoMessageId):
    """A correct system, checked by the same rules as the variants that change the ids."""

    relay = System.relay


@pytest.mark.parametrize(("trial", "variant", "harm"), BY_CRASHES)
def test_a_crash_schedule_catches_it(trial, variant, harm):
    assert harm in explore(variant(**trial.options), trial.turns, until=harm).wrong


@pytest.mark.parametrize("name", TRIALS)
def test_each_pattern_has_naive_variants(name):
    assert len(TRIALS[name].naive) >= NAIVE_MIN


def test_what_those_without_names_are_judged_by_lets_the_right_ones_pass():
    trial = TRIALS["outbox"]
    system = RightUnderTheSameJudge(**trial.options)
    assert explore(system, trial.turns, until="duplicate").wrong == {}


def races(kind):
    """The violations in each interleaving of a publisher, a collector, and a moving clock."""
    current = []
    turns = partial(Process, pausing=True)

    async def pass_time(system, process):
        await process.step()
        system.clock.advance(GRACE + 1)

    async def publish(system):
        with suppress(ReliabilityError):  # The caller sees the error, and publishes again.
            await system.publish(turns())

    def start():
        system = kind((LARGE,), outbox=False, claims=True)
        current[:] = [system]
        return [publish(system), system.collect(turns()), pass_time(system, turns())]

    def check():
        system = current[0]
        for group in GROUPS:
            finish(system.consume(Process(), group))
        found.append(system.violations()["dangling"])

    found = []
    for _ in interleavings(start, check, SLOW_PUBLISHER_PREEMPTIONS):
        pass
    return found


def test_no_collector_races_a_slow_publisher():
    found = races(System)
    assert sum(found) == 0
    assert len(found) >= 100


@pytest.mark.parametrize("variant", [naive.NaiveCollector, naive.CollectorWithoutCondemning])
def test_an_interleaving_catches_the_collector(variant):
    assert sum(races(variant)) > 0


def corrupted(kind):
    """What the handlers get of a payload whose stored bytes were changed."""
    system = kind((LARGE,), outbox=False, claims=True)
    finish(system.publish(Process()))
    ((key, (value, modified)),) = system.objects._objects.items()
    system.objects._objects[key] = (b"X" + value[1:], modified)
    finish(system.consume(Process(), "billing"))
    return system


def test_an_altered_payload_is_never_delivered():
    system = corrupted(System)
    assert system.handled["billing"] == []
    (dead,) = finish(system.queue.dead("billing"))
    assert "is not what was sent" in dead.reason
    assert system.meter["claim_check.digest_mismatch"] == 1


def test_without_the_digest_it_would_be():
    assert corrupted(naive.NoDigest).violations()["altered"] == 1
