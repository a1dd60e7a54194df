"""How many verdicts on the torture tree are right, of docsgate and of the peers that are installed.

    python tests/tools/links/agreement.py

The truth is that of `truth.py`: the site that mkdocs builds, and cmark-gfm with GitHub's published
rules. lychee reads the Markdown files (with fragments and the docs folder as root), rumdl its rules
about links. A page is judged dead when the tool reports anything on it.

Where `npm install` was run in tests/links/oracle, Docusaurus builds its own sites of such links,
which takes minutes, and a row for each tells how many of our verdicts are those of the build.
"""
# ruff: noqa: T201 - a program that prints

import json
import logging
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path[:0] = [str(Path(__file__).parents[3] / "tooling"), str(Path(__file__).parents[2])]

from links.test_torture import OPTIONS, dead_by_page  # noqa: E402
from tools.links import docusaurus_torture, docusaurus_truth, truth  # noqa: E402
from tools.links.torture import BROKEN_LINKS, FILES, LINKS, SITES, index_pages, pages  # noqa: E402


def lychee(folder):
    """Pages on which lychee, offline, finds something dead."""
    program = shutil.which("lychee", path=f"{Path(sys.executable).parent}:/usr/bin")
    if program is None:
        return None
    run = subprocess.run(
        [program, "--offline", "--include-fragments", "--root-dir", str(folder / "docs"),
         "--format", "json", "--no-progress", str(folder / "docs")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(run.stdout).get("error_map", {})
    return {str(Path(page).relative_to(folder)) for page in found}


def rumdl(folder):
    """Pages on which rumdl's rules about links report something."""
    program = shutil.which("rumdl", path=f"{Path(sys.executable).parent}:/usr/bin")
    if program is None:
        return None
    run = subprocess.run(
        [program, "check", "--no-cache", "--enable", "MD051,MD052,MD053,MD057", "docs"],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    plain = re.sub(r"\x1b\[[0-9;]*m", "", run.stdout)
    return {line.partition(":")[0] for line in plain.splitlines() if ".md:" in line}


def main():
    """Print a row for each site and reader."""
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    names = " ".join(f"{name:>8}" for name in ("docsgate", "lychee", "rumdl"))
    print(f"{'site':6} {'reader':7} {'verdicts':>8}  right: {names}")
    for name, settings in SITES.items():
        with TemporaryDirectory() as place:
            folder = Path(place).resolve()
            tested = {**pages(), **index_pages()}
            truth.write(folder, {**FILES, **tested, "mkdocs.yml": settings}, LINKS)
            truth.build(folder)
            truth.write(folder, {}, BROKEN_LINKS)
            peers = [lychee(folder), rumdl(folder)]
            for reader in ("mkdocs", "github"):
                row(folder, name, reader, list(tested), [dead_by_page(folder, reader), *peers])
    if docusaurus_truth.missing():
        print(docusaurus_truth.missing())
        return
    for name in docusaurus_torture.SITES:
        with TemporaryDirectory() as place:
            found = docusaurus_torture.verdicts(Path(place).resolve(), name).values()
        known = [one for one in found if one.theirs is not None]
        print(f"{name:6} docusaurus {sum(one.agree for one in known)}/{len(known)}")


def row(folder, name, reader, tested, found):
    """Print how often each of the sets of dead pages in `found` agrees with the truth."""
    known = {}
    for page in tested:
        on_site = reader == "mkdocs"
        alive = (
            truth.on_site(folder, page, **OPTIONS[name])
            if on_site
            else truth.on_github(folder, page)
        )
        if alive is not None:
            known[page] = alive
    right = [
        "-" if dead is None else sum(alive != (page in dead) for page, alive in known.items())
        for dead in found
    ]
    print(f"{name:6} {reader:7} {len(known):8}         " + " ".join(f"{n:>8}" for n in right))


if __name__ == "__main__":
    main()
