"""`--code` reads the comments of programs for citations."""

from docsgate.__main__ import run

PROGRAM = '''"""The queue of ADR-001, which replaced nothing.

Once ADR-007.
"""
LIMIT = 3  # as ADR-002 has it
TEXT = "ADR-003"
'''


def test_a_citation_in_a_comment_must_name_a_document(tmp_path, capsys):
    (tmp_path / "docs/adr").mkdir(parents=True)
    decision = "---\ntitle: Queue\nstatus: Accepted\ndate: 2025-01-01\n---\n\n# Queue\n"
    (tmp_path / "docs/adr/adr-001-queue.md").write_text(decision)
    (tmp_path / "src").mkdir()
    (tmp_path / "src/queue.py").write_text(PROGRAM)

    code = run([
        "validate", "--skip-build", "--code", "src/**/*.py", "--select", "link-*",
        "--format", "concise", str(tmp_path),
    ])  # fmt: skip

    assert code == 1
    assert [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()[:2]] == [
        "src/queue.py:3:6:",
        "src/queue.py:5:17:",
    ]
