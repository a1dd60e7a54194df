"""Pages of docsgate's own site: one for each rule, made of its manual and its examples.

They are made only for docsgate itself: a project whose root holds the package
`tooling/docsgate/rules`, and files `tests/rules/<id>.md` for rules that exist.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ...rules import RULES, manual, weight
from ...rules.shared.manuals import read_manual

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = "rules"

_NAMES = {"mdx": "MDX"}

_COLUMNS = ("| Rule | Finds | Fails a run |", "| :-- | :-- | :-- |")
_INFO = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<language>[\w+-]+) (?P<rest>[^\n`]+)$", re.MULTILINE)
_FENCE = re.compile(r"^`{3,}", re.MULTILINE)
_TITLE = re.compile(r"\A# [^\n]*\n")
_SNIPPET = re.compile(r"^([ \t]*)(-{1,}8<-)", re.MULTILINE)
"""A line that puts in a file, also in code; behind `;` it is shown as it is."""


def rule_pages(root: Path) -> dict[str, str]:
    """The rule pages of the project at `root` by path; none for other projects."""
    if not (root / "tooling/docsgate/rules/__init__.py").is_file():
        return {}
    examples = {}
    for rule in RULES:
        path = root / "tests/rules" / f"{rule}.md"
        if path.is_file():
            examples[rule] = path.read_text(encoding="utf-8")
    if not examples:
        return {}
    pages = {f"{FOLDER}/{rule}.md": rule_page(rule, text) for rule, text in examples.items()}
    return {f"{FOLDER}/index.md": _index(examples), **pages}


def rule_page(rule: str, examples: str) -> str:
    """The page of `rule`: its manual, then its examples as they are tested."""
    text, before, after = read_manual(manual(rule))
    summary = text.partition("\n")[0]
    blocks = _block("Before", before) + _block("After", after)
    body = _SNIPPET.sub(r"\1;\2", _INFO.sub(_titled, _TITLE.sub("", examples)))
    head = _head(rule, summary)
    weighs = f"Fails a run: {weight(rule).value}."
    return f"{head}\n# {rule}\n\n{text}\n\n{weighs}\n\n{blocks}## Examples\n\n{body.strip()}\n"


def _block(title: str, text: str) -> str:
    """Fenced `text` under a title. The fences are longer than any in the text."""
    fence = "`" * max((len(found) + 1 for found in _FENCE.findall(text)), default=3)
    return f'{fence}markdown title="{title}"\n{text}{fence}\n\n'


def _titled(info: re.Match[str]) -> str:
    """The fence and info string of an example in the notation of the site's code blocks."""
    words = info["rest"].split()
    title = "what docsgate says" if words[0] == "findings" else " ".join(words)
    return f'{info["fence"]}{info["language"]} title="{title}"'


def _index(rules: Mapping[str, str]) -> str:
    families: dict[str, list[str]] = {}
    for rule in rules:
        families.setdefault(rule.partition("-")[0], []).append(rule)
    parts = [_head("Rules", f"The {len(rules)} rules of docsgate, by family."), "# Rules", ""]
    for family, members in families.items():
        parts += [f"## {_NAMES.get(family, family.capitalize())}", ""]
        parts += ['<div class="dg-rules" markdown="1">', "", *_COLUMNS]
        for rule in members:
            summary = manual(rule).partition("\n")[0].replace("|", "\\|")
            parts.append(f"| [{rule}]({rule}.md) | {summary} | {weight(rule).value} |")
        parts += ["", "</div>", ""]
    return "\n".join(parts)


def _head(title: str, description: str) -> str:
    values = {"title": title, "description": description}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "generated: true", "---", ""])
