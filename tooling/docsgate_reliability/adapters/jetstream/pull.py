"""One request to a pull consumer, and the messages that come in answer to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ...errors import Unavailable

if TYPE_CHECKING:
    from .connection import JetStream

PULL_SECONDS: Final = 2.0


async def pull(
    stream: JetStream, consumer: str, request: dict[str, Any], seconds: float = PULL_SECONDS
) -> tuple[list[Any], str]:
    """The raw messages for `request` to `consumer`, which is `<stream>.<name>`.

    Also returns why there are fewer than asked for, if the server did not say that there are no
    more. Raises `Unavailable` when nothing can be asked.
    """
    connection, found = stream.connection, list[Any]()
    inbox = connection.new_inbox()
    subscription = await stream.call(connection.subscribe(inbox))
    try:
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{consumer}"
        await stream.call(connection.publish(subject, json.dumps(request).encode(), reply=inbox))
        while len(found) < request["batch"]:
            raw = await stream.call(subscription.next_msg(timeout=seconds))
            if "Status" in (raw.headers or {}):
                break
            found.append(raw)
    except Unavailable as error:
        return found, str(error)
    finally:
        await stream.call(subscription.unsubscribe())
    return found, ""
