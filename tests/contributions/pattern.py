"""A layer in a room of its own: messages that nobody wants to have late."""

FACE = '"""Deadline: a message that comes too late is acknowledged unread."""\n'
MODULE = '''\
"""Deadline: a message that comes too late is acknowledged unread.

    publish:  the time until which it is wanted goes into a header
    consume:  before that time, the message as it was; after it, nothing
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...errors import AlreadyHandled, Rejected
from ...world import World
from ..layers import Opened, Prepared

if TYPE_CHECKING:
    from ...values import Message

HEADER: Final = "deadline"


# --8<-- [start:deadline]
class Deadline:
    """The layer that stamps messages, and drops those that are late."""

    def __init__(self, within_seconds: float, world: World | None = None) -> None:
        self._within_seconds, self._world = within_seconds, world or World()

    async def prepare(self, message: Message) -> Prepared:
        """The message with its deadline. Raises `Rejected` when it has that header already."""
        if HEADER in message.headers:
            raise Rejected(f"`{HEADER}` among the headers is the deadline's own")
        until = self._world.clock.now() + self._within_seconds
        self._world.fault("deadline.stamped")
        return Prepared(replace(message, headers={**message.headers, HEADER: str(until)}))

    async def open(self, message: Message, group: str) -> Opened:
        """The message as it was. Raises `AlreadyHandled` when it is late for `group`."""
        until = message.headers.get(HEADER)
        if until is not None and self._world.clock.now() > float(until):
            self._world.meter("deadline.missed", 1)
            raise AlreadyHandled(f"`{message.id}` is late for `{group}`")
        plain = {name: text for name, text in message.headers.items() if name != HEADER}
        return Opened(replace(message, headers=plain))


# --8<-- [end:deadline]
'''
SETTINGS = '''\
"""The settings of a deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...configuration.backends import Backend, Backends
    from ...configuration.section import Section


@dataclass(frozen=True, slots=True)
class DeadlineSettings:
    """How long a message is wanted. It needs no store."""

    section: Section
    within_seconds: float
    store: Backend | None = None
    kind: str = "deadline"

    @property
    def keeps(self) -> tuple[tuple[str, Backend | None], ...]:
        """Nothing is kept."""
        return ()


def read(section: Section, _backends: Backends) -> DeadlineSettings:
    """Read the layer, and note a refusal for each value that is wrong."""
    settings = DeadlineSettings(section, section.seconds("within", "1h", zero=False))
    section.finish()
    return settings
'''
RULES = '''\
"""What is refused of a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.durations import written
from .settings import DeadlineSettings

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def before_the_second_delivery(namespace: Namespace) -> None:
    """C15: a message must not be late when it comes again for the first time."""
    deadline, queue = namespace.settings(DeadlineSettings), namespace.queue
    if deadline is None or queue is None:
        return
    needed = queue.ack_wait_seconds + queue.backoff_seconds
    if deadline.within_seconds < needed:
        reason = f"a message comes again after {written(needed)}, and would be late"
        deadline.section.refuse("C15", "within", reason, f"write `within: {written(needed)}`")
'''
WIRE = '''\
"""Makes a deadline from its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pattern import Wired
from .deadline import Deadline
from .settings import DeadlineSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...configuration.namespace import Namespace
    from ...wiring.wiring import Wiring


async def wire(wiring: Wiring, namespace: Namespace, _layers: Sequence[Wired]) -> Wired:
    """The layer; it needs no engine."""
    settings = namespace.settings(DeadlineSettings)
    assert settings is not None
    return Wired(layer=Deadline(settings.within_seconds, wiring.world))
'''
DEMONSTRATION = '''\
"""The deadline at work: the publisher is killed when a message is stamped and not yet sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..demonstrations import Demonstration
from ..rehearsal import (
    MESSAGES,
    PROMISE,
    acknowledged,
    consume_all,
    publish_all,
    with_layers,
)

if TYPE_CHECKING:
    from ..demonstrations import Stage

LAYERS: Final = """\\
      - inbox: {store: db}
      - deadline: {within: 1h}
"""


async def run(stage: Stage) -> bool:
    """Publish, and let each group consume."""
    await publish_all(stage)
    return await consume_all(stage)


async def left(stage: Stage) -> str:
    """The messages that the dead publisher did not send."""
    return f"{MESSAGES - len(acknowledged(stage.folder))} messages that are not published"


DEMONSTRATION: Final = Demonstration(
    namespace=with_layers(LAYERS),
    worst=("deadline.stamped", 6),
    run=run,
    left=left,
    promise=PROMISE,
)
'''
VALUE = '''\
"""The deadline as one value."""

from __future__ import annotations

from typing import Final

from ..pattern import Pattern
from .demonstration import DEMONSTRATION
from .rules import before_the_second_delivery
from .settings import read
from .wire import wire

PATTERN: Final = Pattern(
    name="deadline",
    page="patterns/deadline.md",
    layer=read,
    inside=("outbox", "inbox", "claim-check"),
    rules=(before_the_second_delivery,),
    codes={"C15": "a deadline before the first redelivery"},
    wire=wire,
    faults=("deadline.stamped",),
    metrics={"deadline.missed": "messages that came too late"},
    demonstration=DEMONSTRATION,
)
'''
CONFIGURATION = """\
backends: {{db: {{type: sqlite, path: app.db}}}}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {{backend: db, groups: [billing]}}
    layers:
      - inbox: {{store: db}}
      - deadline: {{within: {within}}}
"""
REFUSED = CONFIGURATION.format(within="5s")
ACCEPTED = CONFIGURATION.format(within="1h")
REFUSAL = f"""\
# C15

A message that failed once comes again after `ack_wait` and `backoff`.

```yaml
# refused: C15 9:28
{REFUSED}```

```yaml
{ACCEPTED}```
"""
PROOFS = {
    "nothing is lost before its deadline, wherever processes stop": (
        "crash_schedules",
        "nothing_is_lost_doubled_or_left_behind_wherever_processes_stop",
    ),
    "the same under SIGKILL": ("kills", "a_process_killed_at_every_step_loses_nothing"),
    "nobody handles a message that is late": (
        "deadline",
        "a_late_message_is_acknowledged_unread",
    ),
    "a handler sees what was sent": ("deadline", "the_handler_sees_what_was_sent"),
    "naive variants are caught": ("naive_variants", "a_crash_schedule_catches_it"),
}
GUARANTEES = "\n".join(
    f"| {promise} | `test_{file}.py::test_{name}` |" for promise, (file, name) in PROOFS.items()
)
PAGE = f"""\
---
title: Deadline
complexity: low
priority: low
tags: [deadline, queue, reliability]
---

# Deadline

Some messages are worth nothing when they are late. The publisher stamps them, and who gets one
too late acknowledges it unread.

```python
--8<-- "tooling/docsgate_reliability/patterns/deadline/deadline.py:deadline"
```

```yaml
{ACCEPTED}```

| code | refused |
|---|---|
| C15 | a deadline before the first redelivery |

## Guarantees

| guarantee | proved by |
|---|---|
{GUARANTEES}

## What can go wrong, and what to watch

| metric | what it counts |
|---|---|
| `deadline.missed` | messages that came too late |
| `queue.handled` | messages handled and acknowledged |
| `queue.extended` | leases renewed while a handler was at work |
| `queue.retried` | messages put back after their handler failed |
| `queue.dead` | messages given up on |
"""
TESTS = """\
import pytest
from harness.schedules import finish
from harness.world import HandClock

from docsgate_reliability.errors import AlreadyHandled, Rejected
from docsgate_reliability.patterns.deadline.deadline import HEADER, Deadline
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

MESSAGE = Message("one", b"body", "key", {"kind": "x"})


def test_the_handler_sees_what_was_sent():
    layer = Deadline(10, World(HandClock()))
    stamped = finish(layer.prepare(MESSAGE)).message
    assert stamped != MESSAGE
    assert finish(layer.open(stamped, "billing")).message == MESSAGE


def test_a_late_message_is_acknowledged_unread():
    world = World(HandClock())
    layer = Deadline(10, world)
    stamped = finish(layer.prepare(MESSAGE)).message
    world.clock.advance(11)
    with pytest.raises(AlreadyHandled):
        finish(layer.open(stamped, "billing"))


def test_the_header_is_its_own():
    with pytest.raises(Rejected):
        finish(Deadline(10).prepare(Message("one", b"", headers={HEADER: "1"})))
"""
TRIAL = '''\
"""The trial of the deadline, over an outbox."""

from harness.schedules import Process, finish
from harness.system import ACK_WAIT, LAST, LEASE, SMALL, System, after
from harness.trial import Trial

from docsgate_reliability.patterns.deadline.deadline import Deadline
from docsgate_reliability.patterns.layers import Opened

LONG = 1e9


class WithDeadline(System):
    """A system whose messages have a deadline that is far away."""

    deadline, within = Deadline, LONG

    def client(self, process):
        client = super().client(process)
        client._layers = (*client._layers, self.deadline(self.within, self.world))
        return client


class LeavesItsHeader(Deadline):
    async def open(self, message, group):
        await super().open(message, group)
        return Opened(message)


class ShowsItsHeader(WithDeadline):
    """Hands the message to the handler with the stamp in it."""

    deadline = LeavesItsHeader


class InMilliseconds(WithDeadline):
    """Takes the time for milliseconds."""

    within = LEASE / 1000


class AlwaysLate(Deadline):
    async def open(self, message, group):
        self._world.clock.advance(2 * LONG)
        return await super().open(message, group)


class ClockAhead(WithDeadline):
    """Asks a clock that is far ahead of the publisher's."""

    deadline = AlwaysLate


async def at_work():
    """A message that is late."""
    system = WithDeadline((SMALL,), outbox=False, claims=False)
    finish(system.publish(Process()))
    system.clock.advance(2 * LONG)
    finish(system.consume(Process(), "billing"))
    return system.meter


TRIAL = Trial(
    options={"messages": (SMALL, LAST), "outbox": True, "claims": False},
    turns=(
        after(0, "publish"),
        after(0, "run_relay"),
        after(LEASE, "run_relay"),
        after(0, "consume", "billing"),
        after(ACK_WAIT, "consume", "billing"),
    ),
    naive={ShowsItsHeader: "altered", InMilliseconds: "lost", ClockAhead: "lost"},
    layers="""      - outbox: {store: db, lease: 1s}
      - inbox: {store: db}
      - deadline: {within: 1h}
""",
    system=WithDeadline,
    at_work=at_work,
)
'''
ROOM = "tooling/docsgate_reliability/patterns/<name>"
ADDITIONS = {
    f"{ROOM}/__init__.py": lambda _: FACE,
    f"{ROOM}/<name>.py": lambda _: MODULE,
    f"{ROOM}/settings.py": lambda _: SETTINGS,
    f"{ROOM}/rules.py": lambda _: RULES,
    f"{ROOM}/wire.py": lambda _: WIRE,
    f"{ROOM}/demonstration.py": lambda _: DEMONSTRATION,
    f"{ROOM}/pattern.py": lambda _: VALUE,
    "docs-cms/patterns/<name>.md": lambda _: PAGE,
    "tests/reliability/refusals/<code>.md": lambda _: REFUSAL,
    "tests/reliability/patterns/<name>.py": lambda _: TRIAL,
    "tests/reliability/test_<name>.py": lambda _: TESTS,
}
NAMES = {"<name>": "deadline", "<code>": "C15"}
