"""Follows every link of the built site with LinkChecker, as a second opinion on our own verdicts.

`--crawl` builds the site, serves it on loopback while LinkChecker runs, and compares the links that
LinkChecker finds dead with those that we find dead on the same pages. Where the two differ, one of
them is wrong, and the run fails with a finding `site-crawl-disagreement` that names both opinions.
LinkChecker follows raw HTML and everything that a theme adds, and does not use our parser. It does
not look for fragments in the page on which they are written, so it has no opinion about those.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from ..checking.admission import add_findings
from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.settings import Target
from ..links.judge import Judge
from ..loading.index_project import index_project
from ..readers.mkdocs.docs_files import DocsFiles
from ..rules.site_crawl_disagreement import report as disagreement
from ..text import Span
from . import build_site
from .building import NO_SITE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..checking.report import Report
    from ..diagnostics import Diagnostic
    from ..project import LoadedProject
    from ..readers.verdicts import Judged
    from . import Built

TIMEOUT_SECONDS = 600
_SETTINGS = """\
[checking]
threads=4
robotstxt=0
[filtering]
checkextern=1
ignore=^(?!{here}/)
[AnchorCheck]
"""  # Addresses outside of the base count as another site, and other sites are not asked.


class Dead(NamedTuple):
    """A link that the crawler could not follow: its page and target, below the site's root."""

    page: str
    target: str
    fragment: str
    reason: str


def with_crawl(report: Report) -> Report:
    """Build the site, crawl it, and add a finding for each disagreement.

    Raises WriteError when the staged tree cannot be written.
    """
    project = report.project
    if not project.config.site:
        return replace(report, notes=(*report.notes, NO_SITE))
    with tempfile.TemporaryDirectory(prefix="docsgate-site-") as folder:
        built = build_site(project, Path(folder, "site"), Path(folder, "docs"))
        if built.findings:
            return replace(add_findings(report, built.findings), site="failed")
        base = project.site.base if project.site else "/"
        dead = list(crawl(Path(folder, "site"), base))
    found = list(disagreements(project, built, dead))
    note = f"crawled {built.pages} pages: {len(dead)} dead links, {len(found)} disagreements"
    return replace(add_findings(report, found), site="built", notes=(*report.notes, note))


def crawl(site: Path, base: str = "/") -> Iterator[Dead]:
    """The links that LinkChecker finds dead on the site in the folder `site`, served at `base`."""
    with _serving(site, base) as address, tempfile.TemporaryDirectory() as folder:
        settings = Path(folder, "linkcheckerrc")
        here = re.escape(address.removesuffix(base))
        settings.write_text(_SETTINGS.format(here=here), encoding="utf-8")
        command = (sys.executable, "-m", "docsgate.website.linkchecker", str(settings), address)
        run = subprocess.run(  # noqa: S603 - our own interpreter and fixed arguments
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        text = run.stdout.decode("utf-8", "replace")
        lines = (line for line in text.splitlines() if line and not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter=";"):
            page, target = urlsplit(row["parentname"]), urlsplit(row["url"])
            is_dead = row["valid"] == "False" or row["warningstring"].startswith("Anchor ")
            if not is_dead or not row["parentname"].startswith(address):
                continue
            below = base.rstrip("/")
            yield Dead(
                unquote(page.path.removeprefix(below)),
                unquote(target.path.removeprefix(below)),
                unquote(target.fragment),
                row["result"] if row["valid"] == "False" else "no such anchor",
            )


def disagreements(
    project: LoadedProject, built: Built, dead: Iterable[Dead]
) -> Iterator[Diagnostic]:
    """A finding for each link that only the crawler finds dead, or only docsgate."""
    judge = Judge(project)
    judged = judge.verdicts(index_project(project, judge))
    origins = _origins(project, built)
    by_path: dict[str, list[Dead]] = {}
    for link in dead:
        path = origins.get(link.page)
        if path is None:
            message = f"the crawler finds `{link.target}` dead on `{link.page}`: {link.reason}"
            help_ = "repair the page that the build makes"
            yield disagreement(project.config.site, Span(0, 0), message, help_)
        else:
            by_path.setdefault(path, []).append(link)
    for path in sorted({*origins.values(), *by_path}):
        yield from _on_page(path, judged.get(path, ()), by_path.get(path, []))


def _on_page(path: str, links: Iterable[Judged], dead: list[Dead]) -> Iterator[Diagnostic]:
    ours = {
        (_last(verdict.place or judged.address.path), judged.address.fragment): judged.link
        for judged in links
        for target, verdict in judged.verdicts
        if target is Target.MKDOCS and verdict.outcome.is_dead and judged.address.written
    }
    theirs = {(_last(link.target), link.fragment): link for link in dead}
    for key, link in sorted(theirs.items()):
        if key not in ours:
            message = f"the crawler finds `{link.target}` dead, and we do not: {link.reason}"
            yield disagreement(path, Span(0, 0), message)
    for key, written in sorted(ours.items()):
        if key not in theirs:
            message = f"we find `{written.target}` dead, and the crawler does not"
            yield disagreement(path, written.target_span, message)


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _origins(project: LoadedProject, built: Built) -> dict[str, str]:
    """The document of each page of the site, by the page's path below the site's root."""
    docs = project.docs[0]
    if built.staged is not None:
        sources = dict(built.staged.origins)
    else:
        sources = {
            path.removeprefix(f"{docs}/"): path
            for path in project.by_path
            if not docs or path.startswith(f"{docs}/")
        }
    files = DocsFiles(sources, project.site or MkdocsFile())
    return {f"/{files.url(source)}": path for source, path in sources.items()}


@contextmanager
def _serving(site: Path, base: str) -> Iterator[str]:
    """Serve `site` on a free port of loopback; yields the address of its home page."""
    handler = partial(_Handler, directory=str(site), base=base)
    server = _QuietServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _QuietServer(ThreadingHTTPServer):
    """A server that reports no error when the crawler closes a connection early."""

    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """Say nothing."""


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path of the host, as GitHub Pages does, and logs nothing."""

    def __init__(self, *args: object, directory: str, base: str) -> None:
        self._base = base
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The file at `path`. Outside of the base, no file exists."""
        if not path.startswith(self._base):
            return super().translate_path("/does-not-exist")
        return super().translate_path(f"/{path.removeprefix(self._base)}")

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""
