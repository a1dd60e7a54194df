"""Turns off the time limit of Hypothesis, because other programs share the machine.

The whole default suite is shared by as many processes as there are processors; whoever names tests
or markers gets one process, which starts sooner and can be debugged.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

from tools.disks import is_in_memory, lab_disk

PROCESSES_MAX = 8  # Each starts its own engines.

settings.register_profile("docsgate", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("docsgate")


def pytest_xdist_auto_num_workers(config):
    """The number of processes for `-n auto`; 0 runs all tests in the one that was started."""
    names_tests = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    names_markers = config.getoption("markexpr") not in config.getini("addopts")
    if names_tests or names_markers or config.getoption("keyword"):
        return 0
    return min(len(os.sched_getaffinity(0)), PROCESSES_MAX)


def pytest_terminal_summary(terminalreporter):
    """Say on which disk the tests that need one worked, if it is none."""
    if is_in_memory(lab_disk()):
        terminalreporter.write_line(f"{lab_disk()} is backed by memory: LAB_DISK names a real disk")
