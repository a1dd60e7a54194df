"""Work spread over processes is the work of one."""

import os

import pytest

from docsgate.workers import jobs_for, spread

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 10])
def test_results_come_in_the_order_of_the_items(jobs, count):
    assert [number * number for number in range(count)] == spread(
        lambda number: number * number, range(count), jobs
    )


def test_the_items_are_worked_on_in_other_processes():
    assert len(set(spread(lambda _: os.getpid(), range(6), 3))) == 3


@pytest.mark.parametrize("bad", [0, 1])
def test_what_a_worker_raises_is_raised_here(bad):
    def function(number):
        if number == bad:
            raise ValueError(number)

    with pytest.raises(ValueError, match=str(bad)):
        spread(function, range(4), 2)


def test_a_worker_that_dies_is_told():
    here = os.getpid()

    def function(_number):
        if os.getpid() != here:
            os._exit(9)

    with pytest.raises(RuntimeError, match="ended without a reply"):
        spread(function, range(4), 2)


def test_little_work_is_not_spread_unless_it_is_asked_for():
    assert jobs_for(10) == 1
    assert jobs_for(10, wanted=3) == 3
    assert jobs_for(2, wanted=8) == 2
