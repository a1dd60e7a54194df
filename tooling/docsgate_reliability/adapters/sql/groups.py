"""The groups of a queue in an SQL engine. The table knows them all, so every publisher does.

A process whose configuration lacks a group publishes for that group as well, once another process
has opened the queue with it. On PostgreSQL, whoever adds a group waits for the publications that
began without it, for 5 s at most. Publishers wait for nobody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...values import START

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...values import QueuePolicy
    from .dialect import Dialect, Execute

KNOWN = "SELECT grp FROM rel_group WHERE queue = ? ORDER BY grp"
ADD = "INSERT INTO rel_group (queue, grp) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING grp"
FROM_THE_START = """
    INSERT INTO rel_delivery (queue, grp, seq, attempt, visible)
    SELECT queue, CAST(? AS TEXT), seq, 0, 0 FROM rel_message WHERE queue = ?
    ON CONFLICT DO NOTHING"""
DROP_MESSAGES = """
    DELETE FROM rel_message WHERE queue = ?
    AND NOT EXISTS (SELECT 1 FROM rel_delivery d WHERE d.seq = rel_message.seq)"""


async def groups_of(
    execute: Execute, dialect: Dialect, queue: str, own: Iterable[str]
) -> Sequence[str]:
    """The groups for which a message is published now: those in the table, and `own`."""
    if dialect.share_groups is not None:
        await execute(dialect.share_groups, queue)
    known = [group for (group,) in await execute(KNOWN, queue)]
    return list(dict.fromkeys([*own, *known]))


async def enter_groups(
    execute: Execute, dialect: Dialect, queue: str, own: Sequence[str], policy: QueuePolicy
) -> None:
    """Enter the groups that the table does not know, and forget those that are retired.

    A new group gets what is published from now on, or also what is there, as the policy says. The
    first groups of a queue get what was published for them, and no more.
    """
    known = [group for (group,) in await execute(KNOWN, queue)]
    missing = [group for group in own if group not in known]
    retired = [group for group in policy.retired if group in known]
    if (missing or retired) and dialect.lock_groups is not None:
        await execute(dialect.lock_groups, queue)
    for group in missing:
        added = await execute(ADD, queue, group)
        if added and known and policy.new_groups == START:
            await execute(FROM_THE_START, group, queue)
    for group in retired:
        await execute("DELETE FROM rel_group WHERE queue = ? AND grp = ?", queue, group)
        await execute("DELETE FROM rel_delivery WHERE queue = ? AND grp = ?", queue, group)
    if retired:
        await execute(DROP_MESSAGES, queue)
