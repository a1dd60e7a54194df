"""Messages that were right when they were made, and were spoilt afterwards."""

from docsgate_reliability.values import Message

MALFORMED = {
    "a header that is a number": ("headers", {"attempt": 1}),
    "a header that is None": ("headers", {"trace": None}),
    "a name of a header that is a number": ("headers", {1: "one"}),
    "headers that are a list": ("headers", ["a"]),
    "a body that is a text": ("body", "text"),
    "a body that may still change": ("body", bytearray(b"x")),
    "an id that is a number": ("id", 7),
    "an empty id": ("id", ""),
    "a key that is None": ("key", None),
}


def spoilt(how: str) -> Message:
    """A message with one wrong field, as one whose headers were changed has it."""
    field, value = MALFORMED[how]
    message = Message("bad", b"body", "key", {"n": "1"})
    object.__setattr__(message, field, value)
    return message
