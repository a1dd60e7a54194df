"""Several processes give the same result as one."""

import os

import pytest

from docsgate.loading.workers import jobs_for, merge_shares, run_together

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


def squares(numbers, jobs):
    def work(team):
        return merge_shares(team.gather([number * number for number in team.share(numbers)]))

    return run_together(work, jobs)


@pytest.mark.parametrize("jobs", [2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 10])
def test_results_come_in_the_order_of_the_items(jobs, count):
    assert squares(range(count), jobs) == [number * number for number in range(count)]


def test_shares_are_worked_on_in_different_processes():
    assert len(set(run_together(lambda team: team.gather(os.getpid()), 3))) == 3


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_every_process_learns_what_the_others_have(jobs):
    def work(team):
        first = team.exchange(team.rank)
        return team.gather(team.exchange((team.rank, first))) if team.size > 1 else first

    ranks = list(range(jobs))
    told = [(rank, ranks) for rank in ranks]
    assert run_together(work, jobs) == ([told] * jobs if jobs > 1 else ranks)


def test_a_large_value_passes():
    large = "x" * 5_000_000

    assert (
        run_together(lambda team: [len(one) for one in team.exchange(large)], 3) == [5_000_000] * 3
    )


@pytest.mark.parametrize("bad", [0, 1, 2])
@pytest.mark.parametrize("late", [False, True])
def test_what_a_process_raises_is_raised_here(bad, late):
    def work(team):
        if late:
            team.exchange(0)
        if team.rank == bad:
            raise ValueError(bad)
        team.exchange(0)

    with pytest.raises(ValueError, match=str(bad)):
        run_together(work, 3)


@pytest.mark.parametrize("bad", [1, 2])
def test_a_process_that_dies_is_told(bad):
    def work(team):
        if team.rank == bad:
            os._exit(9)
        team.exchange(0)

    with pytest.raises(RuntimeError, match="ended without a reply"):
        run_together(work, 3)


def test_no_process_is_left_behind():
    here, *others = run_together(lambda team: team.gather(os.getpid()), 3)

    assert here == os.getpid()
    for other in others:
        with pytest.raises(ProcessLookupError):
            os.kill(other, 0)


def test_little_work_is_not_spread_unless_it_is_asked_for():
    assert jobs_for(10) == 1
    assert jobs_for(10, wanted=3) == 3
    assert jobs_for(2, wanted=8) == 2
