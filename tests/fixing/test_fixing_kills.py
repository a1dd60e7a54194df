"""Real SIGKILLs while a thousand documents are written; `pytest -m kills` runs many of them."""

import os

import pytest

from tools.fixing.killing import kill_runs

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a matter of POSIX")


def outcome_of(number):
    outcome = kill_runs(number)
    assert outcome.damaged == []
    assert outcome.strays == []
    return outcome


@pytest.mark.kills
def test_two_hundred_kills_leave_each_file_old_or_new_and_nothing_else():
    outcome = outcome_of(200)
    assert outcome.part_way >= 20, "the kills must hit the writing"
