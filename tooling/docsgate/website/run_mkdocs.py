"""Runs the builder as a child process and returns its messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import mkdocs_process

TIME_LIMIT_SECONDS = 900
"""1,000 pages took 170 seconds on a busy machine; a build that takes longer is stuck."""

_QUIET = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True, slots=True)
class BuilderMessage:
    """One warning or error in the builder's own words."""

    level: str
    text: str


def run_builder(root: Path, config_file: Path, overrides: dict[str, Any]) -> list[BuilderMessage]:
    """Build strictly, in the folder `root`; return every warning and error, in order.

    An empty list means that the site was built.
    """
    with tempfile.TemporaryDirectory(prefix="docsgate-") as folder:
        records = Path(folder, "records.jsonl")
        records.touch()
        request = mkdocs_process.BuildRequest(str(config_file), str(records), overrides)
        try:
            process = subprocess.run(  # noqa: S603 - this interpreter, our own module
                command(),
                input=mkdocs_process.encode(request),
                cwd=root,
                env=environment(),
                capture_output=True,
                text=True,
                errors="replace",
                timeout=TIME_LIMIT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            text = f"the build was stopped after {TIME_LIMIT_SECONDS} seconds"
            return [*_read(records), BuilderMessage("ERROR", text)]
        messages = _read(records)
    if process.returncode and not messages:
        last = process.stderr.strip().rpartition("\n")[2]
        text = f"the builder ended with code {process.returncode}: {last}".rstrip(": ")
        messages.append(BuilderMessage("ERROR", text))
    return messages


def command() -> list[str]:
    """How to start the runner with the interpreter and the packages of this process."""
    return [sys.executable, "-m", mkdocs_process.__name__]


def environment() -> dict[str, str]:
    """The environment of the runner: this package can be imported, and banners are off."""
    package = str(Path(__file__).parents[2])
    inherited = os.environ.get("PYTHONPATH")
    paths = os.pathsep.join(filter(None, (package, inherited)))
    return {**os.environ, **_QUIET, "PYTHONPATH": paths, "PYTHONWARNINGS": "ignore"}


def _read(records: Path) -> list[BuilderMessage]:
    """The distinct messages. MkDocs repeats some of them for each page."""
    lines = records.read_text(encoding="utf-8").split("\n")
    entries = [json.loads(line) for line in lines if line]
    return list(
        dict.fromkeys(BuilderMessage(entry["level"], entry["message"]) for entry in entries)
    )
