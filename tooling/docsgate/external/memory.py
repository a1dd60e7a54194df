"""The results of earlier runs, in a file in the project's folder.

Pages that are alive are asked again after `alive_hours`, and dead ones after `dead_hours`. Failures
that may pass are never kept: blocked and unreachable pages, and hosts without an address, are asked
in each run. A file that cannot be read counts as empty.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import mkstemp
from time import time
from typing import TYPE_CHECKING, Any

from .results import Fate, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..configuration.settings import External

FILE = ".docsgate-cache/external.json"
_VERSION = 1


def recall(root: Path) -> dict[str, Result]:
    """The results that are not too old, by address."""
    try:
        data: Any = json.loads((root / FILE).read_text(encoding="utf-8"))
        entries = data["addresses"] if data["version"] == _VERSION else {}
        return {
            address: _result(entry)
            for address, entry in entries.items()
            if float(entry["until"]) > time()
        }
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def remember(root: Path, results: Mapping[str, Result], settings: External) -> None:
    """Add `results` to the file. If it cannot be written, the next run asks again."""
    hours = {Fate.ALIVE: settings.alive_hours, Fate.DEAD: settings.dead_hours}
    fresh = {
        address: _entry(result, time() + 3600 * hours[result.fate])
        for address, result in results.items()
        if result.fate in hours and result.lasting
    }
    file = root / FILE
    try:
        old: Any = json.loads(file.read_text(encoding="utf-8"))["addresses"]
        kept = {address: e for address, e in old.items() if float(e["until"]) > time()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        kept = {}
    addresses = dict(sorted({**kept, **fresh}.items()))
    try:
        _write(file, json.dumps({"version": _VERSION, "addresses": addresses}, indent=1))
    except OSError:
        return


def _result(entry: Any) -> Result:
    fate = Fate(entry["fate"])
    missing, known = frozenset(entry.get("missing", ())), frozenset(entry.get("known", ()))
    return Result(fate, entry.get("reason", ""), entry.get("moved_to", ""), missing, known)


def _entry(result: Result, until: float) -> dict[str, object]:
    return {
        "fate": result.fate.value,
        "until": int(until),
        "reason": result.reason,
        "moved_to": result.moved_to,
        "missing": sorted(result.missing),
        "known": sorted(result.known),
    }


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    ignored = file.with_name(".gitignore")
    if not ignored.exists():  # Git leaves the folder alone then, wherever it is.
        ignored.write_text("*\n", encoding="utf-8")
    descriptor, name = mkstemp(dir=file.parent, prefix="external.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as temporary:
        temporary.write(text)
    Path(name).replace(file)
