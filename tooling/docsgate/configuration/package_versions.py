"""The version of a package that a project of Node asks for, from the nearest package.json."""

from __future__ import annotations

import re
from posixpath import dirname, join
from typing import TYPE_CHECKING

from ..files.disk import read_site_file

if TYPE_CHECKING:
    from ..files.disk import Files

_VERSION = r'"{name}"\s*:\s*"[^"\d]{{0,20}}(\d{{1,4}})'


def major_version(files: Files, folder: str, name: str) -> int | None:
    """The first number of the version of `name` in a package.json in `folder` or above it.

    `^2.4.1` is 2. None where no such file says a number.
    """
    wanted = _VERSION.format(name=re.escape(name))
    while True:
        text = read_site_file(files, join(folder, "package.json"))
        if f'"{name}"' in text and (match := re.search(wanted, text)):
            return int(match[1])
        if not folder:
            return None
        folder = dirname(folder)
