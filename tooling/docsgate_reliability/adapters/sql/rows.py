"""Messages as the columns of a row, and back."""

from __future__ import annotations

import json

from ...errors import Malformed
from ...values import Message


def columns(message: Message) -> tuple[str, str, str, bytes]:
    """A message as `id, key, headers, body`."""
    headers = json.dumps(dict(message.headers)) if message.headers else "{}"
    return message.id, message.key, headers, message.body


def message_of(id_: str, key: str, headers: str, body: bytes) -> Message:
    """The opposite of `columns`."""
    return Message(id_, bytes(body), key, {} if headers == "{}" else json.loads(headers))


def readable(id_: object, key: object, headers: str, body: bytes) -> tuple[Message, str]:
    """`message_of`, and an empty text; or what can be read of the row, and why not all of it."""
    try:
        return message_of(str(id_), str(key), headers, body), ""
    except (ValueError, TypeError, Malformed) as error:
        raw = bytes(body) if isinstance(body, bytes | memoryview) else str(body).encode()
        return Message(str(id_ or "unnamed"), raw, str(key)), f"it cannot be read: {error}"
