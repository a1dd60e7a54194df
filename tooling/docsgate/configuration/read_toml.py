"""Reads a `Config` from TOML: `docsgate.toml`, or `[tool.docsgate]` in pyproject.toml.

A setting that is not understood is an error with its place and the nearest valid name; no default
ever replaces it silently. The JSON schema of the same settings, for editors, is
`docsgate/configuration/schema/docsgate.schema.json`; a test keeps the two equal.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from ..diagnostics import Severity
from ..errors import ConfigError
from ..late_pattern import LatePattern
from ..nearest import nearest
from ..text import Source
from .external_settings import read_external
from .globs import glob_to_regex
from .known_layouts import COLLECTIONS
from .settings import Collection, Config, FieldType, Target
from .toml_positions import KeyPath, key_positions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

_SEVERITIES: dict[str, Severity | None] = {
    **{severity.value: severity for severity in Severity},
    "off": None,
}


def read_config(root: Path, name: str, text: str, rule_ids: Sequence[str]) -> Config | None:
    """Read configuration from the TOML `text` of the file `name` in `root`.

    `rule_ids` are the rules that exist. Returns None when the file is a pyproject.toml without
    `[tool.docsgate]`. Raises ConfigError when the file is no TOML, or a setting is not valid.
    """
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(name, text, str(error)) from None
    except RecursionError:
        raise ConfigError(f"{name}:1:1: invalid TOML: nested too deeply") from None
    prefix: KeyPath = ()
    if name == "pyproject.toml":
        prefix = ("tool", "docsgate")
        tools = data.get("tool")
        data = tools.get("docsgate") if isinstance(tools, dict) else None
        if data is None:
            return None
    return _Reader(name, text, prefix, rule_ids).config(data, Config(root=root, file=name))


def _toml_error(name: str, text: str, message: str) -> ConfigError:
    """The error of `tomllib` with its place in front: the end of `text` when it names none."""
    place = re.search(r" \(at line (\d+), column (\d+)\)$", message)
    line, column = place.groups() if place else Source(name, text).position(len(text))
    what = message[: place.start()] if place else message.removesuffix(" (at end of document)")
    return ConfigError(f"{name}:{line}:{column}: invalid TOML: {what}")


class _Reader:
    """Reads settings by key. Each method raises ConfigError, with the place, for a wrong value."""

    def __init__(self, name: str, text: str, prefix: KeyPath, rule_ids: Sequence[str]) -> None:
        self._name = name
        self._rule_ids = rule_ids
        self._source = Source(name, text)
        self._prefix = prefix

    def config(self, data: object, defaults: Config) -> Config:
        table = self.table(data, (), _SETTINGS)
        values: dict[str, Any] = {
            key: read(self, table[name], (name,))
            for name, (key, read) in _SETTINGS.items()
            if name in table
        }
        return replace(defaults, **values)

    def error(self, path: KeyPath, message: str) -> ConfigError:
        """An error at the key `path`, or at the nearest key above it that the file contains."""
        positions = key_positions(self._source.text)
        full = (*self._prefix, *path)
        while full and full not in positions:
            full = full[:-1]
        line, column = self._source.position(positions[full].start if full else 0)
        return ConfigError(f"{self._name}:{line}:{column}: {message}")

    def table(self, data: object, path: KeyPath, known: Iterable[str]) -> dict[str, Any]:
        """`data`, which must be a table with no other than the `known` keys. Raises ConfigError."""
        if not isinstance(data, dict):
            where = _show(path or self._prefix)
            raise self.error(path, f"`{where}` must be a table, not {_toml_type(data)}")
        for key in data:
            if key not in known:
                where = f" in `{_show(path)}`" if path else ""
                raise self.error(
                    (*path, key), f"unknown setting `{key}`{where}{_suggest_name(key, known)}"
                )
        return data

    def one_of(self, value: object, path: KeyPath, choices: Iterable[str]) -> str:
        """`value`, which must be one of `choices`. Raises ConfigError."""
        choices = list(choices)
        if not isinstance(value, str) or value not in choices:
            hint = _suggest_name(str(value), choices) or f"; it is one of {', '.join(choices)}"
            raise self.error(path, f"`{_show(path)}` cannot be `{value}`{hint}")
        return value

    def string(self, value: object, path: KeyPath) -> str:
        """`value`, which must be a string that is not empty. Raises ConfigError."""
        if not isinstance(value, str) or not value:
            raise self.error(path, f"`{_show(path)}` must be a string, not {_toml_type(value)}")
        return value

    def boolean(self, value: object, path: KeyPath) -> bool:
        """`value`, which must be true or false. Raises ConfigError."""
        if not isinstance(value, bool):
            raise self.error(path, f"`{_show(path)}` must be true or false")
        return value

    def strings(self, value: object, path: KeyPath) -> tuple[str, ...]:
        """`value`, a list of strings; a single string means a list of one. Raises ConfigError."""
        if isinstance(value, str):
            return (self.string(value, path),)
        if not isinstance(value, list):
            message = f"`{_show(path)}` must be a list of strings, not {_toml_type(value)}"
            raise self.error(path, message)
        return tuple(self.string(item, (*path, number)) for number, item in enumerate(value))

    def folder(self, value: object, path: KeyPath) -> str:
        """`value`, a path relative to the root that stays inside it. Raises ConfigError."""
        text = self.string(value, path).replace("\\", "/")
        parts = [part for part in text.split("/") if part not in ("", ".")]
        if text.startswith("/") or ".." in parts:
            raise self.error(path, f"`{value}` must be a path inside the project, relative to it")
        return "/".join(parts)

    def folders(self, value: object, path: KeyPath) -> tuple[str, ...]:
        """`value`, one folder or a list of folders. Raises ConfigError."""
        names = self.strings(value, path)
        return tuple(self.folder(name, (*path, number)) for number, name in enumerate(names))

    def targets(self, value: object, path: KeyPath) -> tuple[Target, ...]:
        """`value`, a list of renderers, at least one. Raises ConfigError."""
        names = self.strings(value, path)
        if not names:
            raise self.error(path, "`targets` is empty; leave it out for the default")
        choices = [target.value for target in Target]
        return tuple(Target(self.one_of(name, (*path, n), choices)) for n, name in enumerate(names))

    def fail_on(self, value: object, path: KeyPath) -> bool:
        """Whether warnings fail a run. Raises ConfigError."""
        return self.one_of(value, path, ("error", "warning")) == "warning"

    def severities(self, value: object, path: KeyPath) -> tuple[tuple[str, Severity | None], ...]:
        """`value`, a table of rule globs and severities. Raises ConfigError."""
        if not isinstance(value, dict):
            raise self.error(path, f"`{_show(path)}` must be a table of rule = severity")
        found = []
        for glob, severity in value.items():
            self.rule_glob(glob, (*path, glob))
            name = self.one_of(severity, (*path, glob), _SEVERITIES)
            found.append((glob, _SEVERITIES[name]))
        return tuple(found)

    def rule_glob(self, glob: str, path: KeyPath) -> None:
        """Refuse a rule or rule glob that names no rule. Raises ConfigError."""
        pattern = glob_to_regex(glob)
        if not any(pattern.fullmatch(rule) for rule in self._rule_ids):
            raise self.error(
                path, f"no rule is named `{glob}`{_suggest_name(glob, self._rule_ids)}"
            )

    def ignores(self, value: object, path: KeyPath) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """`value`, a table of path globs and lists of rule globs. Raises ConfigError."""
        if not isinstance(value, dict):
            raise self.error(path, f"`{_show(path)}` must be a table of path = [rules]")
        found = []
        for paths, rules in value.items():
            globs = self.strings(rules, (*path, paths))
            for number, glob in enumerate(globs):
                self.rule_glob(glob, (*path, paths, number))
            found.append((paths, globs))
        return tuple(found)

    def components(self, value: object, path: KeyPath) -> frozenset[str]:
        """`value`, names of the components that the MDX site supplies. Raises ConfigError."""
        return frozenset(self.strings(value, path))

    def collections(self, value: object, path: KeyPath) -> tuple[Collection, ...]:
        """`value`, a table of collections by name. Raises ConfigError."""
        if not isinstance(value, dict):
            raise self.error(path, f"`{_show(path)}` must be a table of collections")
        return tuple(self._collection(name, data, (*path, name)) for name, data in value.items())

    def _collection(self, name: str, data: object, path: KeyPath) -> Collection:
        table = self.table(data, path, _COLLECTION_SETTINGS)
        if "folder" not in table:
            raise self.error(path, f"collection `{name}` has no `folder`")
        known = next((entry for entry in COLLECTIONS if entry.name == name), None)
        base = known._replace(anywhere=False) if known else Collection(name, ())
        values: dict[str, Any] = {
            key: read(self, table[setting], (*path, setting))
            for setting, (key, read) in _COLLECTION_SETTINGS.items()
            if setting in table
        }
        values.setdefault("frontmatter_required", bool(values.get("required", base.required)))
        required = dict(values.get("required", base.required))
        optional = values.get("optional", base.optional)
        values["optional"] = tuple(entry for entry in optional if entry[0] not in required)
        return base._replace(**values)

    def pattern(self, value: object, path: KeyPath) -> LatePattern:
        """`value`, a regular expression for whole file names. Raises ConfigError."""
        text = self.string(value, path)
        try:
            re.compile(text)
        except re.error as error:
            raise self.error(path, f"`{_show(path)}` is no regular expression: {error}") from None
        return LatePattern(text)

    def fields(self, value: object, path: KeyPath) -> tuple[tuple[str, FieldType], ...]:
        """`value`, a table of fields and their types. Raises ConfigError."""
        if not isinstance(value, dict):
            raise self.error(
                path, f'`{_show(path)}` must be a table such as {{ title = "string" }}'
            )
        choices = [kind.value for kind in FieldType]
        return tuple(
            (name, FieldType(self.one_of(kind, (*path, name), choices)))
            for name, kind in value.items()
        )


_Read: TypeAlias = "Callable[[_Reader, object, KeyPath], object]"
_SETTINGS: dict[str, tuple[str, _Read]] = {
    "docs": ("docs", _Reader.folders),
    "exclude": ("exclude", _Reader.strings),
    "code": ("code", _Reader.strings),
    "external": ("external", read_external),
    "targets": ("targets", _Reader.targets),
    "site": ("site", _Reader.folder),
    "collections": ("collections", _Reader.collections),
    "rules": ("severities", _Reader.severities),
    "ignore": ("ignores", _Reader.ignores),
    "components": ("components", _Reader.components),
    "strict": ("strict", _Reader.boolean),
    "fail-on": ("fail_on_warnings", _Reader.fail_on),
    "baseline": ("baseline", _Reader.folder),
}
_COLLECTION_SETTINGS: dict[str, tuple[str, _Read]] = {
    "folder": ("folders", _Reader.folders),
    "filename": ("filename", _Reader.pattern),
    "id": ("id", _Reader.string),
    "required": ("required", _Reader.fields),
    "optional": ("optional", _Reader.fields),
    "statuses": ("statuses", _Reader.strings),
    "templates": ("templates", _Reader.strings),
    "frontmatter": ("frontmatter_required", _Reader.boolean),
    "unknown-fields": ("unknown_fields", _Reader.boolean),
}


def _show(path: KeyPath) -> str:
    return ".".join(str(part) for part in path)


def _suggest_name(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""


def _toml_type(value: object) -> str:
    names: dict[type, str] = {
        bool: "a boolean",
        int: "an integer",
        float: "a float",
        str: "an empty string",
        list: "a list",
        dict: "a table",
    }
    return names.get(type(value), f"a {type(value).__name__}")
