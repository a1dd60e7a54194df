"""Whether a regular expression literal is well formed.

ECMA-262, section 22.2.1, with Annex B.1.2 when neither flag `u` nor `v` is set. Without these
flags nearly everything is a pattern; with them escapes, braces and brackets must be exact.
Nothing is raised: the answer is what is wrong, or an empty text.
"""

from __future__ import annotations

import re

from .characters import continues_identifier, starts_identifier
from .regexp_characters import (
    SYNTAX,
    Pattern,
    PatternError,
    eat_match,
    eat_text,
    read_character_escape,
    read_class,
)

_BRACED = re.compile(r"\{([0-9]+)(?:,([0-9]*))?\}")
_DECIMAL = re.compile(r"[1-9][0-9]*")
_PLAIN_STOP = frozenset("$()*+.?[^|")


def find_flag_problem(flags: str) -> str:
    """What is wrong with `flags`, or nothing."""
    if set(flags) - set("dgimsuvy"):
        return "invalid flag"
    if len(set(flags)) != len(flags):
        return "duplicate flag"
    return "invalid flag" if "u" in flags and "v" in flags else ""


def find_pattern_problem(text: str, flags: str) -> str:
    """What is wrong with the pattern `text`, or nothing."""
    unicode = "u" in flags or "v" in flags
    first = Pattern(text, unicode=unicode, sets="v" in flags, named=unicode)
    problem = _find_problem(first)
    if problem or unicode or not first.names:
        return problem
    return _find_problem(Pattern(text, unicode=False, sets=False, named=True))


def _find_problem(pattern: Pattern) -> str:
    """What is wrong with `pattern`; text nested too deep is malformed."""
    try:
        _read_disjunction(pattern)
    except (PatternError, RecursionError) as error:
        return str(error) or "malformed"
    if pattern.position < len(pattern.text):
        return "unmatched bracket"
    unknown = pattern.highest_reference > pattern.groups or pattern.references - pattern.names
    return "unknown reference" if unknown else ""


def _read_disjunction(pattern: Pattern) -> None:
    """Disjunction: alternatives with `|` between them."""
    _read_alternative(pattern)
    while eat_text(pattern, "|"):
        _read_alternative(pattern)
    if _read_quantifier(pattern, check=False):
        raise PatternError("nothing to repeat")
    if eat_text(pattern, "{"):
        raise PatternError("lone quantifier brackets")


def _read_alternative(pattern: Pattern) -> None:
    """Alternative: terms, up to what is none."""
    while pattern.position < len(pattern.text) and _read_term(pattern):
        pass


def _read_term(pattern: Pattern) -> bool:
    """Term: an assertion or an atom, and its quantifier; whether there was one."""
    quantifiable = _read_assertion(pattern)
    if quantifiable is None:
        if not _read_atom(pattern):
            return False
        quantifiable = True
    elif quantifiable and pattern.unicode:
        if _read_quantifier(pattern, check=True):
            raise PatternError("invalid quantifier")
        return True
    if quantifiable:
        _read_quantifier(pattern, check=True)
    return True


def _read_assertion(pattern: Pattern) -> bool | None:
    """Assertion: None when there is none, else whether it may be repeated."""
    if (
        eat_text(pattern, "^")
        or eat_text(pattern, "$")
        or eat_text(pattern, "\\b")
        or eat_text(pattern, "\\B")
    ):
        return False
    for opener in ("(?=", "(?!", "(?<=", "(?<!"):
        if eat_text(pattern, opener):
            _read_disjunction(pattern)
            _close_group(pattern)
            return len(opener) == len("(?=")
    return None


def _close_group(pattern: Pattern) -> None:
    """Raise unless the group is closed here."""
    if not eat_text(pattern, ")"):
        raise PatternError("unterminated group")


def _read_quantifier(pattern: Pattern, *, check: bool) -> bool:
    """Quantifier, if there is one; `check`: it must be well formed."""
    if not (eat_text(pattern, "*") or eat_text(pattern, "+") or eat_text(pattern, "?")):
        braced = eat_match(pattern, _BRACED)
        if braced is None:
            if pattern.unicode and check and pattern.text.startswith("{", pattern.position):
                raise PatternError("incomplete quantifier")
            return False
        low, high = braced.group(1, 2)
        if check and high and int(high) < int(low):
            raise PatternError("numbers out of order")
    eat_text(pattern, "?")
    return True


def _read_atom(pattern: Pattern) -> bool:
    """Atom: a character, an escape, a class or a group; whether there was one."""
    character = pattern.text[pattern.position]
    if character == ".":
        pattern.position += 1
    elif character == "\\":
        if pattern.position + 1 >= len(pattern.text):
            raise PatternError("\\ at end of pattern")
        pattern.position += 1
        _read_atom_escape(pattern)
    elif character == "[":
        read_class(pattern)
    elif character == "(":
        _read_group(pattern)
    elif character in (SYNTAX - {"/"} if pattern.unicode else _PLAIN_STOP):
        return False
    elif character == "{" and eat_match(pattern, _BRACED):
        raise PatternError("nothing to repeat")
    else:
        pattern.position += 1
    return True


def _read_group(pattern: Pattern) -> None:
    """A group, with its name if it has one."""
    pattern.position += 1
    if eat_text(pattern, "?:"):
        _read_disjunction(pattern)
    else:
        if eat_text(pattern, "?"):
            name = _read_group_name(pattern)
            if name in pattern.names:
                raise PatternError("duplicate capture group name")
            pattern.names.add(name)
        _read_disjunction(pattern)
        pattern.groups += 1
    _close_group(pattern)


def _read_group_name(pattern: Pattern) -> str:
    """GroupName: `<name>`."""
    start = pattern.position + 1
    end = pattern.text.find(">", pattern.position)
    name = re.sub(
        r"\\u(?:\{([0-9A-Fa-f]{1,5})\}|([0-9A-Fa-f]{4}))",
        lambda found: chr(int(found.group(1) or found.group(2), 16)),
        pattern.text[start:end],
    )
    valid = name and starts_identifier(name[0]) and all(map(continues_identifier, name))
    if not pattern.text.startswith("<", pattern.position) or end < 0 or not valid:
        raise PatternError("invalid capture group name")
    pattern.position = end + 1
    return name


def _read_atom_escape(pattern: Pattern) -> None:
    """AtomEscape: a reference to a group, or a character."""
    reference = _DECIMAL.match(pattern.text, pattern.position)
    if reference and pattern.unicode:
        pattern.highest_reference = max(pattern.highest_reference, int(reference.group()[:9]))
        pattern.position = reference.end()
    elif pattern.named and eat_text(pattern, "k"):
        pattern.references.add(_read_group_name(pattern))
    else:
        read_character_escape(pattern)
