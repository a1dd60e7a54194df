"""Small projects for the tests of fixes."""

from docsgate.configuration.discovery import documents_of
from docsgate.fixing.mending import mend
from tools.configured import configured


def mended(folder, text, *, unsafe=False, select=(), targets=None):
    """The text of one document after mending, and why fixes were refused."""
    path = folder / "docs" / "a.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    config = configured([folder], select=select, targets=targets)
    result = mend(config, documents_of(config, [folder]), unsafe=unsafe).mended
    after = result.changes[0].after.text if result.changes else text
    return after, [refusal.reason for refusal in result.refusals]
