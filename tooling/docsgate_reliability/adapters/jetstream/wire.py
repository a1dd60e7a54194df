"""A message on the wire of NATS: its id, key and headers as headers of NATS, in ASCII."""

from __future__ import annotations

import json
import re
from urllib.parse import quote, unquote

from ...errors import Malformed
from ...values import Message

KEY, OTHERS = "message-key", "message-headers"
TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
PLAIN = re.compile(r"[!-~]([ -~]*[!-~])?")


def wire_headers(message: Message) -> dict[str, str]:
    """The headers on the wire, in ASCII.

    Headers that NATS cannot carry are put into one header, as JSON.
    """
    headers, others = {"Nats-Msg-Id": _written(message.id)}, {}
    if message.key:
        headers[KEY] = _written(message.key)
    for name, text in message.headers.items():
        own = name.lower() in (KEY, OTHERS) or name.lower().startswith("nats-")
        if TOKEN.fullmatch(name) and PLAIN.fullmatch(text) and not own:
            headers[name] = text
        else:
            others[name] = text
    if others:
        headers[OTHERS] = json.dumps(others)
    return headers


def readable(headers: dict[str, str] | None, body: bytes, place: str) -> tuple[Message, str]:
    """`message_of`, and an empty text; or what can be read, and why not all of it."""
    try:
        return message_of(headers, body, place), ""
    except (ValueError, TypeError, Malformed) as error:
        return Message(place, body), f"it cannot be read: {error}"


def message_of(headers: dict[str, str] | None, body: bytes, place: str = "") -> Message:
    """The opposite of `wire_headers`. A message of a foreign sender has its `place` as its id.

    Raises ValueError, TypeError or `Malformed` if a foreign sender wrote something else.
    """
    found = dict(headers or {})
    others = json.loads(found.pop(OTHERS, "{}"))
    id_, key = _read(found.pop("Nats-Msg-Id", "")) or place, _read(found.pop(KEY, ""))
    plain = {name: text for name, text in found.items() if not name.startswith("Nats-")}
    return Message(id_, body, key, plain | others)


def _written(text: str) -> str:
    """`text` itself, or `=` and `text` with unusual characters as `%XX`.

    Different texts have different results.
    """
    return text if PLAIN.fullmatch(text) and not text.startswith("=") else "=" + quote(text)


def _read(text: str) -> str:
    return unquote(text[1:]) if text.startswith("=") else text
