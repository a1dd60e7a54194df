"""An anchor replaces another one only where every reader still arrives at the right place."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured


@pytest.mark.parametrize(
    ("text", "help_", "is_safe"),
    [
        ("## One two\n\n[x](#One-Two)\n", "write `#one-two`", True),
        ("## A / B\n\n## A-B\n\n[x](#a--b)\n", "write `#a-b`", False),  # `A / B` on GitHub.
    ],
)
def test_a_fix_is_safe_only_if_nobody_arrived_before(tmp_path, text, help_, is_safe):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(text)
    config = configured([tmp_path], select=["anchor-missing"], targets=["mkdocs", "github"])

    (finding,) = check(config, documents_of(config, [])).findings

    assert (finding.help, finding.fix.safe) == (help_, is_safe)
