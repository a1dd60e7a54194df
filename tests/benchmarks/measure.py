"""CPU seconds of a call in this process, and of a whole child process.

The machine may be busy with something else, so wall time says little. CPU time is measured several
times, and the best run counts, because noise only adds to it.
"""

import gc
import os
import subprocess
import time
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Run:
    """One child process: CPU and wall seconds, peak memory in megabytes, exit code."""

    cpu: float
    wall: float
    megabytes: float
    code: int


@dataclass(frozen=True)
class Runs:
    """Several runs of the same command."""

    all: tuple[Run, ...]

    @property
    def best(self):
        return min(run.cpu for run in self.all)

    @property
    def median(self):
        return median(run.cpu for run in self.all)

    @property
    def wall(self):
        return min(run.wall for run in self.all)

    @property
    def megabytes(self):
        return max(run.megabytes for run in self.all)

    @property
    def codes(self):
        return ",".join(str(code) for code in sorted({run.code for run in self.all}))


def best_cpu_seconds(call, runs):
    """The least CPU seconds of `runs` runs of `call`, without the garbage collector."""
    found = []
    for _ in range(runs):
        gc.collect()
        gc.disable()
        started = time.process_time()
        call()
        found.append(time.process_time() - started)
        gc.enable()
    return min(found)


def run_child(command, cwd, environment=None):
    """Run `command` to its end, discard what it prints, and measure only this process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        raise
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(cpu, wall, usage.ru_maxrss / 1024, process.returncode)


def run_children(command, cwd, runs, environment=None):
    """Run `command` that many times, one after the other."""
    return Runs(tuple(run_child(command, cwd, environment) for _ in range(runs)))
