"""Makes a folder so that a power cut does not take it away with all that is in it.

The name of a folder is an entry of its parent, and is on disk when the parent was synced.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_durable(folder: Path) -> None:
    """Make `folder` and its parents, unless they are there. Raises OSError.

    The last folder that is there may have been made by a process that was stopped before it synced,
    so that one is synced into its parent, too.
    """
    folder = folder.absolute()
    missing = [folder]
    while not missing[-1].exists() and missing[-1] != missing[-1].parent:
        missing.append(missing[-1].parent)
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        with suppress(PermissionError):  # A parent that nobody may read was made by somebody else.
            sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on disk. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
