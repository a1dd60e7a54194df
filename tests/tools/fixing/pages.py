"""Builds sites before and after `--fix`: `python tests/tools/fixing/pages.py FOLDER...`.

Each folder is a project with a mkdocs.yml. It is copied; what its mkdocs.yml names and is not
installed is taken out of the copy while that is built, and said so. Both sites are built by the
project's own settings, and the text and structure of each page are compared without addresses,
which a fix of a link changes. A page that differs is named with its first difference, and each
document with the rules that were mended, so that it can be told whether a fix is meant to do that.

`--targets mkdocs,docusaurus` says for whom is mended (as configured without it), and with `--keep`
the copies stay.
"""

# ruff: noqa: T201  it is a command that prints

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.configuration.discovery import documents_of  # noqa: E402
from docsgate.fixing.mending import mend  # noqa: E402
from docsgate.fixing.reader import Event, events_of  # noqa: E402
from docsgate.fixing.rendering import without_addresses  # noqa: E402
from tools.configured import configured  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docsgate.fixing.change import Mended

_NOT_INSTALLED = (
    re.compile(r"The \"(?P<name>[^\"]+)\" plugin is not installed"),
    re.compile(r"Failed to load extension '(?P<name>[^']+)'"),
    re.compile(r"No module named '(?P<name>[^']+)'"),
    re.compile(r"The path set in (?P<name>custom_dir)"),
)
_ATTEMPTS_MAX = 25
_SPAN = re.compile(r"</?span\b[^>]*>")
_MAIN = re.compile(r"<(article|main)\b.*?</\1>|<div[^>]* role=\"main\".*?<footer", re.DOTALL)


class Comparison(NamedTuple):
    """What the two sites of one project have in common."""

    pages: int
    changed: dict[str, str]
    removed: tuple[str, ...]
    mended: Mended


def compare(folder: Path, work: Path, targets: Sequence[str] = ()) -> Comparison:
    """Build `folder` before and after its fixes, in the empty folder `work`."""
    copy = work / "copy"
    shutil.copytree(folder, copy, symlinks=True, ignore=shutil.ignore_patterns(".git"))
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    subprocess.run(["chmod", "-R", "u+w", "."], cwd=copy, check=True)
    config = next(path for path in (copy / "mkdocs.yml", copy / "site-config/mkdocs.yml")
                  if path.exists())  # fmt: skip
    written = {file: file.read_bytes() for file in config.parent.glob("mkdocs*.yml")}
    removed = _build_without_the_missing(config, work / "before")
    before = _pages(work / "before")
    buildable = {file: file.read_bytes() for file in written}
    _write(written)
    mended = _fix(copy, targets)
    _write(buildable)
    build(config, work / "after")
    return Comparison(len(before), _differences(before, _pages(work / "after")), removed, mended)


def _write(files: dict[Path, bytes]) -> None:
    for file, content in files.items():
        file.write_bytes(content)


def build(config: Path, site: Path) -> str:
    """Build the site; what MkDocs says if that fails, and nothing otherwise."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(site)]
    done = subprocess.run(command, cwd=config.parent, capture_output=True, text=True, check=False)
    return done.stderr + done.stdout if done.returncode else ""


def _build_without_the_missing(config: Path, site: Path) -> tuple[str, ...]:
    """Build the site, and take out of its settings what is not installed, until it can be built."""
    removed: list[str] = []
    said = ""
    for _ in range(_ATTEMPTS_MAX):
        said = build(config, site)
        if not said:
            return tuple(removed)
        name = next((m["name"] for one in _NOT_INSTALLED if (m := one.search(said))), "hooks")
        if name in removed or not _take_out(config.parent, name):
            break
        removed.append(name)
    raise SystemExit(f"{config}: cannot be built:\n{said[-2000:]}")


def _take_out(folder: Path, name: str) -> bool:
    """Take the entry `name` and what belongs to it out of the mkdocs files in `folder`."""
    entry = re.compile(rf"\s*(?:- )?['\"]?{re.escape(name)}[\w.]*['\"]?\s*:?(?:\s|$)")
    done = False
    for file in sorted(folder.glob("mkdocs*.yml")):
        kept, depth = [], None
        for line in file.read_text("utf-8").split("\n"):
            indent = len(line) - len(line.lstrip(" "))
            is_inside = depth is not None and (indent > depth or not line.strip())
            is_member = depth == 0 and name == "hooks" and line.startswith("-")
            if not is_inside and not is_member:
                depth = indent if entry.match(line) else None
            if depth is None:
                kept.append(line)
            else:
                done = True
        file.write_text("\n".join(kept), "utf-8")
    return done


def _fix(copy: Path, targets: Sequence[str]) -> Mended:
    """Mend the copy."""
    config = configured([copy], select=(), targets=targets)
    mended = mend(config, documents_of(config, [copy])).mended
    for change in mended.changes:
        (copy / change.after.path).write_bytes(change.after.text.encode())
    return mended


def _pages(site: Path) -> dict[str, str]:
    return {
        str(path.relative_to(site)): path.read_text("utf-8", errors="replace")
        for path in sorted(site.rglob("*.html"))
    }


def _differences(before: dict[str, str], after: dict[str, str]) -> dict[str, str]:
    """The pages that differ, each with its first difference."""
    changed = dict.fromkeys(before.keys() - after.keys(), "is gone")
    changed |= dict.fromkeys(after.keys() - before.keys(), "is new")
    for name in before.keys() & after.keys():
        if before[name] == after[name]:
            continue
        old, new = (_shown(text[name]) for text in (before, after))
        for one, other in zip((*old, ("end",)), (*new, ("end",)), strict=False):
            if one != other:
                changed[name] = f"{str(one)[:150]} became {str(other)[:150]}"
                break
    return dict(sorted(changed.items()))


def _shown(page: str) -> tuple[Event, ...]:
    """What a page shows, without addresses and the colours of code."""
    return without_addresses(events_of(_SPAN.sub("", _main(page))))


def _main(page: str) -> str:
    """The part of a page that is made of its Markdown."""
    found = _MAIN.search(page)
    return found[0] if found else page


def main() -> None:
    """Print what the fixes change on the sites of each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--targets", default="")
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    for folder in given.folders:
        work = Path(tempfile.mkdtemp(prefix="pages-"))
        found = compare(folder, work, [one for one in given.targets.split(",") if one])
        print(f"{folder.name}: {found.pages} pages, {found.mended.fixes} findings mended, "
              f"{len(found.changed)} pages differ")  # fmt: skip
        if found.removed:
            print(f"    not installed, taken out of the copy: {', '.join(found.removed)}")
        for name, difference in found.changed.items():
            print(f"    {name}: {difference}")
        for change in found.mended.changes:
            rules = Counter(change.rules).most_common()
            counts = ", ".join(f"{count} {rule}" for rule, count in rules)
            print(f"    {change.after.path}: {counts}")
        reasons = Counter(one.reason for one in found.mended.refusals)
        for reason, count in reasons.most_common():
            print(f"    {count} not fixed: {reason}")
        if given.keep:
            print(f"    {work}")
        else:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
