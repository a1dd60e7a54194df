"""Which folders a Hugo site shows, by its configuration (gohugo.io, "Configure modules": mounts).

The file is TOML, YAML or JSON. It may set `contentDir`, for the site or for each language, and may
mount other folders below `content`.
"""

from __future__ import annotations

import tomllib
from typing import Any

from .yaml_values import read_yaml

_CONTENT = "content"


def content_folders(text: str, *, is_toml: bool) -> tuple[str, ...]:
    """The folders of pages that the configuration `text` names, relative to the site's folder.

    Empty where it names none, and where the text cannot be read. Raises nothing.
    """
    values = _values(text, is_toml=is_toml)
    languages = _mapping(values.get("languages")).values()
    named = [values.get("contentDir"), *(_mapping(one).get("contentDir") for one in languages)]
    mounts = _mapping(values.get("module")).get("mounts")
    for mount in map(_mapping, mounts if isinstance(mounts, list) else ()):
        target = mount.get("target")
        if isinstance(target, str) and target.split("/")[0] == _CONTENT:
            named.append(mount.get("source"))
    return tuple(dict.fromkeys(one for one in named if isinstance(one, str) and one))


def _values(text: str, *, is_toml: bool) -> dict[str, Any]:
    try:
        return _mapping(tomllib.loads(text) if is_toml else read_yaml(text))
    except (ValueError, RecursionError):
        return {}


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
