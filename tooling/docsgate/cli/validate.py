"""`docsgate validate`: check documents, mend what is safe, build the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..commands.request import Request
from ..commands.validate import validate as validate_documents
from ..configuration.settings import Target
from ..reporters import FORMATS
from .progress import Progress
from .show_report import Display, refuse_authored, show_diff, show_report

_TARGETS = [target.value for target in Target]
_PATHS = click.Path(path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_PATHS)
@click.option("--fix", is_flag=True, help="Apply safe fixes.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply unsafe fixes too; implies --fix.")
@click.option("--diff", is_flag=True, help="Show what the fixes would change; write nothing.")
@click.option("--staged", is_flag=True,
              help="Judge what is staged in git, not the files; builds no site.")  # fmt: skip
@click.option("--changed-since", metavar="REVISION",
              help="Report only what is new since REVISION; builds no site.")  # fmt: skip
@click.option("--baseline", type=_PATHS, help="The findings of this file are known.")
@click.option("--update-baseline", is_flag=True,
              help="Write it if it is not there, else take out what is gone.")  # fmt: skip
@click.option("--select", multiple=True, metavar="RULE-GLOB", help="Run only these rules.")
@click.option("--ignore", multiple=True, metavar="RULE-GLOB", help="Do not run these rules.")
@click.option("--target", "targets", multiple=True, type=click.Choice(_TARGETS),
              help="Judge for these readers; overrides the configuration.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Let style fail the run, too.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text",
              show_default=True, help="How to report.")  # fmt: skip
@click.option("--output", type=_PATHS, help="Write the report to a file too; text is printed.")
@click.option("--skip-build", is_flag=True, help="Do not build the site.")
@click.option("--code", multiple=True, metavar="GLOB",
              help="Read the comments of these files for citations too.")  # fmt: skip
@click.option("--external", is_flag=True, help="Ask other sites whether linked pages exist.")
@click.option("--crawl", is_flag=True, help="Crawl the built site too, as a second opinion.")
@click.option("--offline", is_flag=True, help="Ask nobody, whatever else is configured.")
@click.option("--allow-private", is_flag=True, help="Let --external ask private networks too.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N",
              help="Processes to use; 0, the default, for as many as are worth it.")  # fmt: skip
@click.option("--config", "config_file", type=_PATHS, help="Use this configuration file.")
@click.option("--allow-empty", is_flag=True, help="Succeed when there is nothing to check.")
@click.option("--full", is_flag=True, help="Show all findings on a terminal, too.")
@click.option("--verbose", is_flag=True, help="Show all, and list what passed.")
def validate(**options: Any) -> int:
    """Check documents: all of the project's, or those at PATHS.

    Exit code 0: clean. 1: findings. 2: misuse, or nothing to check. 3: a fault of docsgate.
    """
    shown = Display(*(options.pop(name) for name in Display._fields))
    request = Request(build=not options.pop("skip_build"), **options)
    if shown.output is not None:
        refuse_authored(shown.output)
    with Progress() as progress:
        report, mended = validate_documents(request, progress.step)
    for change in mended.changes if mended and request.diff else ():
        show_diff(change.diff())
    show_report(report, shown, beside_diff=request.diff)
    return 1 if report.failed else 0
