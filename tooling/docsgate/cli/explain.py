"""`docsgate explain`: the manual of one rule, or the list of all."""

from __future__ import annotations

import click

from ..commands.configure import rule_names
from ..rules import RULES, manual


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULE-GLOB]...")
def explain(rules: tuple[str, ...]) -> None:
    """Print what rules find, why it matters and what to do; without names, list all rules."""
    if not rules:
        longest = max(map(len, RULES))
        for name in RULES:
            summary = manual(name).split("\n", 1)[0]
            click.echo(f"{name:<{longest}}  {summary}")
        return
    for number, name in enumerate(rule for rule in RULES if rule in rule_names(rules)):
        click.echo(("\n" if number else "") + f"{name}\n{'-' * len(name)}\n{manual(name)}")
