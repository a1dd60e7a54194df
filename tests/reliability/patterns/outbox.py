"""The trial of the outbox."""

from harness import naive
from harness.system import ACK_WAIT, LAST, LEASE, SMALL, after
from harness.trial import Trial

TRIAL = Trial(
    options={"messages": (SMALL, LAST), "outbox": True, "claims": False},
    turns=(
        after(0, "publish"),
        after(0, "run_relay"),
        after(LEASE, "run_relay"),  # The lease is taken over.
        after(0, "consume", "billing"),
        after(ACK_WAIT, "consume", "billing"),
    ),
    naive={
        naive.DualWrite: "lost",
        naive.PublishInsideTransaction: "phantom",
        naive.NoMessageId: "duplicate",
        naive.RemoveBeforePublish: "lost",
        naive.AckBeforeCommit: "lost",
    },
    layers="""      - outbox: {store: db, lease: 1s}
      - inbox: {store: db}
""",
)
