"""The disk on which tests that need a real one work: `LAB_DISK`, or the system's temporary folder.

Some faults exist only where a commit takes its time. Where the folder is backed by memory, those
tests still run, but they compare no times, and the summary of the run says so.
"""

import os
import tempfile
from pathlib import Path

IN_MEMORY = {"tmpfs", "ramfs"}


def lab_disk():
    """The folder that `LAB_DISK` names, or the system's temporary folder."""
    return Path(os.environ.get("LAB_DISK") or tempfile.gettempdir())


def is_in_memory(folder, mounts=None):
    """Whether a folder is backed by memory, as the kernel's table of mounts says."""
    if mounts is None:
        table = Path("/proc/self/mounts")
        mounts = table.read_text(encoding="utf-8") if table.is_file() else ""
    folder, found = Path(folder).resolve(), (-1, "")
    for line in mounts.splitlines():
        _, place, kind, *_ = line.split(" ")
        if folder.is_relative_to(place):
            found = max(found, (len(place), kind))
    return found[1] in IN_MEMORY
