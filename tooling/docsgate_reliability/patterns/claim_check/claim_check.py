"""Claim check: send a large payload through a queue that only accepts small messages.

    publisher ── payload ──▶ object store        The payload is stored before a message names it,
        │                                        so a claim can always be redeemed. Then the
        ├── seal ──────────▶ register            register and the message are written, in one
        └── claim id ──────▶ queue               transaction when there is an outbox. A crash can
                               │                 leave a payload without a message, but never a
    consumer ◀── claim id ─────┘                 message without a payload; `ClaimCollector`
        ├── payload ◀─────── object store        removes payloads without a message.
        ├── done ──────────▶ register            "Done" is written before the acknowledgement. A
        └── ack ───────────▶ queue               redelivery after that is acknowledged unread.

See docs-cms/patterns/claim-check.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ...chunks import CHUNK_BYTES, in_chunks, put_with_digests, root_of, verified
from ...compression import compressed, compressed_parts, decompressed_parts
from ...errors import (
    AlreadyHandled,
    ClaimExpired,
    ClaimLost,
    Conflict,
    DigestMismatch,
    NotFound,
    Rejected,
)
from ...values import ABSENT
from ...world import World
from ..layers import Opened, Prepared
from .record import LIVE, ClaimRecord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ...ports import KeyValue, ObjectStore, Transaction
    from ...values import Message
    from ..layers import Seal

DIGEST, SIZE, ENCODING = "claim-digest", "claim-size", "claim-encoding"
RESERVED: Final = (DIGEST, SIZE, ENCODING)
ATTEMPTS_MAX: Final = 100  # Attempts to write "done" while other groups write theirs.
NAP_SECONDS, NAP_MAX_SECONDS = 0.001, 0.1  # The waits between them double up to the maximum.


@dataclass(frozen=True, slots=True)
class ClaimPolicy:
    """When a payload is stored beside the queue, which field names it, and how long it is kept."""

    groups: frozenset[str]
    threshold_bytes: int = 256 << 10  # The size of the whole message, with its headers.
    field: str = "headers.claim_id"  # Or `body.<name>`, for consumers that read only a JSON body.
    compress: bool = False
    grace_seconds: float = 3600.0
    ttl_seconds: float = 8 * 86400.0
    delete_when_done: bool = True  # If not, a payload is kept until its time to live is over.
    retired: frozenset[str] = frozenset()  # Groups that will not read what they have not read.
    bucket: str = "claims"  # The bucket of the register, and the prefix of the payloads' keys.

    @property
    def prefix(self) -> str:
        """The beginning of the keys of all payloads. The collector ignores other objects."""
        return f"{self.bucket}/"


@dataclass(frozen=True, slots=True)
class _Stored:
    """A payload in the store whose claim is not yet sealed. `begun` is when its upload began."""

    claim: str
    digests: tuple[str, ...]
    size_bytes: int
    begun: float


# --8<-- [start:publish]
class ClaimCheck:
    """The layer that stores large payloads.

    `claims` is the register, which is in the database of the outbox if there is one.
    """

    def __init__(
        self, store: ObjectStore, claims: KeyValue, policy: ClaimPolicy, world: World | None = None
    ) -> None:
        self._store, self._claims, self._policy = store, claims, policy
        self._world = world or World()
        self._own = frozenset({*RESERVED, policy.field.removeprefix("headers.")})
        self._claim = re.compile(re.escape(policy.prefix) + "[A-Za-z0-9-]{1,200}")
        self._threshold_bytes = policy.threshold_bytes

    async def prepare(self, message: Message) -> Prepared:
        """Store the payload if the message is over the threshold. See `Layer`.

        Raises `Rejected` when the message uses a header of the claim check.
        """
        self._refuse_reserved(message)
        if message.size_bytes <= self._threshold_bytes:
            return Prepared(message)
        size, body, encoding = len(message.body), message.body, ""
        if self._policy.compress:
            body, encoding = compressed(message.body)
        headers = {**message.headers, **({ENCODING: encoding} if encoding else {})}
        small = replace(message, body=body, headers={**headers, SIZE: str(size)})
        if encoding and small.size_bytes <= self._threshold_bytes:
            return Prepared(small)
        begun, claim = self._world.clock.now(), self._policy.prefix + self._world.ids.fresh()
        self._world.fault("claim.before_put")
        digests = await put_with_digests(self._store, claim, body)
        self._world.fault("claim.stored")
        return self._ticket(small, _Stored(claim, digests, len(body), begun))

    def _seal(self, stored: _Stored) -> Seal:
        async def seal(transaction: Transaction | None) -> None:
            """Enter the claim into the register. Raises `ClaimExpired` if it was collected."""
            now = self._world.clock.now()
            if now >= stored.begun + self._policy.ttl_seconds:
                raise self._expired(stored)  # The collector may have removed its mark by now.
            bucket = transaction.bucket(self._policy.bucket) if transaction else self._claims
            groups = tuple(sorted(self._policy.groups))
            record = ClaimRecord(LIVE, now, stored.digests, groups=groups)
            try:
                await bucket.put(stored.claim, record.encode(), expect=ABSENT)
            except Conflict as error:
                raise self._expired(stored) from error
            self._world.fault("claim.sealed")

        return seal

    # --8<-- [end:publish]

    def _expired(self, stored: _Stored) -> ClaimExpired:
        self._world.meter("claim_check.expired_before_publish", 1)
        return ClaimExpired(f"`{stored.claim}` was not published within its grace")

    async def prepare_stream(self, message: Message, parts: AsyncIterator[bytes]) -> Prepared:
        """Store a payload of any size without holding it in memory; `message.body` is ignored.

        Raises `Rejected` as `prepare` does, and `Conflict` when the claim id is taken.
        """
        self._refuse_reserved(message)
        size = [0]
        parts = _counted(parts, size)
        headers = dict(message.headers)
        if self._policy.compress:
            parts, headers[ENCODING] = compressed_parts(parts), "zlib"
        begun, claim = self._world.clock.now(), self._policy.prefix + self._world.ids.fresh()
        digests, stored = list[str](), [0]
        self._world.fault("claim.before_put")
        chunks = _counted(in_chunks(parts, digests), stored)
        if not await self._store.put_if_absent(claim, chunks):
            raise Conflict(f"the claim id `{claim}` is taken")
        self._world.fault("claim.stored")
        small = replace(message, body=b"", headers={**headers, SIZE: str(size[0])})
        return self._ticket(small, _Stored(claim, tuple(digests), stored[0], begun))

    def _ticket(self, message: Message, stored: _Stored) -> Prepared:
        place, _, name = self._policy.field.partition(".")
        headers = {**message.headers, DIGEST: root_of(stored.digests)}
        body = b""
        if place == "headers":
            headers[name] = stored.claim
        else:
            body = json.dumps({name: stored.claim}).encode()
        self._world.meter("claim_check.checked_in", 1)
        self._world.meter("claim_check.stored_bytes", stored.size_bytes)
        ticket = replace(message, body=body, headers=headers)
        return Prepared(ticket, self._seal(stored))

    def _refuse_reserved(self, message: Message) -> None:
        if message.headers and not self._own.isdisjoint(message.headers):
            names = ", ".join(f"`{name}`" for name in sorted(self._own & message.headers.keys()))
            raise Rejected(f"{names} among the headers is the claim check's own")

    # --8<-- [start:consume]
    async def open(self, message: Message, group: str) -> Opened:
        """Bring the payload back. Raises `ClaimLost`, `DigestMismatch` or `AlreadyHandled`."""
        opened, chunks = await self.open_stream(message, group)
        body = b"".join([chunk async for chunk in chunks])
        return Opened(replace(opened.message, body=body), opened.close)

    async def open_stream(
        self, message: Message, group: str
    ) -> tuple[Opened, AsyncIterator[bytes]]:
        """The message without its body, and the body in chunks, each verified before it is given.

        Raises `ClaimLost`, `DigestMismatch` or `AlreadyHandled`; reading the chunks does, too.
        """
        claim = self._claim_of(message)
        plain = replace(message, headers=self._without_own(message))
        if claim is None:
            return Opened(plain), _unpacked(_once(message.body), message)
        record = await self._redeemable(claim, group)
        if root_of(record.chunks) != message.headers[DIGEST]:
            self._world.meter("claim_check.digest_mismatch", 1)
            raise DigestMismatch(f"the register of `{claim}` is not the one of this message")
        chunks = self._read(claim, group, record)

        async def close() -> None:
            await self._mark_done(claim, group)

        return Opened(replace(plain, body=b""), close), _unpacked(chunks, message)

    # --8<-- [end:consume]

    def _claim_of(self, message: Message) -> str | None:
        """The claim id; None in a plain message. Raises `ClaimLost` when its field has none."""
        if DIGEST not in message.headers:
            return None
        place, _, name = self._policy.field.partition(".")
        try:
            fields = message.headers if place == "headers" else json.loads(message.body)
        except ValueError:
            fields = None
        claim = fields.get(name) if isinstance(fields, Mapping) else None
        if not isinstance(claim, str) or not self._claim.fullmatch(claim):
            self._world.meter("claim_check.lost", 1)
            raise ClaimLost(f"there is a digest and no claim id in `{self._policy.field}`")
        return claim

    def _without_own(self, message: Message) -> dict[str, str]:
        return {name: text for name, text in message.headers.items() if name not in self._own}

    async def _redeemable(self, claim: str, group: str) -> ClaimRecord:
        entry = await self._claims.get(claim)
        record = None if entry is None else ClaimRecord.decode(entry.value)
        if record is not None and group in record.done:
            raise AlreadyHandled(f"`{group}` is done with `{claim}`")
        if record is None or record.state != LIVE:
            self._world.meter("claim_check.lost", 1)
            raise ClaimLost(f"the payload of `{claim}` is gone")
        return record

    async def _read(self, claim: str, group: str, record: ClaimRecord) -> AsyncIterator[bytes]:
        try:
            async for chunk in verified(self._store, claim, record.chunks):
                yield chunk
        except NotFound:
            await self._redeemable(claim, group)  # Raises if the register knows that it is gone.
            self._world.meter("claim_check.lost", 1)
            raise ClaimLost(f"the store lost the payload of `{claim}`") from None
        except DigestMismatch:
            self._world.meter("claim_check.digest_mismatch", 1)
            raise
        self._world.meter("claim_check.redeemed", 1)

    async def _mark_done(self, claim: str, group: str) -> None:
        self._world.fault("claim.handled")
        for attempt in range(ATTEMPTS_MAX):
            entry = await self._claims.get(claim)
            record = None if entry is None else ClaimRecord.decode(entry.value)
            if entry is None or record is None or group in record.done:
                return
            try:
                record = record.with_done(group)
                if record.is_done(self._policy.groups, self._policy.retired):
                    record = replace(record, done_since=self._world.clock.now())
                await self._claims.put(claim, record.encode(), expect=entry.version)
            except Conflict:  # Another group wrote its own mark meanwhile: read the record again.
                await self._world.nap(min(NAP_SECONDS * 2.0 ** min(attempt, 30), NAP_MAX_SECONDS))
                continue
            self._world.fault("claim.done")
            return
        raise Conflict(f"`{claim}` changed {ATTEMPTS_MAX} times")


async def _once(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), CHUNK_BYTES):
        yield body[start : start + CHUNK_BYTES]


async def _counted(parts: AsyncIterator[bytes], total: list[int]) -> AsyncIterator[bytes]:
    async for part in parts:
        total[0] += len(part)
        yield part


def _unpacked(parts: AsyncIterator[bytes], message: Message) -> AsyncIterator[bytes]:
    if ENCODING not in message.headers:
        return parts
    size = message.headers.get(SIZE, "")
    if not re.fullmatch("[0-9]{1,18}", size):
        raise DigestMismatch(f"the payload is packed, and `{SIZE}: {size}` is no size")
    return decompressed_parts(parts, int(size))
