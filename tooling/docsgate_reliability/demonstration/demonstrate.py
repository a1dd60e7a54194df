"""Shows a pattern at work: publish, be killed at the worst moment, recover, and count.

`demonstrate` starts the engine, writes the configuration, and lets a child process play the
`Demonstration` of the pattern until the child is killed at a step that a naive implementation would
not survive. Then it shows what is left, and plays it again without a fault.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..errors import ReliabilityError, Unavailable
from ..faults import kill_at
from ..metrics import METRICS
from ..namespaces.load import load
from ..namespaces.open_namespace import open_namespace
from ..namespaces.registry import PATTERNS
from ..patterns.demonstrations import Stage
from ..patterns.rehearsal import acknowledged
from ..world import World
from .servers.nats import nats_server
from .servers.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from ..patterns.demonstrations import Demonstration

CHILD_SECONDS_MAX: Final = 20.0
CONFIGURATION: Final = """backends:
  db: {db}
  blobs: {{type: files, path: {blobs}}}{bus}
namespaces:
  - name: orders
{namespace}"""
SHOWN: Final[dict[str, Demonstration]] = {
    name: pattern.demonstration
    for name, pattern in PATTERNS.items()
    if pattern.demonstration is not None
}
"""What can be shown, by the names of the patterns."""


def demonstrate(pattern: str, engine: str, say: Callable[[str], None], *, kill: bool) -> bool:
    """Show one pattern on one engine, and return whether each message was handled once.

    Raises `MissingExtra` when a package is not installed, and `Unavailable` when an engine does not
    start or the child does not reach its step.
    """
    with _interrupted_by(signal.SIGTERM, signal.SIGHUP), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="docsgate-pattern-")))
        text = _configuration(pattern, engine, folder, stack)
        (folder / "config.yaml").write_text(text, encoding="utf-8")
        say(text)
        if kill:
            _let_one_die(folder, pattern, say)
        return asyncio.run(_play(folder, pattern, "recovered" if kill else "done", say))


@contextmanager
def _interrupted_by(*signals: signal.Signals) -> Iterator[None]:
    """Let `signals` end the block as Ctrl-C does, so that no server and no folder is left."""
    former = {each: signal.getsignal(each) for each in signals}
    heard = [each for each, handler in former.items() if handler == signal.SIG_DFL]
    for each in heard:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in heard:
            signal.signal(each, former[each])


def _configuration(pattern: str, engine: str, folder: Path, stack: ExitStack) -> str:
    db, bus, queue = f"{{type: sqlite, path: {json.dumps(f'{folder}/app.db')}}}", "", "db"
    if engine == "nats":
        nats = nats_server(folder / "nats")
        stack.callback(nats.process.kill)
        nats.process.start()
        options = f'url: "{nats.url}", sync_interval: always, monitor: "{nats.monitor}"'
        bus, queue = f"\n  bus: {{type: nats-jetstream, {options}}}", "bus"
    elif engine == "postgres":
        postgres = postgres_server(folder / "postgres")
        stack.callback(postgres.discard)
        postgres.process.start()
        db = f'{{type: postgres, url: "{postgres.url}"}}'
    blobs = json.dumps(f"{folder}/blobs")
    namespace = SHOWN[pattern].namespace.replace("{queue}", queue)
    return CONFIGURATION.format(db=db, bus=bus, blobs=blobs, namespace=namespace)


def _let_one_die(folder: Path, pattern: str, say: Callable[[str], None]) -> None:
    name, _ = SHOWN[pattern].worst
    paths = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    child = subprocess.run(  # noqa: S603 - this very module.
        [sys.executable, "-m", f"{__package__}.demonstrate", str(folder), pattern],
        env=environment,
        check=False,
        timeout=CHILD_SECONDS_MAX,
        start_new_session=True,  # Ctrl-C goes to the parent only, which ends the child.
    )
    if child.returncode != -signal.SIGKILL:
        raise Unavailable(f"the process ended with {child.returncode}, before it came to `{name}`")
    acked = len(acknowledged(folder))
    say(f"killed   process ended with signal {-child.returncode} at `{name}`, {acked} acknowledged")
    asyncio.run(_look(folder, SHOWN[pattern], say))


@asynccontextmanager
async def _stage(
    folder: Path, say: Callable[[str], None], fault: Callable[[str], None] | None = None
) -> AsyncIterator[Stage]:
    """The open namespace of the folder. With `fault`, it is called at each step."""
    meter: Counter[str] = Counter()

    def count(name: str, value: float) -> None:
        meter[name] += int(value)

    world = World(meter=count) if fault is None else World(meter=count, fault=fault)
    configuration = load((folder / "config.yaml").read_text("utf-8"), "config.yaml")
    async with open_namespace(configuration, "orders", world) as namespace:
        yield Stage(namespace, folder, meter, say)


async def _look(folder: Path, shown: Demonstration, say: Callable[[str], None]) -> None:
    """Show what the dead process left behind."""
    async with _stage(folder, say) as stage:
        say(f"left     {await shown.left(stage)}")


async def _play(folder: Path, pattern: str, end: str, say: Callable[[str], None]) -> bool:
    """Play the whole without a fault, print what was counted, and return whether it is right."""
    begin, shown = time.monotonic(), SHOWN[pattern]
    async with _stage(folder, say) as stage:
        right = await shown.run(stage)
    say(f"{end} in {time.monotonic() - begin:.2f} s")
    for name, number in sorted(stage.meter.items()):
        if number:
            meaning = f" ({METRICS[name]})" if name in METRICS else ""
            say(f"counted  {name} = {number}{meaning}")
    say(f"{'OK     ' if right else 'FAILURE'}  {shown.promise if right else 'this is wrong'}")
    return right


async def _die(folder: Path, shown: Demonstration) -> None:
    """Play until the worst moment, at which this process is killed."""
    async with _stage(folder, lambda _text: None, kill_at(*shown.worst)) as stage:
        await shown.run(stage)


def main() -> None:
    """Play in the child process. Its arguments are the folder and the pattern."""
    try:
        asyncio.run(_die(Path(sys.argv[1]), SHOWN[sys.argv[2]]))
    except ReliabilityError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
