"""Write README's table of rules: `python tests/tools/readme_table.py`.

The table is what `docsgate explain --format markdown` prints, between two comments of README.md.
"""

from pathlib import Path

from docsgate.cli.explain import markdown_table
from docsgate.rules import RULES

README = Path(__file__).parents[2] / "README.md"
START = "<!-- The rules, written by `python tests/tools/readme_table.py` -->\n\n"
END = "\n<!-- The end of the rules -->\n"


def with_table(text):
    """The text of README with the table of today's rules between the two comments."""
    before, _, rest = text.partition(START)
    _, end, after = rest.partition(END)
    assert end, "README.md has lost a comment that marks its table of rules"
    return f"{before}{START}{markdown_table(list(RULES))}{end}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
