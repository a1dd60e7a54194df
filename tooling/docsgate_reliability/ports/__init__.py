"""What the patterns need from an engine, and the promises that they rely on.

Each promise here is a test in tests/reliability/contracts, which runs for every adapter of the
port. A call that returns has succeeded, and its effect is durable unless the adapter's
`capabilities` say `durable=False`. Any call may raise `Unavailable`, and then it may or may not
have happened.
"""

from .aside import DeadLetters, RowsAside
from .change_source import ChangeSource
from .key_value import KeyValue
from .log import Log
from .message_queue import Delivery, Queue, QueueInStore
from .object_store import ObjectStore
from .transactional_store import Transaction, TransactionalStore

__all__ = [
    "ChangeSource",
    "DeadLetters",
    "Delivery",
    "KeyValue",
    "Log",
    "ObjectStore",
    "Queue",
    "QueueInStore",
    "RowsAside",
    "Transaction",
    "TransactionalStore",
]
