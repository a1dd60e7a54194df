"""Mend a document round by round until nothing is left to mend.

Each round takes the fixes of one claim, applies those that do not touch each other, parses the new
text and proves the claim. When that fails, each half of the fixes is tried, and so on until the
fixes that cannot be proved are found. They are left out and the others stay. A document is done
when a whole pass from its first finding changes nothing, so a second run finds it as the first run
left it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Claim
from ..loading.read_document import read_document
from .apply import apply_edits, choose_separate_fixes, edits_of, map_to_old_offsets
from .change import Change, Refusal
from .prove import Step, is_rejection, refute, refute_edits
from .recheck import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..diagnostics import Diagnostic, Fix
    from ..model.document import Document
    from .recheck import Checked, Rechecker

PASSES_MAX = 5
ROUNDS_MAX = 40
"""Fixes that undo each other would go on for ever; real ones settle in a few rounds."""

PROOFS_MAX = 200
"""Fixes of one claim that fail in such numbers are left out of the document."""

_Key = tuple[str, str, str]


class Outcome(NamedTuple):
    """What mending one document came to; `document` is the mended one, where others must know it.

    Others judge by its outline, and those that ask for its anchors by these. `asked` are the paths
    whose anchors were asked for here, as `Checked` has them.
    """

    change: Change
    refusals: tuple[Refusal, ...]
    document: Document | None
    moves_outline: bool
    asked: frozenset[str]


def mend_document(
    rechecker: Rechecker, document: Document, checked: Checked, *, unsafe: bool
) -> Outcome:
    """Mend `document`, which was `checked`, in memory, as one of the project of `rechecker`."""
    mending = _Mending(rechecker, document, checked, unsafe=unsafe)
    mending.run()
    after = mending.document
    told = rechecker.told_by(after) if after is not document else Told()
    return Outcome(
        Change(document.source, after.source, tuple(mending.mended)),
        tuple(mending.refused.values()),
        after if any(told) else None,
        moves_outline=told.outline,
        asked=frozenset(mending.asked),
    )


class _State(NamedTuple):
    document: Document
    found: list[Diagnostic]


class _Mending:
    """One document while it is mended: from what was read to what will be written."""

    def __init__(
        self, rechecker: Rechecker, document: Document, checked: Checked, *, unsafe: bool
    ) -> None:
        self.config = rechecker.project.config
        self.rechecker = rechecker
        self.document = document
        self.unsafe = unsafe
        self.found = checked.found
        self.asked = set(checked.asked)
        self.mended: list[str] = []
        self.refused: dict[_Key, Refusal] = {}
        self.origins: list[Callable[[int], int]] = []
        self.tolerant = True
        self.proofs: Counter[Claim] = Counter()

    def run(self) -> None:
        """Mend until a second run would change nothing; if that fails, leave the document alone."""
        original = self.document
        for _ in range(PASSES_MAX):
            before = self.document.source.text
            self._mend_in_passes()
            if self.tolerant or self.document.source.text == before:
                return  # With tolerance, the last pass was such a run.
        self.document, self.mended = original, []

    def _check(self, document: Document) -> list[Diagnostic]:
        checked = self.rechecker.check(document)
        self.asked |= checked.asked
        return checked.found

    def _mend_in_passes(self) -> None:
        """Mend tolerantly; if that leaves a finding that was not there before, mend strictly.

        If both fail, the document stays as it was.
        """
        document, found, mended = self.document, self.found, self.mended
        known = _rejections(found, lambda offset: offset)
        for tolerant in (True, False):
            self.document, self.found, self.mended, self.origins = document, found, [*mended], []
            self.tolerant, self.proofs = tolerant, Counter()
            if self._repeat_passes() and not self._rejections_left() - known:
                return
        self.document, self.found, self.mended = document, found, mended

    def _repeat_passes(self) -> bool:
        """Repeat passes until one changes nothing. Returns whether there was such a pass."""
        for _ in range(PASSES_MAX):
            before = self.document.source.text
            self.refused = {}
            settled = self._run_pass()
            if settled and (not self.refused or self.document.source.text == before):
                return True  # Nothing was refused, so another pass would change nothing.
        return False

    def _rejections_left(self) -> set[tuple[str, int]]:
        """What MDX compilers reject after tolerant passes, with offsets in the text before them."""

        def origin(offset: int) -> int:
            for step in reversed(self.origins):
                offset = step(offset)
            return offset

        return _rejections(self.found, origin) if self.tolerant else set()

    def _run_pass(self) -> bool:
        """Mend until all fixes that are left were refused. Returns whether that was reached."""
        state = _State(self.document, self.found)
        for _ in range(ROUNDS_MAX):
            claim, chosen = self._choose_fixes(state)
            if not chosen:
                return True
            after = self._apply_provable(state, claim, chosen)
            if after is not None:
                state = after
                self.document, self.found = state
        return False

    def _choose_fixes(self, state: _State) -> tuple[Claim, dict[Fix, list[Diagnostic]]]:
        """The first claim of which fixes are left, with those that do not touch each other."""
        by_claim: dict[Claim, dict[Fix, list[Diagnostic]]] = {}
        for found in state.found:
            fix = found.fix
            if fix is None or not (fix.safe or self.unsafe):
                continue
            if _key(state.document, found) not in self.refused:
                by_claim.setdefault(fix.claim, {}).setdefault(fix, []).append(found)
        if not by_claim:
            return Claim.SAME, {}
        claim = min(by_claim)
        return claim, {fix: by_claim[claim][fix] for fix in choose_separate_fixes(by_claim[claim])}

    def _apply_provable(
        self, state: _State, claim: Claim, chosen: dict[Fix, list[Diagnostic]]
    ) -> _State | None:
        """The document after as many of `chosen` as can be proved together; None if none can."""
        taken: list[Fix] = []
        result: _State | None = None
        reasons = self._doubted(state.document, chosen)
        rest = [fix for fix in chosen if fix not in reasons]
        waiting = [rest] if rest else []
        while waiting:
            part = waiting.pop()
            after, reason = self._try_fixes(state, claim, [*taken, *part], chosen)
            if not reason:
                taken, result = [*taken, *part], after
            elif len(part) > 1:
                half = len(part) // 2
                waiting += [part[half:], part[:half]]
            else:
                reasons[part[0]] = reason
        for fix, mended in chosen.items():
            for found in mended if fix in reasons else ():
                refusal = Refusal.of(state.document.source, found, reasons[fix])
                self.refused[_key(state.document, found)] = refusal
        self.mended += [found.rule for fix in taken for found in chosen[fix]]
        if taken:
            self.origins.append(map_to_old_offsets(edits_of(taken)))
        return result

    def _doubted(self, document: Document, chosen: dict[Fix, list[Diagnostic]]) -> dict[Fix, str]:
        """Those of `chosen` that are refused whatever the document is after them, with reasons.

        Each edit is doubted by itself, so those that are left have no doubt together either.
        """
        every = [found for mended in chosen.values() for found in mended]
        if not refute_edits(document, every, self.config):
            return {}
        reasons = {
            fix: refute_edits(document, mended, self.config) for fix, mended in chosen.items()
        }
        return {fix: reason for fix, reason in reasons.items() if reason}

    def _try_fixes(
        self, state: _State, claim: Claim, fixes: list[Fix], chosen: dict[Fix, list[Diagnostic]]
    ) -> tuple[_State, str]:
        """The document after `fixes`, and the reason why they are refused, if they are."""
        self.proofs[claim] += 1
        if self.proofs[claim] > PROOFS_MAX:
            return state, "too many other fixes of this kind failed"
        mended = [found for fix in fixes for found in chosen[fix]]
        edits = edits_of(fixes)
        source = replace(state.document.source, text=apply_edits(state.document.source.text, edits))
        document = read_document(source, state.document.collection, self.config)
        after = _State(document, self._check(document))
        origin = map_to_old_offsets(edits)
        step = Step(
            state.document, document, state.found, after.found, mended, origin, self.tolerant
        )  # fmt: skip
        return after, refute(step, claim, self.config)


def _rejections(found: list[Diagnostic], origin: Callable[[int], int]) -> set[tuple[str, int]]:
    """What MDX compilers reject, with the offsets that `origin` gives."""
    return {(one.rule, origin(one.span.start)) for one in found if is_rejection(one)}


def _key(document: Document, found: Diagnostic) -> _Key:
    """What tells a refused fix from others of its document, wherever other fixes move it."""
    source = document.source
    line = source.slice(source.line(source.position(found.span.start)[0]))
    edits = "\0".join(edit.text for edit in found.fix.edits) if found.fix else ""
    return found.rule, line, f"{found.message}\0{edits}"
