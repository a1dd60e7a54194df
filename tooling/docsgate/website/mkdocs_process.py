"""mkdocs in a process of its own: `python -m docsgate.website.mkdocs_process`.

The plugins, hooks and themes of a project run here, with the global loggers of mkdocs, so that none
of them affects docsgate. A strict build fails for each warning or error that mkdocs logs; these are
written to the file that the request names, one JSON object a line.
"""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build. `overrides` are settings that replace those of the mkdocs.yml."""

    config_file: str
    records: str
    overrides: dict[str, Any]
    address: str = ""  # `host:port` at which to serve; empty to build once.


class _Recorder(logging.Handler):
    """Writes each record of a warning or an error to a file, without delay."""

    def __init__(self, file: Path) -> None:
        super().__init__(logging.WARNING)
        self._file = file
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.write(record.levelname, record.getMessage())

    def write(self, level: str, message: str) -> None:
        self.count += 1
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"level": level, "message": message}) + "\n")


def main() -> int:
    """Carry out the request on stdin; return 0 when the site was built without a word."""
    request = BuildRequest(**json.load(sys.stdin))
    recorder = _Recorder(Path(request.records))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(recorder)
    logger.setLevel(logging.INFO if request.address else logging.WARNING)
    if request.address:
        logger.addHandler(logging.StreamHandler(sys.stderr))
    try:
        _run(request)
    except KeyboardInterrupt:
        return 130
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plugin or theme raises
        if not recorder.count:
            recorder.write("ERROR", _describe(error))
    return 1 if recorder.count else 0


def _run(request: BuildRequest) -> None:
    from mkdocs.commands.build import build  # noqa: PLC0415 - a missing mkdocs is a finding
    from mkdocs.commands.serve import serve  # noqa: PLC0415
    from mkdocs.config import load_config  # noqa: PLC0415

    if request.address:
        options = {**request.overrides, "dev_addr": request.address, "strict": False}
        serve(request.config_file, **options)
        return
    config = load_config(request.config_file, strict=True, **request.overrides)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        config.plugins.on_shutdown()


def _describe(error: BaseException) -> str:
    """The text of `error`. Exceptions of mkdocs are written for people; others need their type."""
    kind = type(error)
    own = kind.__module__.startswith("mkdocs.")
    return str(error) if own and str(error) else f"{kind.__name__}: {error}"


def encode(request: BuildRequest) -> str:
    """`request` as the text that `main` reads."""
    return json.dumps(asdict(request))


if __name__ == "__main__":
    sys.exit(main())
