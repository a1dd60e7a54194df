"""Writes two decisions into the current directory, of which the second can replace the first."""

from pathlib import Path

OLD = """---
# Decided in March.
title: "ADR-001: Queue"   # as agreed
status: 'Accepted'  # by all
date: 2026-03-01
tags: [queue]
---

# ADR-001: Queue

status: Accepted
"""
NEW = """---
title: "ADR-002: Log"
status: Accepted
date: 2026-03-02
---

# ADR-002: Log
"""


def write(path, text):
    path = Path("docs/adr", path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def read(path):
    return Path("docs/adr", path).read_bytes().decode()


def write_both():
    write("adr-001-queue.md", OLD)
    write("adr-002-log.md", NEW)
