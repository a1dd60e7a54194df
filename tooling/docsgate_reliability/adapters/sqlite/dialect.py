"""What SQL means to SQLite, where it differs from PostgreSQL."""

from __future__ import annotations

import re

from ..sql.dialect import Dialect

ALTER = re.compile(r"\s*(?:ALTER|DROP)\s+TABLE\b", re.IGNORECASE)

DIALECT = Dialect(
    key="INTEGER PRIMARY KEY",
    serial="INTEGER PRIMARY KEY AUTOINCREMENT",
    blob="BLOB",
    name="TEXT",
    compact=" WITHOUT ROWID",
    skip_locked="",
    row_lock="",
    share_lock="",
    number="",  # One writer draws them; see `next_number`.
    lock_keys=None,
    share_groups=None,
    lock_groups=None,
)
