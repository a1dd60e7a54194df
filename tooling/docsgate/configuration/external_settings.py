"""The table `[external]`: how links to other sites are checked.

Whether private networks may be asked is an option of the command line and no setting: the
configuration comes with the documents, so whoever writes documents could set it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from .settings import External

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..errors import ConfigError
    from .toml_positions import KeyPath


class SettingsReader(Protocol):
    """Checks values of settings, and knows where in the file each key is written."""

    def error(self, path: KeyPath, message: str) -> ConfigError:
        """An error at the key `path`, to be raised."""

    def table(self, data: object, path: KeyPath, known: Iterable[str]) -> dict[str, Any]:
        """`data` as a table. Raises ConfigError when it is none or has other than `known` keys."""

    def boolean(self, value: object, path: KeyPath) -> bool:
        """`value` as true or false. Raises ConfigError when it is neither."""

    def strings(self, value: object, path: KeyPath) -> tuple[str, ...]:
        """`value` as a list of strings. Raises ConfigError when it is none."""


def read_external(reader: SettingsReader, value: object, path: KeyPath) -> External:
    """The settings in the table `value`. Raises ConfigError when one of them is not valid."""
    table = reader.table(value, path, _SETTINGS)
    values: dict[str, Any] = {
        key: read(reader, table[name], (*path, name))
        for name, (key, read) in _SETTINGS.items()
        if name in table
    }
    return External(**values)


def _boolean(reader: SettingsReader, value: object, path: KeyPath) -> bool:
    return reader.boolean(value, path)


def _strings(reader: SettingsReader, value: object, path: KeyPath) -> tuple[str, ...]:
    return reader.strings(value, path)


def _number(reader: SettingsReader, value: object, path: KeyPath) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise reader.error(path, f"`{_show(path)}` must be a number, at least 0")
    return value


def _count(reader: SettingsReader, value: object, path: KeyPath) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise reader.error(path, f"`{_show(path)}` must be a whole number, at least 1")
    return value


def _statuses(reader: SettingsReader, value: object, path: KeyPath) -> tuple[int, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(_count(reader, item, (*path, place)) for place, item in enumerate(items))


def _show(path: KeyPath) -> str:
    return ".".join(str(part) for part in path)


_SETTINGS: dict[str, tuple[str, Callable[[SettingsReader, object, KeyPath], object]]] = {
    "enabled": ("enabled", _boolean),
    "offline": ("offline", _boolean),
    "exclude": ("exclude", _strings),
    "accept": ("accept", _statuses),
    "timeout-seconds": ("timeout_seconds", _number),
    "per-host": ("per_host", _count),
    "delay-seconds": ("delay_seconds", _number),
    "alive-hours": ("alive_hours", _number),
    "dead-hours": ("dead_hours", _number),
}
