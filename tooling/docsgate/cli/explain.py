"""`docsgate explain`: the manual of one rule, or the list of all."""

from __future__ import annotations

import click

from ..commands.configure import rule_names
from ..rules import RULES, manual, weight
from ..rules.shared.weights import Weight

_REMARKS = {Weight.STYLE: " [fails if strict]", Weight.NOTE: " [never fails]"}


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULE-GLOB]...")
@click.option("--format", "format_", type=click.Choice(["text", "markdown"]), default="text",
              show_default=True, help="How to list rules: markdown is a table.")  # fmt: skip
def explain(rules: tuple[str, ...], format_: str) -> None:
    """Print what rules find, why it matters and what to do; without names, list all rules."""
    named = rule_names(rules) if rules else set(RULES)
    chosen = [rule for rule in RULES if rule in named]
    if format_ == "markdown":
        click.echo(markdown_table(chosen), nl=False)
    elif rules:
        click.echo("\n".join(map(_page, chosen)), nl=False)
    else:
        longest = max(map(len, chosen))
        for name in chosen:
            remark = _REMARKS.get(weight(name), "")
            click.echo(f"{name:<{longest}}  {_summary(name)}{remark}")


def _page(rule: str) -> str:
    """The manual of `rule` under its name, and whether it fails a run."""
    weighs = f"Fails a run: {weight(rule).value}."
    return f"{rule}\n{'-' * len(rule)}\n{manual(rule)}\n\n{weighs}\n"


def markdown_table(rules: list[str]) -> str:
    """A Markdown table with a row for each of `rules`: name, what it finds, does it fail a run."""
    cells = [
        (f"`{rule}`", _summary(rule).rstrip(".").replace("|", "\\|"), weight(rule).value)
        for rule in rules
    ]
    rows = ["| rule | what it finds | fails a run |", "|------|---------------|-------------|"]
    return "".join(f"{row}\n" for row in [*rows, *(f"| {' | '.join(row)} |" for row in cells)])


def _summary(rule: str) -> str:
    return manual(rule).partition("\n")[0]
