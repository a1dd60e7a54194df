"""Where each reader arrives who follows a link."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from ..model.document import Link, LinkKind
from .address import Address, address_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..configuration.settings import Target
    from ..text import Span


class Outcome(Enum):
    """The result of looking for the target of a link."""

    FOUND = auto()
    REDIRECTED = auto()  # The target is found only if the web server redirects to it.
    MISSING = auto()
    EXCLUDED = auto()  # The target exists, but is left out of the mkdocs site.
    CASE = auto()  # The target exists in another spelling of upper and lower case.
    OUTSIDE = auto()  # The link leaves the repository.
    ANCHOR = auto()  # The target exists, but does not have the anchor.
    UNDEFINED = auto()  # The link is a reference to a label without a definition.
    IGNORED = auto()  # Git ignores the target, which something makes that nobody runs here.

    @property
    def is_dead(self) -> bool:
        """Whether a reader who follows the link does not arrive."""
        return self not in (Outcome.FOUND, Outcome.REDIRECTED, Outcome.IGNORED)


class Verdict(NamedTuple):
    """The outcome for one reader.

    `path` is the file that the link leads to, relative to the project root; where the file is
    excluded, or is spelt in another case, it is that file all the same. It is empty when there is
    none. `place` is where the reader looked: a path or an address, as the reader follows them.
    """

    outcome: Outcome
    path: str = ""
    place: str = ""


class Suggestion(NamedTuple):
    """What to write instead.

    `target` is empty when no single target is the likely one; `near` then holds those that resemble
    the one written. With `is_sure`, `target` is the only candidate and every reader arrives there.
    """

    target: str
    is_sure: bool = False
    near: tuple[str, ...] = ()


class Judged(NamedTuple):
    """A link and its verdict for each reader who sees it. Links to other sites have no verdict."""

    link: Link
    address: Address
    verdicts: tuple[tuple[Target, Verdict], ...]
    suggestion: Suggestion | None = None

    @property
    def is_dead(self) -> bool:
        """Whether some reader does not arrive."""
        return any(verdict.outcome.is_dead for _, verdict in self.verdicts)


def dead_links(judged: Mapping[str, tuple[Judged, ...]]) -> dict[str, tuple[Judged, ...]]:
    """The links of each document that some reader cannot follow."""
    found = ((path, tuple(one for one in links if one.is_dead)) for path, links in judged.items())
    return {path: links for path, links in found if links}


def linked_files(judged: Mapping[str, tuple[Judged, ...]]) -> frozenset[str]:
    """The files to which some other document has a link that some reader can follow."""
    return frozenset(
        verdict.path
        for path, links in judged.items()
        for link in links
        for _, verdict in link.verdicts
        if verdict.path and verdict.path != path
    )


def leave_to_others(judged: Judged) -> Judged:
    """`judged` for a link to what git ignores: others do not have it, or make it themselves."""
    verdict = Verdict(Outcome.IGNORED)
    return judged._replace(verdicts=tuple((target, verdict) for target, _ in judged.verdicts))


def judge_undefined(label: str, span: Span, readers: tuple[Target, ...]) -> Judged:
    """The judged reference to `label` at `span`, which is plain text for `readers`."""
    link = Link(LinkKind.REFERENCE, "", span, span, "", label)
    verdict = Verdict(Outcome.UNDEFINED)
    return Judged(link, address_of(""), tuple((target, verdict) for target in readers))


def merge_dead_links(judged: Iterable[Judged]) -> list[Judged]:
    """`judged` with one entry for a link that readers take for different links, all of them dead.

    Entries for the same link follow each other in `judged`.
    """
    found: list[Judged] = []
    for link in judged:
        last = found[-1] if found else None
        is_same = last is not None and _is_same_link(last.link, link.link)
        if last is not None and is_same and link.is_dead and last.is_dead:
            found[-1] = last._replace(verdicts=(*last.verdicts, *link.verdicts))
        else:
            found.append(link)
    return found


def _is_same_link(one: Link, other: Link) -> bool:
    """Whether both are the link at one place. A tag may hold several, as in `srcset`."""
    is_tag = one.kind is other.kind is LinkKind.HTML
    return one.span == other.span and (not is_tag or one.target_span == other.target_span)
