"""What is refused of a read model."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def checkpoint_elsewhere(namespace: Namespace) -> None:
    """C11: rows and checkpoint must be one commit, or writes must be idempotent by version."""
    section, backend = namespace.parts.get("read_model", (namespace.section, None))
    if backend is None or backend.provides("transactional"):
        return
    if section.text("writes", "plain") not in ("versioned", "if-newer"):
        reason = f"`{backend.name}` cannot commit the checkpoint with the rows"
        write = "write `writes: if-newer`, or name a `postgres` or `sqlite` backend"
        section.refuse("C11", "backend", reason, write)
