"""Whether a regular expression literal is well formed.

ECMA-262, section 22.2.1, with Annex B.1.2 when neither flag `u` nor `v` is set. Without these
flags nearly everything is a pattern; with them escapes, braces and brackets must be exact.
"""

from __future__ import annotations

import re

from .characters import continues_identifier, starts_identifier

_BRACED = re.compile(r"\{([0-9]+)(?:,([0-9]*))?\}")
_DECIMAL = re.compile(r"[1-9][0-9]*")
_PROPERTY = re.compile(r"[pP]\{[A-Za-z_]+(?:=[A-Za-z0-9_]+)?\}|[pP]\{[A-Za-z0-9_]+\}")
_UNICODE_ESCAPE = re.compile(r"u(?:[0-9A-Fa-f]{4}|\{0*(?:10|[0-9A-Fa-f])?[0-9A-Fa-f]{1,4}\})")
_HEX_ESCAPE = re.compile(r"x[0-9A-Fa-f]{2}")
_CONTROL_ESCAPE = re.compile(r"c[A-Za-z]")
_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_PLAIN_STOP = frozenset("$()*+.?[^|")


def check_flags(flags: str) -> str:
    """What is wrong with `flags`, or nothing."""
    if set(flags) - set("dgimsuvy"):
        return "invalid flag"
    if len(set(flags)) != len(flags):
        return "duplicate flag"
    return "invalid flag" if "u" in flags and "v" in flags else ""


def check_pattern(pattern: str, flags: str) -> str:
    """What is wrong with `pattern`, or nothing."""
    unicode = "u" in flags or "v" in flags
    first = _Pattern(pattern, unicode=unicode, sets="v" in flags, named=unicode)
    problem = first.check()
    if problem or unicode or not first.names:
        return problem
    return _Pattern(pattern, unicode=False, sets=False, named=True).check()


class _PatternError(Exception):
    pass


