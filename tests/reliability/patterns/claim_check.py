"""The trial of the claim check."""

from harness import naive
from harness.system import ACK_WAIT, GRACE, LARGE, SMALL, after
from harness.trial import Trial

TRIAL = Trial(
    options={"messages": (SMALL, LARGE), "outbox": False, "claims": True},
    turns=(
        after(0, "publish"),
        after(0, "consume", "billing"),
        after(0, "consume", "search"),
        after(GRACE + ACK_WAIT, "collect"),
        after(GRACE, "collect"),
    ),
    naive={
        naive.PayloadLast: "dangling",
        naive.DeleteOnConsume: "dangling",
        naive.AckFirst: "lost",
        naive.IdForEachAttempt: "duplicate",
    },
    layers="""      - inbox: {store: db}
      - claim-check: {store: blobs, claims: CLAIMS, threshold: 1KiB, grace: 2s, ttl: 1d}
""",
)
