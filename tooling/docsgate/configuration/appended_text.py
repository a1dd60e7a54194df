"""The text that `pymdownx.snippets` appends to each page of a site, by its option `auto_append`.

The extension looks for each file in the folders of `base_path`, which are relative to where MkDocs
is run: in the folder of its mkdocs.yml, or in the project root. Only files inside the project are
read, and addresses are never asked for.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from ..files.disk import is_file, is_folder, read_site_file
from .yaml_values import Tagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..files.disk import Files
    from .extension_lists import Listed

_SNIPPETS = "pymdownx.snippets"
_FILES_MAX = 50
_CHARACTERS_MAX = 200_000
"""More is not read: every page would grow by it. Real glossaries have some thousand characters."""

_NESTED = re.compile(r"-+8<-+")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PART = re.compile(r":[\w,:-]*\Z")
"""What follows the path of a file of which a part is taken: `:1:3` for lines, `:name`."""


class AppendedText(NamedTuple):
    """The `text` that is appended. Unless `is_whole`, something is appended beside it that is not
    known here: a file that it includes, one outside of the project, an address.
    """

    text: str = ""
    is_whole: bool = True


NOTHING = AppendedText()


def read_appended_text(
    files: Files, folder: str, docs_dir: str, listed: Iterable[Listed]
) -> AppendedText:
    """What the extensions `listed` in a mkdocs.yml in `folder` append to each page.

    A file that does not exist appends nothing. Raises nothing.
    """
    options = next((one.options for one in listed if one.name == _SNIPPETS), {})
    written = options.get("auto_append")
    names = [name for name in written if isinstance(name, str)] if isinstance(written, list) else []
    if not names:
        return NOTHING
    bases = list(_bases(options.get("base_path"), folder, docs_dir))
    is_whole = None not in bases and len(names) <= _FILES_MAX
    texts: list[str] = []
    for name in names[:_FILES_MAX]:
        if _ADDRESS.match(name):
            is_whole = is_whole and options.get("url_download") is not True
        elif not name.startswith(";") and (path := _find(files, bases, name)):
            texts.append(read_site_file(files, path))
    text = "\n\n".join(texts)
    is_whole = is_whole and len(text) <= _CHARACTERS_MAX and not _NESTED.search(text)
    return AppendedText(text[:_CHARACTERS_MAX], is_whole)


def _bases(written: object, folder: str, docs_dir: str) -> Iterator[str | None]:
    """The folders in which files are looked for, in order; None for one that is not known here."""
    if written is None:
        written = ["."]
    for base in written if isinstance(written, list) else [written]:
        if isinstance(base, Tagged):
            yield from _tagged_base(base, folder, docs_dir)
        elif isinstance(base, str):
            named = base.replace("$config_dir", ".")
            yield from dict.fromkeys((_inside(join(folder, named)), _inside(named)))


def _tagged_base(base: Tagged, folder: str, docs_dir: str) -> Iterator[str | None]:
    """The folder that `!relative` names: that of mkdocs.yml, of the documents, or of a page."""
    value = base.value if isinstance(base.value, str) else ""
    variable, _, rest = value.partition("/")
    places = {"$config_dir": folder, "$docs_dir": join(folder, docs_dir)}
    is_known = base.tag == "!relative" and variable in places
    yield _inside(join(places[variable], rest)) if is_known else None


def _inside(path: str) -> str | None:
    """`path` in its shortest form; None where it leads out of the project."""
    place = normpath(path)
    if place.startswith(("/", "..")):
        return None
    return "" if place == "." else place


def _find(files: Files, bases: Iterable[str | None], name: str) -> str:
    """The path of the file `name` in the first of `bases` that has it; empty without one.

    A base that is a file stands for itself alone.
    """
    names = dict.fromkeys((name, _PART.sub("", name)))
    for base in bases:
        for one in names if base is not None and "\0" not in name else ():
            is_lone = bool(base) and not is_folder(files, base or "")
            path = _inside(join(dirname(base or "") if is_lone else base or "", one))
            if path and is_file(files, path) and (path == base or not is_lone):
                return path
    return ""
