"""The settings of a claim check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...configuration.backends import named_backend
from .claim_check import RESERVED

if TYPE_CHECKING:
    from ...configuration.backends import Backend, Backends
    from ...configuration.section import Section


@dataclass(frozen=True, slots=True)
class ClaimCheckSettings:
    """Where payloads and register are, which payloads are stored, and for how long.

    `claims` is None where the register is in the store of the outbox.
    """

    section: Section
    store: Backend | None
    claims: Backend | None
    threshold_bytes: int
    field: str
    delete: str
    grace_seconds: float
    ttl_seconds: float
    compress: bool
    kind: str = "claim-check"

    @property
    def keeps(self) -> tuple[tuple[str, Backend | None], ...]:
        """A message is worth as much as its payload, and as what the register says of it."""
        return (("store", self.store), ("claims", self.claims))


def read(section: Section, backends: Backends) -> ClaimCheckSettings:
    """Read the layer, and note a refusal for each value that is wrong."""
    settings = ClaimCheckSettings(
        section,
        named_backend(section, "store", backends, "objects"),
        named_backend(section, "claims", backends, "key-value", required=False),
        threshold_bytes=section.size("threshold", "256KiB"),
        field=section.text("field", "headers.claim_id"),
        delete=section.text("delete", "all-groups", ["all-groups", "on-consume", "ttl"]),
        grace_seconds=section.seconds("grace", "1h"),
        ttl_seconds=section.seconds("ttl", "8d", forever=True),
        compress=section.flag("compress", default=False),
    )
    place, _, name = settings.field.partition(".")
    if place not in ("headers", "body") or not name:
        reason = f"`{settings.field}` is no field of a message"
        section.refuse("C01", "field", reason, "write `headers.<name>` or `body.<name>`")
    elif place == "headers" and name in RESERVED:
        reason = f"`{name}` is a header of the claim check itself"
        section.refuse("C01", "field", reason, "write another name, such as `headers.claim_id`")
    section.finish()
    return settings
