"""The error boundary: what a run raises becomes one line and an exit code.

0 clean; 1 findings; 2 misuse (arguments, configuration, nothing to scan); 3 a fault of docsgate.
"""

from __future__ import annotations

import gc
import io
import os
import sys

FAULT = 3


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
    from .cli import command_line

    try:
        code = command_line(arguments)
        sys.stdout.flush()  # Here, so that what goes wrong with it is told like anything else.
    except KeyboardInterrupt:
        print("docsgate: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of a pipe has gone. Python would complain again while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - the one place where anything is caught
        print(f"docsgate: a fault of its own: {type(error).__name__}: {error}", file=sys.stderr)
        if os.environ.get("DOCSGATE_DEBUG"):
            import traceback

            traceback.print_exc()
        else:
            print("set DOCSGATE_DEBUG=1 to see where, and please report it", file=sys.stderr)
        return FAULT
    return code


if __name__ == "__main__":
    main()
