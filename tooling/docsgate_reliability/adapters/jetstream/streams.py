"""Streams and consumers on the server: made if they are not there, and changed as little as can be.

A stream belongs to its operator, too, who may have given it replicas, limits and a description. So
only the options that a policy is about are changed, and nothing is sent if they are right already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ...errors import CapabilityMissing, Rejected, Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .connection import JetStream

NANOSECONDS: Final = 1_000_000_000
STREAM_DIFFERS: Final = 10058
NO_MORE: Final[dict[str, Any]] = {}
LIMITS: Final = ("max_bytes", "max_msgs", "max_msgs_per_subject")


async def keep_stream(
    stream: JetStream, name: str, options: Mapping[str, Any], begin: Mapping[str, Any] = NO_MORE
) -> None:
    """Make the stream `name` in files with these options, or change them where they differ.

    `begin` are the options of a new one alone. Raises `CapabilityMissing` for a stream that would
    lose messages, `Rejected` and `Unavailable`.
    """
    found = await stream.asked(f"STREAM.INFO.{name}")
    if found is None:
        made = {"name": name, "storage": "file", "retention": "limits", **begin, **options}
        try:
            await stream.asked(f"STREAM.CREATE.{name}", **made)
        except Rejected as error:
            if error.args[0] != STREAM_DIFFERS:
                raise
            found = await stream.asked(f"STREAM.INFO.{name}")  # Somebody else was faster.
        else:
            return
    if found is None:
        raise Unavailable(f"the stream `{name}` comes and goes")
    config = found["config"]
    _refuse_loss(name, config)
    subjects = [*config.get("subjects", []), *options["subjects"]]
    wanted = {**options, "subjects": list(dict.fromkeys(subjects))}
    if changes := _changes(config, wanted):
        await stream.asked(f"STREAM.UPDATE.{name}", **{**config, **changes})


def _refuse_loss(name: str, config: Mapping[str, Any]) -> None:
    if config.get("storage") != "file":
        raise CapabilityMissing(f"the stream `{name}` is in memory")
    limits = [limit for limit in LIMITS if config.get(limit, -1) > 0]
    if limits and config.get("discard", "old") == "old":
        raise CapabilityMissing(
            f"the stream `{name}` with `{limits[0]}` drops old messages when it is full; with"
            " `discard: new` it refuses new ones"
        )


async def keep_consumer(
    stream: JetStream, name: str, group: str, options: Mapping[str, Any], begin: Mapping[str, Any]
) -> None:
    """Make the consumer of a group, or change these options where they differ.

    `begin` are the options of a new one alone. Raises `Rejected` or `Unavailable`.
    """
    found = await stream.asked(f"CONSUMER.INFO.{name}.{group}")
    config = {"durable_name": group, **begin} if found is None else found["config"]
    if changes := _changes(config, options):
        config = {**config, **changes}
        subject = f"CONSUMER.DURABLE.CREATE.{name}.{group}"
        await stream.asked(subject, stream_name=name, config=config)


def _changes(config: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What of `wanted` differs. The server leaves out what is 0 or false."""
    return {key: value for key, value in wanted.items() if (config.get(key) or 0) != (value or 0)}


def nanoseconds(seconds: float) -> int:
    """A time as the server counts it."""
    return int(seconds * NANOSECONDS)
