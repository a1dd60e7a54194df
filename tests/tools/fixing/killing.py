"""Kills runs of `docsgate validate --fix` at random moments, and looks at what they left."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = 1000
_OLD = "# Document {number}\n\nLatency and `code`. \n\nMore.\n"
_NEW = "# Document {number}\n\nLatency and `code`.\n\nMore.\n"
_ONLY = ["--target", "github", "--select", "whitespace-trailing", "--skip-build"]


@dataclass
class Outcome:
    """The state of the documents after all kills."""

    runs: int = 0
    killed: int = 0
    part_way: int = 0
    damaged: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"kills: {self.runs} runs over {DOCUMENTS} documents, {self.killed} killed, "
            f"{self.part_way} of them part way through the writing\n"
            f"  files neither old nor new: {len(self.damaged)}\n"
            f"  stray files after the next run: {len(self.strays)}"
        )


def kill_runs(number: int, seed: int = 1) -> Outcome:
    """Kill `number` runs at random moments of the time in which they write."""
    chance = random.Random(seed)
    outcome = Outcome()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = {f"d{n % 20}/{n:04}.md": n for n in range(DOCUMENTS)}
        _write_old(folder, texts)
        for _ in range(number):
            _one(folder, texts, chance, outcome)
        _write_old(folder, texts)
        subprocess.run(_command(folder), env=_environment(), capture_output=True, check=False)
        outcome.strays = [str(path) for path in folder.rglob("*") if ".tmp" in path.name]
    return outcome


def _one(folder: Path, texts: dict[str, int], chance: random.Random, outcome: Outcome) -> None:
    process = subprocess.Popen(
        _command(folder), env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    first = folder / next(iter(texts))
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if _is_new(first):
            break
        time.sleep(0.001)
    time.sleep(chance.random() * 0.12)
    outcome.runs += 1
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
        outcome.killed += 1
    process.wait(timeout=60)
    states = set()
    for path, document in texts.items():
        data = (folder / path).read_text("utf-8")
        old, new = _OLD.format(number=document), _NEW.format(number=document)
        states.add(data == new)
        if data not in (old, new):
            outcome.damaged.append(path)
        elif data == new:
            (folder / path).write_text(old, "utf-8")
    outcome.part_way += len(states) > 1


def _is_new(path: Path) -> bool:
    return b". \n" not in path.read_bytes()


def _write_old(folder: Path, texts: dict[str, int]) -> None:
    for path, number in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(_OLD.format(number=number), "utf-8")


def _command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "docsgate", "validate", "--fix", *_ONLY, str(folder)]


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "tooling")}
