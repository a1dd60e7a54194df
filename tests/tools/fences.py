"""Pages with fenced code in every form that readers disagree about, and the code that a page shows.

Each line of text and code has a word of its own, so two pages show the same code only where they
read the same lines as code.
"""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

INFOS = (
    "", "py", "text", "rust,ignore", "py title=x", 'py title="x y"', "{.py}", '{.py title="x"}',
    "js {1,3}", 'js {1} title="a"', "js showLineNumbers", 'py hl_lines="1-2"', 'py hl_lines="1,2"',
    "c++", ".py", 'py linenums="1"', "js title", "sh $", "{r, echo=FALSE}", 'title="q"', "text: a",
)  # fmt: skip
PREFIXES = (
    ("", ""), ("", ""), ("", ""), ("-   {}\n\n", "    "), ("1.  {}\n\n", "    "), ("    {}\n", ""),
    ("-   {}\n", "    "), ("-   ", "    "), ("<!-- {}\n", ""), ("> {}\n>\n", "> "),
    ("<details>\n\n", ""), ("-   {}\n\n    -   {}\n\n", "        "),
)  # fmt: skip
"""The text before a block, and before each of its lines."""


def code_lines(html: str) -> list[str]:
    """The lines that `html` shows in blocks of code, trimmed, without line numbers."""
    reader = _Code()
    reader.feed(html)
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(reader.text).split("\n"))
    return [line for line in lines if line and not line.isdigit()]


class _Code(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.depth += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "pre" and self.depth > 0
        self.text += "\n" if tag == "pre" else ""

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


class Pages:
    """Makes the pages of one seed, one after the other."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = 0

    def page(self) -> str:
        """A page of one to four blocks of code with text between them."""
        return "".join(self._part() for _ in range(self._random.randint(1, 4)))

    def _word(self) -> str:
        self._words += 1
        return f"w{self._words}x"

    def _part(self) -> str:
        before, prefix = self._random.choice(PREFIXES)
        lines = self._block(prefix)
        if not before.endswith("\n"):
            lines[0] = lines[0].lstrip()
        after = "-->\n" if before.startswith("<!--") else ""
        text = before.replace("{}", self._word(), 1).replace("{}", self._word())
        return "".join((text, *(f"{line}\n" for line in lines), after, f"\n{self._word()}\n\n"))

    def _block(self, prefix: str) -> list[str]:
        draw = self._random
        mark, length, indent = draw.choice("``~"), draw.choice((3, 3, 4)), draw.choice((0, 0, 1, 3))
        place = prefix + " " * indent
        lines = [f"{place}{mark * length}{draw.choice(('', ' '))}{draw.choice(INFOS)}"]
        for _ in range(draw.randint(1, 4)):
            other = "~~~" if mark == "`" else "```"
            word = self._word()
            forms = (place + word, place + word, f"{place}  {word}", prefix + word, prefix.rstrip(),
                     place + other, f"{place}    {mark * 3}")  # fmt: skip
            lines.append(draw.choice(forms))
        lines.append(place + self._word())
        closing = " " * (indent if draw.random() < 0.8 else draw.randint(0, 3))
        longer = draw.random() < 0.1
        return [*lines, f"{prefix}{closing}{mark * (length + longer)}"]
