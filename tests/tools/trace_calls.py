"""Count how often a run goes from one file of docsgate to another, a measure of how it reads.

    python tests/tools/trace_calls.py [CHECKOUT]

Two documents are validated, without the site, in one process. Each call from a function of one
file of the package to a function of another file counts once. The files entered most often are
printed with the total. CHECKOUT is another checkout, to compare with.
"""
# ruff: noqa: T201 - a program that prints

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parents[2]).resolve()
sys.path.insert(0, str(ROOT / "tooling"))

from docsgate.cli import command_line  # noqa: E402 - found through the line above

DOCUMENTS = {
    "docs-cms/adr/adr-001-one.md": """\
---
title: "ADR-001: One cache"
id: adr-001
status: Accepted
date: 2026-03-01
tags: [storage]
---

# ADR-001: One cache

Reads take <10ms, see [the other](./adr-002-two.md#decision) and [nothing](./missing.md).

## Decision

- Keep one cache.
  - It is {small}.

```python
cache = {}
```
""",
    "docs-cms/adr/adr-002-two.md": """\
---
title: "ADR-002: Two caches"
id: adr-002
status: Proposed
date: 2026-03-02
tags: [storage]
---

# ADR-002: Two caches

It follows ADR-001 and [a page](https://example.org/).

## Decision

| a | b |
|---|---|
| 1 | 2 |
""",
}
PACKAGE = str(ROOT / "tooling/docsgate") + "/"


def main():
    entered = Counter()
    calls = 0

    def look(frame, event, _argument):
        nonlocal calls
        if event != "call" or frame.f_back is None:
            return
        here, there = frame.f_back.f_code.co_filename, frame.f_code.co_filename
        if frame.f_code.co_name == "<module>" or not there.startswith(PACKAGE):
            return
        if here.startswith(PACKAGE):
            calls += 1
            if here != there:
                entered[there.removeprefix(PACKAGE)] += 1

    with TemporaryDirectory() as folder:
        for name, text in DOCUMENTS.items():
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        sys.setprofile(look)
        try:
            command_line(["validate", "--skip-build", "--output", f"{folder}/out", folder])
        finally:
            sys.setprofile(None)
    for name, count in entered.most_common(12):
        print(f"{count:6}  {name}")
    print(f"{sum(entered.values())} changes of file in {calls} calls")


if __name__ == "__main__":
    main()
