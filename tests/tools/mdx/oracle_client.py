"""Asks the real compilers. `npm install` in tests/mdx/oracle first."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

FOLDER = Path(__file__).resolve().parents[2] / "mdx/oracle"


def missing() -> str:
    """Why the compilers cannot be asked, or nothing."""
    if shutil.which("node") is None:
        return "no `node` on the path"
    if not (FOLDER / "node_modules" / "@mdx-js" / "mdx").is_dir():
        return "no compilers: run `npm install` in tests/mdx/oracle"
    return ""


class Oracle:
    """The compilers, in one process of Node; or the JavaScript parser that they use."""

    def __init__(self, script: str = "oracle.mjs") -> None:
        self.script = script

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            ["node", self.script],
            cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def ask(self, mode: str, texts: list[str]) -> list[dict]:
        """The answers for `texts`, in order. `mode` is a dialect, or the kind of JavaScript."""
        answers = []
        for start in range(0, len(texts), 50):
            batch = texts[start : start + 50]
            lines = (json.dumps({"mode": mode, "text": text}) + "\n" for text in batch)
            self.process.stdin.write("".join(lines))
            self.process.stdin.flush()
            answers += [json.loads(self.process.stdout.readline()) for _ in batch]
        return answers
