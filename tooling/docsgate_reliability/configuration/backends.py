"""The kinds of backends: which keys each has, and what it may be used for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .section import Section


@dataclass(frozen=True, slots=True)
class BackendKind:
    """The keys of one type of backend, and the ports it has an adapter for."""

    ports: frozenset[str]
    required: tuple[str, ...] = ()
    optional: tuple[tuple[str, str], ...] = ()  # Each key with its default.


def _kind(ports: str, required: str = "", **optional: str) -> BackendKind:
    return BackendKind(frozenset(ports.split()), tuple(required.split()), tuple(optional.items()))


KINDS: Final = {
    "memory": _kind("key-value objects queue log transactional changes"),
    "sqlite": _kind("key-value queue log transactional changes", "path", synchronous="full"),
    "files": _kind("objects", "path"),
    "nats": _kind("", "url"),  # Core NATS keeps nothing, so it can implement no port.
    "nats-jetstream": _kind(
        "key-value queue log", "url", sync_interval="2m", storage="file", monitor=""
    ),
    "postgres": _kind(
        "key-value queue log transactional changes", "url", max_slot_wal_keep="", timeout="10s"
    ),
    "s3": _kind("objects", "bucket", endpoint="", region="us-east-1", access_key="", secret_key=""),
    "valkey": _kind("key-value", "url", appendfsync="everysec"),
}
ALIASES: Final = {"redis": "valkey", "postgresql": "postgres"}


@dataclass(frozen=True, slots=True)
class Backend:
    """One declared backend."""

    name: str
    type: str
    options: dict[str, str]
    section: Section

    def provides(self, port: str) -> bool:
        """Whether this kind of backend has an adapter for `port`."""
        return port in KINDS[self.type].ports

    @property
    def loses(self) -> str:
        """Why an acknowledged write may be lost; empty when it cannot be."""
        if self.type == "memory" or self.options.get("path") == ":memory:":
            return "memory is gone with the process"
        if self.type == "nats":
            return "core NATS keeps no message"
        wanted = DURABLE.get(self.type, {})
        for option, values in wanted.items():
            if self.options[option] not in values:
                return f"`{option}: {self.options[option]}` acknowledges before the disk has it"
        return ""

    @property
    def durable_options(self) -> str:
        """What to write in the configuration so that no acknowledged write is lost."""
        wanted = [
            f"`{option}: {values[0]}`" for option, values in DURABLE.get(self.type, {}).items()
        ]
        if not wanted:
            return "use `sqlite`, `postgres` or `nats-jetstream` with `sync_interval: always`"
        return (
            f"write {' and '.join(wanted)} in `backends.{self.name}`, as the server is configured"
        )


Backends = dict[str, Backend | None]  # None for a backend that is declared but refused.

DURABLE: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "sqlite": {"synchronous": ("full", "extra")},
    "nats-jetstream": {"storage": ("file",), "sync_interval": ("always",)},
    "valkey": {"appendfsync": ("always",)},
}


CHOICES: Final = {
    "synchronous": ("off", "normal", "full", "extra"),
    "storage": ("file", "memory"),
    "appendfsync": ("no", "everysec", "always"),
}
"""The possible values of the options that have but a few."""


def backend_of(name: str, section: Section) -> Backend | None:
    """Read one backend; an unknown type is noted as a refusal, and gives None."""
    type_ = section.text("type")
    if type_ == "multi":
        reason = "`multi` names no store, so nobody can say what is durable"
        write = "declare each store by itself, and name it where it is used"
        section.refuse("C01", "type", reason, write)
        return None
    kind = KINDS.get(ALIASES.get(type_, type_))
    if kind is None:
        known = ", ".join(f"`{each}`" for each in KINDS)
        section.refuse("C01", "type", f"there is no adapter for `{type_}`", f"write one of {known}")
        return None
    options = {key: section.text(key) for key in kind.required}
    for key, default in kind.optional:
        given = section.has(key)
        options[key] = section.text(key, default, CHOICES.get(key, ())) if given else default
    if "timeout" in options:
        options["timeout"] = str(section.seconds("timeout", options["timeout"], zero=False))
    section.finish()
    return Backend(name, ALIASES.get(type_, type_), options, section)


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


def refuse_loss(section: Section, key: str, backend: Backend | None) -> None:
    """C02: note a refusal if `backend`, which `key` names, may lose an acknowledged write.

    It may be None.
    """
    if backend is not None and backend.loses:
        section.refuse("C02", key, backend.loses, backend.durable_options)
