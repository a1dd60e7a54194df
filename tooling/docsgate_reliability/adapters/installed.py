"""Client libraries, which are imported when an adapter is opened and not before."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ..errors import MissingExtra


def load(module: str, extra: str) -> Any:
    """The module `module`. Raises `MissingExtra`, which names the pip `extra` that installs it."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        raise MissingExtra(
            f"`{package}` is not installed: pip install 'docsgate[{extra}]'"
        ) from error