class _Pattern:
    def __init__(self, text: str, *, unicode: bool, sets: bool, named: bool) -> None:
        self.text, self.pos = text, 0
        self.unicode, self.sets, self.named = unicode, sets, named
        self.groups = 0
        self.highest_reference = 0
        self.names: set[str] = set()
        self.references: set[str] = set()

    def check(self) -> str:
        try:
            self._disjunction()
        except (_PatternError, RecursionError) as error:
            return str(error) or "malformed"
        if self.pos < len(self.text):
            return "unmatched bracket"
        unknown = self.highest_reference > self.groups or self.references - self.names
        return "unknown reference" if unknown else ""

    def _eat(self, word: str) -> bool:
        if self.text.startswith(word, self.pos):
            self.pos += len(word)
            return True
        return False

    def _match(self, expression: re.Pattern[str]) -> re.Match[str] | None:
        found = expression.match(self.text, self.pos)
        if found:
            self.pos = found.end()
        return found

    def _disjunction(self) -> None:
        self._alternative()
        while self._eat("|"):
            self._alternative()
        if self._quantifier(check=False):
            raise _PatternError("nothing to repeat")
        if self._eat("{"):
            raise _PatternError("lone quantifier brackets")

    def _alternative(self) -> None:
        while self.pos < len(self.text) and self._term():
            pass

    def _term(self) -> bool:
        quantifiable = self._assertion()
        if quantifiable is None:
            if not self._atom():
                return False
            quantifiable = True
        elif quantifiable and self.unicode:
            if self._quantifier(check=True):
                raise _PatternError("invalid quantifier")
            return True
        if quantifiable:
            self._quantifier(check=True)
        return True

    def _assertion(self) -> bool | None:
        """None: no assertion here. Else whether it may be repeated."""
        if self._eat("^") or self._eat("$") or self._eat("\\b") or self._eat("\\B"):
            return False
        for opener in ("(?=", "(?!", "(?<=", "(?<!"):
            if self._eat(opener):
                self._disjunction()
                self._close()
                return len(opener) == len("(?=")
        return None

    def _close(self) -> None:
        if not self._eat(")"):
            raise _PatternError("unterminated group")

    def _quantifier(self, *, check: bool) -> bool:
        if not (self._eat("*") or self._eat("+") or self._eat("?")):
            braced = self._match(_BRACED)
            if braced is None:
                if self.unicode and check and self.text.startswith("{", self.pos):
                    raise _PatternError("incomplete quantifier")
                return False
            low, high = braced.group(1, 2)
            if check and high and int(high) < int(low):
                raise _PatternError("numbers out of order")
        self._eat("?")
        return True

    def _atom(self) -> bool:
        character = self.text[self.pos]
        if character == ".":
            self.pos += 1
        elif character == "\\":
            if self.pos + 1 >= len(self.text):
                raise _PatternError("\\ at end of pattern")
            self.pos += 1
            self._escape()
        elif character == "[":
            self._class()
        elif character == "(":
            self._group()
        elif character in (_SYNTAX - {"/"} if self.unicode else _PLAIN_STOP):
            return False
        elif character == "{" and self._match(_BRACED):
            raise _PatternError("nothing to repeat")
        else:
            self.pos += 1
        return True

    def _group(self) -> None:
        self.pos += 1
        if self._eat("?:"):
            self._disjunction()
        else:
            if self._eat("?"):
                name = self._name()
                if name in self.names:
                    raise _PatternError("duplicate capture group name")
                self.names.add(name)
            self._disjunction()
            self.groups += 1
        self._close()

    def _name(self) -> str:
        start = self.pos + 1
        end = self.text.find(">", self.pos)
        name = re.sub(
            r"\\u(?:\{([0-9A-Fa-f]{1,5})\}|([0-9A-Fa-f]{4}))",
            lambda found: chr(int(found.group(1) or found.group(2), 16)),
            self.text[start:end],
        )
        valid = name and starts_identifier(name[0]) and all(map(continues_identifier, name))
        if not self.text.startswith("<", self.pos) or end < 0 or not valid:
            raise _PatternError("invalid capture group name")
        self.pos = end + 1
        return name

    def _escape(self) -> None:
        reference = _DECIMAL.match(self.text, self.pos)
        if reference and self.unicode:
            self.highest_reference = max(self.highest_reference, int(reference.group()[:9]))
            self.pos = reference.end()
        elif self.named and self._eat("k"):
            self.references.add(self._name())
        else:
            self._character_escape()

    def _character_escape(self) -> None:
        character = self.text[self.pos : self.pos + 1]
        if not self.unicode:
            # Annex B takes nearly every escape for the character itself.
            if character == "u" and self._match(_UNICODE_ESCAPE):
                return
            if character == "c":
                if self._match(_CONTROL_ESCAPE) is None:
                    self.pos += 0
                return
            self.pos += 1
            return
        if character and character in "dDsSwWtnvfr":
            self.pos += 1
        elif character and character in "pP":
            if self._match(_PROPERTY) is None:
                raise _PatternError("invalid property name")
        elif character == "0" and not self.text[self.pos + 1 : self.pos + 2].isdigit():
            self.pos += 1
        elif not (
            self._match(_UNICODE_ESCAPE) or self._match(_HEX_ESCAPE) or self._match(_CONTROL_ESCAPE)
        ):
            if character not in _SYNTAX:
                raise _PatternError("invalid escape")
            self.pos += 1

    def _class(self) -> None:
        self.pos += 1
        self._eat("^")
        left = -1
        while not self._eat("]"):
            if self.pos >= len(self.text):
                raise _PatternError("unterminated character class")
            if self.sets and self.text[self.pos] == "[":
                self._class()
                continue
            left = self._class_atom()
            if self.text.startswith("-", self.pos) and not self.text.startswith("-]", self.pos):
                self.pos += 1
                if self.pos >= len(self.text) or (self.sets and self.text[self.pos] in "-["):
                    continue
                right = self._class_atom()
                if self.unicode and -1 in (left, right):
                    raise _PatternError("invalid character class")
                if -1 not in (left, right) and left > right:
                    raise _PatternError("range out of order in character class")

    def _class_atom(self) -> int:
        """The code of the character, or -1 for a set of characters."""
        character = self.text[self.pos]
        if character != "\\":
            if self.sets and character in "(){}/|":
                raise _PatternError("invalid character in character class")
            self.pos += 1
            return ord(character)
        self.pos += 1
        start = self.pos
        if self.text.startswith("b", start) or (self.unicode and self.text.startswith("-", start)):
            self.pos += 1
            return 8 if self.text[start] == "b" else ord("-")
        self._character_escape()
        return _escaped_code(self.text[start : self.pos])


def _escaped_code(escape: str) -> int:
    """The code of the character that `escape`, without its backslash, stands for."""
    if not escape or escape[0] in "dDsSwWpPcq":
        return -1
    if escape[0] in "ux" and len(escape) > 1:
        return int(escape[1:].strip("{}"), 16)
    return ord(
        {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "0": "\0"}.get(escape, escape)[0]
    )
