"""What Python programs call; `docsgate/__init__.py` has the names that are promised."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypedDict, Unpack

from . import mdx
from .commands.configure import configure
from .commands.mend import mend as mend_documents
from .commands.request import Request
from .commands.validate import validate
from .configuration.discovery import documents_of
from .errors import UsageError
from .mdx import Dialect
from .reporters import FORMATS, reporter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .checking.report import Report
    from .fixing.change import Mended
    from .mdx import Finding


class PlainChoices(TypedDict, total=False):
    """The choices that a `Request` takes as they are."""

    strict: bool
    external: bool
    offline: bool
    allow_private: bool
    staged: bool
    changed_since: str
    build: bool
    allow_empty: bool


class Choices(PlainChoices, total=False):
    """What may be chosen in place of the configuration; `Request` says what each means."""

    config_file: str | Path
    select: Sequence[str]
    ignore: Sequence[str]
    targets: Sequence[str]
    code: Sequence[str]
    baseline: str | Path
    jobs: int


def check(*paths: str | Path, **choices: Unpack[Choices]) -> Report:
    """Check the documents at `paths`, or those of the project around the current folder.

    The site is built only with `build=True`, and one process does the work unless `jobs` says
    otherwise. Raises UsageError, ConfigError and WriteError, all of them `Trouble`.
    """
    return validate(_request(paths, **choices)).report


def mend(
    *paths: str | Path, unsafe: bool = False, write: bool = False, **choices: Unpack[Choices]
) -> Mended:
    """Apply safe fixes to the documents, with `unsafe` all fixes; in memory unless `write` is true.

    Each fix is proved before it is applied; those that could not be are listed as refusals.
    Raises UsageError, ConfigError and WriteError.
    """
    choices["staged"] = False
    request = _request(paths, **choices)
    config = configure(request)
    wanted = Request(unsafe_fixes=unsafe, diff=not write)
    return mend_documents(wanted, config, documents_of(config, request.paths)).mended


def scan_mdx(text: str, dialect: Literal["mdx", "docusaurus"] = "mdx") -> list[Finding]:
    """What an MDX compiler rejects in `text`; if nothing, what fails once the page is rendered.

    Offsets count code points of `text`. `docusaurus` is the compiler of Docusaurus, which accepts
    more than @mdx-js/mdx.
    """
    chosen = Dialect(dialect)
    return list(mdx.scan(text, chosen) or mdx.render_hazards(text, chosen))


def render(report: Report, format_: str = "text", *, verbose: bool = False) -> str:
    """`report` in one of the formats of `--format`. Raises UsageError for an unknown one."""
    if format_ not in FORMATS:
        raise UsageError(f"no format is named `{format_}`; there are {', '.join(FORMATS)}")
    return reporter(format_)(report, colour=False, verbose=verbose)


def _request(  # noqa: PLR0913 - a parameter for each choice that is converted
    paths: Sequence[str | Path],
    *,
    config_file: str | Path | None = None,
    baseline: str | Path | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    targets: Sequence[str] = (),
    code: Sequence[str] = (),
    jobs: int = 1,
    **plain: Unpack[PlainChoices],
) -> Request:
    return Request(
        paths=tuple(map(Path, paths)),
        config_file=None if config_file is None else Path(config_file),
        baseline=None if baseline is None else Path(baseline),
        select=_names("select", select),
        ignore=_names("ignore", ignore),
        targets=_names("targets", targets),
        code=_names("code", code),
        jobs=jobs,
        **plain,
    )


def _names(choice: str, names: Sequence[str]) -> tuple[str, ...]:
    """The `names` given for `choice`. Raises UsageError for a text, which is a list of letters."""
    if isinstance(names, str):
        raise UsageError(f"`{choice}` is a list of names, not the text `{names}`")
    return tuple(names)
