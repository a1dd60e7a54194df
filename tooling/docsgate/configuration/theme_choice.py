"""The theme that a mkdocs.yml chooses, and the folder of files that it puts over those of it."""

from __future__ import annotations

from posixpath import join, normpath
from typing import NamedTuple


class ThemeChoice(NamedTuple):
    """The `name` of a theme, empty without one, and the folder `custom_dir`, empty without one."""

    name: str = "mkdocs"
    custom_dir: str = ""

    def placed_in(self, folder: str) -> ThemeChoice:
        """The same with `custom_dir` as a path in the project, where mkdocs.yml is in `folder`.

        It is empty where it leads out of the project.
        """
        place = normpath(join(folder, self.custom_dir)) if self.custom_dir else ""
        return self._replace(custom_dir="" if place.startswith(("/", "..")) else place)


USUAL_THEME = ThemeChoice()


def read_theme(value: object) -> ThemeChoice:
    """The choice in the `value` of `theme`, which is a name or a mapping."""
    if isinstance(value, str):
        return ThemeChoice(value)
    if not isinstance(value, dict):
        return USUAL_THEME
    name, custom = value.get("name", USUAL_THEME.name), value.get("custom_dir")
    return ThemeChoice(
        name if isinstance(name, str) else "", custom if isinstance(custom, str) else ""
    )
