"""The settings of a namespace, read from its YAML into values. `rules` judges them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..patterns.claim_check.claim_check import RESERVED
from ..patterns.outbox.pace import BATCH, RelayPolicy
from ..values import NOW, START

if TYPE_CHECKING:
    from ..configuration.backends import Backend
    from ..configuration.section import Section

Backends = dict[str, "Backend | None"]  # None for a backend that is declared but refused.


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """The queue of a publish-consume namespace."""

    section: Section
    backend: Backend | None
    groups: tuple[str, ...]
    new_groups: str
    retired: tuple[str, ...]
    durable: bool
    replayable: bool
    retention_seconds: float
    ack_wait_seconds: float
    backoff_seconds: float
    max_deliver: int
    dedup_window_seconds: float
    publish_seconds: float
    max_payload_bytes: int
    headers_max_bytes: int


@dataclass(frozen=True, slots=True)
class LayerSettings:
    """The settings of one layer: its kind, its backends under `store` and `claims`, and options."""

    kind: str
    section: Section
    store: Backend | None
    table: str = ""
    claims: Backend | None = None
    threshold_bytes: int = 0
    field: str = ""
    delete: str = ""
    grace_seconds: float = 0.0
    ttl_seconds: float = 0.0
    keep_seconds: float = 0.0
    relay: RelayPolicy | None = None
    compress: bool = False


@dataclass(frozen=True, slots=True)
class Namespace:
    """One namespace. Parts that its pattern does not have are empty."""

    name: str
    pattern: str
    section: Section
    store: Backend | None = None
    queue: QueueSettings | None = None
    layers: tuple[LayerSettings, ...] = ()
    longest_outage_seconds: float = 0.0
    parts: dict[str, tuple[Section, Backend | None]] = field(default_factory=dict)

    def layer(self, kind: str) -> LayerSettings | None:
        """The first layer of this kind."""
        return next((layer for layer in self.layers if layer.kind == kind), None)


def named_backend(
    section: Section, key: str, backends: Backends, port: str, *, required: bool = True
) -> Backend | None:
    """The backend that `key` names; None when there is none.

    Notes a refusal for `multi`, for an unknown name, and for a backend without the port.
    """
    if not required and not section.has(key):
        return None
    name = section.text(key)
    if not name:
        return None
    if name == "multi":
        reason = "`multi` names no store, so nobody can say what is durable"
        section.refuse("C01", key, reason, "name one backend, or one for each tier")
        return None
    if name not in backends:
        declared = ", ".join(f"`{each}`" for each in backends) or "a declared backend"
        section.refuse("C01", key, f"`{name}` is not a declared backend", f"write {declared}")
        return None
    backend = backends[name]
    if backend is not None and port and not backend.provides(port) and backend.type != "nats":
        reason = f"`{name}` is a {backend.type}, which has no adapter for {port}"
        section.refuse("C01", key, reason, _what_provides(port, backends))
    return backend


def _what_provides(port: str, backends: Backends) -> str:
    """What to write where a backend for `port` is wanted."""
    fitting = [each.name for each in backends.values() if each and each.provides(port)]
    return f"write {' or '.join(fitting)}" if fitting else f"declare a backend for {port}"


def _queue(section: Section, backends: Backends) -> QueueSettings:
    queue = QueueSettings(
        section,
        named_backend(section, "backend", backends, "queue"),
        tuple(section.names("groups")),
        section.text("new_groups", NOW, [NOW, START]),
        tuple(section.names("retired")) if section.has("retired") else (),
        durable=section.flag("durable", default=True),
        replayable=section.flag("replayable", default=False),
        retention_seconds=section.seconds("retention", "7d", forever=True, zero=False),
        ack_wait_seconds=section.seconds("ack_wait", "30s", zero=False),
        backoff_seconds=section.seconds("backoff", "30s"),
        max_deliver=section.whole("max_deliver", 5),
        dedup_window_seconds=section.seconds("dedup_window", "2m"),
        publish_seconds=section.seconds("publish_timeout", "5s", zero=False),
        max_payload_bytes=section.size("max_payload", "1MiB"),
        headers_max_bytes=section.size("headers_max", "4KiB"),
    )
    if still := [group for group in queue.groups if group in queue.retired]:
        reason = f"`{still[0]}` is also one of `groups`"
        section.refuse("C01", "retired", reason, "keep it in one of the two lists")
    section.ask("retired")
    section.finish()
    return queue


def _outbox(section: Section, backends: Backends) -> LayerSettings:
    store = named_backend(section, "store", backends, "transactional")
    relay = RelayPolicy(
        section.whole("batch", BATCH),
        section.seconds("lease", "15s", zero=False),
        section.size("batch_bytes", "4MiB"),
    )
    layer = LayerSettings("outbox", section, store, section.text("table", "outbox"), relay=relay)
    section.finish()
    return layer


def _inbox(section: Section, backends: Backends) -> LayerSettings:
    store = named_backend(section, "store", backends, "transactional")
    keep = section.seconds("keep", "30d", forever=True)
    layer = LayerSettings(
        "inbox", section, store, section.text("table", "inbox"), keep_seconds=keep
    )
    section.finish()
    return layer


def _claim_check(section: Section, backends: Backends) -> LayerSettings:
    layer = LayerSettings(
        "claim-check",
        section,
        named_backend(section, "store", backends, "objects"),
        claims=named_backend(section, "claims", backends, "key-value", required=False),
        threshold_bytes=section.size("threshold", "256KiB"),
        field=section.text("field", "headers.claim_id"),
        delete=section.text("delete", "all-groups", ["all-groups", "on-consume", "ttl"]),
        grace_seconds=section.seconds("grace", "1h"),
        ttl_seconds=section.seconds("ttl", "8d", forever=True),
        compress=section.flag("compress", default=False),
    )
    place, _, name = layer.field.partition(".")
    if place not in ("headers", "body") or not name:
        reason = f"`{layer.field}` is no field of a message"
        section.refuse("C01", "field", reason, "write `headers.<name>` or `body.<name>`")
    elif place == "headers" and name in RESERVED:
        reason = f"`{name}` is a header of the claim check itself"
        section.refuse("C01", "field", reason, "write another name, such as `headers.claim_id`")
    section.finish()
    return layer


LAYERS: Final = {"outbox": _outbox, "inbox": _inbox, "claim-check": _claim_check}

# The parts of the patterns that have no client here, each with its port and its keys.
PARTS: Final[dict[str, dict[str, tuple[str, tuple[str, ...]]]]] = {
    "write-ahead-log": {"log": ("log", ("retention",)), "target": ("", ())},
    "tiered-storage": {"index": ("", ("table",))},
    "change-data-capture": {"source": ("", ("tables", "lag_alert")), "target": ("", ())},
    "event-store": {"log": ("log", ("retention",)), "snapshots": ("", ("schema_version",))},
    "read-model": {"source": ("log", ()), "read_model": ("", ("writes", "table"))},
}
PATTERNS: Final = ("publish-consume", *PARTS)


def namespace_of(section: Section, backends: Backends) -> Namespace:
    """Read one namespace, and note a refusal for each value that is wrong."""
    name, pattern = section.name("name"), section.text("pattern", choices=PATTERNS)
    if pattern == "publish-consume":
        child = section.child("queue", required=True)
        namespace = Namespace(
            name,
            pattern,
            section,
            named_backend(section, "store", backends, "transactional", required=False),
            _queue(child, backends) if child else None,
            tuple(_layers(section, backends)),
            section.seconds("longest_outage", "0s"),
        )
    else:
        parts = _parts(section, pattern, backends)
        namespace = Namespace(name, pattern, section, parts=parts)
    section.finish()
    return namespace


def _layers(section: Section, backends: Backends) -> list[LayerSettings]:
    found = []
    for item in section.children("layers"):
        for kind in item.keys():  # noqa: SIM118 - a `Section` is no dictionary.
            if kind not in LAYERS:
                write = f"write one of {', '.join(f'`{each}`' for each in LAYERS)}"
                item.refuse("C01", kind, f"nobody knows the layer `{kind}`", write)
            elif (child := item.child(kind)) is not None:
                found.append(LAYERS[kind](child, backends))
    return found


def _parts(
    section: Section, pattern: str, backends: Backends
) -> dict[str, tuple[Section, Backend | None]]:
    found = {}
    for name, (port, keys) in PARTS.get(pattern, {}).items():
        child = section.child(name)
        if child is not None:
            found[name] = (child, named_backend(child, "backend", backends, port))
            child.ask(*keys)
            child.finish()
    if pattern == "tiered-storage" and (tiers := section.child("tiers", required=True)):
        for name in tiers.keys():  # noqa: SIM118 - a `Section` is no dictionary.
            if (tier := tiers.child(name)) is not None:
                found[f"tiers.{name}"] = (tier, named_backend(tier, "backend", backends, ""))
                tier.finish()
    return found
