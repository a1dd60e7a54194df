"""The error boundary: what a run raises becomes one line and an exit code.

0 clean; 1 findings; 2 misuse (arguments, configuration, nothing to scan); 3 a fault of docsgate.
"""

from __future__ import annotations

import gc
import io
import os
import sys

MISUSE, FAULT = 2, 3


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.disable()  # Loading code makes no garbage, and looking for some takes a tenth of a run.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # Not every terminal knows every character.
    code = run(sys.argv[1:])
    sys.stderr.flush()
    os._exit(code)  # All is written: taking the documents apart again would only take time.


def run(arguments: list[str]) -> int:
    """Run the command line with `arguments` and return its exit code."""
    try:
        from .cli import command_line

        code = command_line(arguments)
        sys.stdout.flush()  # Here, so that what goes wrong with it is told like anything else.
    except KeyboardInterrupt:
        print("docsgate: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe has gone. Python would complain again while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ModuleNotFoundError as error:
        return (
            _missing(error) if (error.name or "").partition(".")[0] != "docsgate" else _fault(error)
        )
    except Exception as error:  # noqa: BLE001 - the one place where anything is caught
        return _fault(error)
    return code


def _missing(error: ModuleNotFoundError) -> int:
    """Say what to install; the exit code of misuse."""
    from pathlib import Path
    from shlex import quote

    root = Path(__file__).parents[2]
    packages = f"-e {quote(str(root))}" if (root / "pyproject.toml").is_file() else "docsgate"
    command = f"{quote(sys.executable)} -m pip install {packages}"
    print(f"docsgate: the package `{error.name}` is not installed; {command}", file=sys.stderr)
    return MISUSE


def _fault(error: Exception) -> int:
    """Show an error that nobody expected; the exit code of a fault."""
    print(f"docsgate: a fault of its own: {type(error).__name__}: {error}", file=sys.stderr)
    if os.environ.get("DOCSGATE_DEBUG"):
        import traceback

        traceback.print_exc()
    else:
        print("set DOCSGATE_DEBUG=1 to see where, and please report it", file=sys.stderr)
    return FAULT


if __name__ == "__main__":
    main()
