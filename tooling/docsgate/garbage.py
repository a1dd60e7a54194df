"""No search for garbage while documents are read: that makes many objects and no cycles.

Python looks through all objects again and again while their number grows. For a large document
that takes as long as reading it, and for a run a third of its time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """The collector of cycles rests, if it was at work."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
