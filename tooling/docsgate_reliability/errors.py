"""The errors of ports and patterns, named by what the caller should do about them."""

# ruff: noqa: N818 - these name what happened; `Conflict` reads better than `ConflictError`.
from __future__ import annotations


class ReliabilityError(Exception):
    """The base of every error that a port or a pattern raises on purpose."""


class Unavailable(ReliabilityError):
    """The engine did not answer. It is not known whether the call succeeded.

    Try again with the same message id.
    """


class Unfinished(Unavailable):
    """A publication broke off. `stored` are the places in the batch that are acknowledged."""

    def __init__(self, text: str, stored: frozenset[int]) -> None:
        super().__init__(text)
        self.stored = stored


class Rejected(ReliabilityError):
    """The engine refused the call, and would refuse it again. Do not try again."""


class TooLarge(Rejected):
    """The message is larger than the engine accepts."""


class Malformed(Rejected):
    """This is no message: it has no id, or a text that is no text, or a body that is no bytes."""


class DuplicateInBatch(ReliabilityError):
    """An atomic batch held a message that is already stored, so nothing of it was stored."""


class Conflict(ReliabilityError):
    """The version is no longer the one that the caller expected. Nothing was written."""


class Fenced(ReliabilityError):
    """The lease was taken over by another owner. Nothing was written."""


class Aborted(ReliabilityError):
    """A statement of the transaction failed, and the block went on. Nothing was written."""


class Misused(ReliabilityError, RuntimeError):
    """The program is wrong: a transaction is used after its block, or would wait for itself."""


class NotFound(ReliabilityError):
    """There is no object under this key."""


class CapabilityMissing(ReliabilityError):
    """A probe showed that the engine does not do what its adapter promises."""


class SchemaMismatch(ReliabilityError):
    """The tables are of another version than this program needs. The text says what to do."""


class ClaimExpired(ReliabilityError):
    """The payload was collected as an orphan before its message was published. Publish again."""


class ClaimLost(ReliabilityError):
    """The message names a payload that is no longer stored."""


class DigestMismatch(ReliabilityError):
    """The stored payload is not the one that was sent."""


class AlreadyHandled(ReliabilityError):
    """This group is done with the message; only its acknowledgement is missing."""


class MissingExtra(ReliabilityError):
    """An adapter needs a package that is not installed. The text names the pip extra."""
