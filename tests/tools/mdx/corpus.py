"""The real documents and inputs with the compiler's verdicts, where they lie beside the project."""

from __future__ import annotations

import json
import re
import tarfile
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "mdx"
MISSING = f"no corpus at {FOLDER.name}/ beside the project"
_LINE_ENDING = re.compile(r"\r\n?|\n")


@lru_cache(maxsize=1)
def documents() -> dict[str, str]:
    """The dev documents by name, decoded, without a byte order mark."""
    found = {}
    with tarfile.open(FOLDER / "dev-documents.tar.gz") as archive:
        for member in archive.getmembers():
            stream = archive.extractfile(member)
            if stream is not None:
                text = stream.read().decode("utf-8", "replace").removeprefix("\ufeff")
                found[Path(member.name).stem] = text
    return found


def records(name: str) -> list[dict]:
    """The objects in a file of one JSON object a line."""
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


def position(text: str, offset: int | None) -> tuple[int | None, int | None]:
    """Line and column of `offset` as the compiler counts them: from one, in UTF-16 units."""
    if offset is None:
        return None, None
    before = text[:offset]
    line = len(_LINE_ENDING.findall(before)) + 1
    start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return line, len(before[start:].encode("utf-16-le", "surrogatepass")) // 2 + 1
