"""Links that make Docusaurus reject a page: URLs that cannot be parsed or decoded.

(@docusaurus/mdx-loader, `transformLinks`, `transformImage` and `resolveMarkdownLinks`.) Every link
and image goes through the URL parser of the platform, the WHATWG URL standard: a host with `<`,
`[`, `|` and the like, an empty host, a port that is no number are errors there. The path of a local
file is percent-decoded, and a stray `%` is an error too.

Such URLs are rare, so `suspicious_offsets` says first where the text holds anything like one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from ...entities import unescape
from ...late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_AUTHORITY = LatePattern(r"://|ww(?=w\.)", re.IGNORECASE)
_ORDINARY = LatePattern(
    r"(?:[A-Za-z0-9_-]+\.)*[A-Za-z0-9_-]*[A-Za-z_-][A-Za-z0-9_-]*\.?(?::[0-9]{1,4})?"
    r"(?=[/?#) \t\r\n]|[\"'`,;!*]+(?:[\s)/<]|[>\]](?=[\s<]|\Z)|\Z)|\Z)"
)
_STRAY_PERCENT = re.compile(r"\]\((?:<[^>\n#?]*|[^)\s#?]*)%(?![0-7][0-9A-Fa-f])")
"""A `%` in a path that does not begin the code of an ASCII character."""

_ODD_START = LatePattern(r"\]\([ \t\n]*<?(?://|(?:https?|wss?|ftp):(?!//))", re.IGNORECASE)
_ESCAPE = LatePattern(r"\\([!-/:-@\[-`{-~])")
_SCHEME = LatePattern(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SPECIAL = frozenset(("http", "https", "ws", "wss", "ftp"))
_FORBIDDEN = LatePattern(r"[\x00-\x20#/:<>?@\[\\\]^|\x7f]")
_PERCENTS = LatePattern(r"(?:%[0-9A-Fa-f]{2})+")
_ASSET = LatePattern(r"[^/]\.[^/.]*\Z")
_PAGE = LatePattern(r"\.(?:mdx?|html)\Z")
_MARKDOWN = LatePattern(r"\.mdx?\Z", re.IGNORECASE)
_IPV6 = LatePattern(r"[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")
_PUNYCODE = "xn--"
_LABELS_MAX = 60
_NEVER_IN_HOSTS = frozenset(("Cc", "Cn", "Co", "Cs", "Zl", "Zp"))
_PORT_MAX = 65535
_BYTE_MAX = 255
_IPV4_PARTS_MAX = 4


def suspicious_offsets(text: str) -> list[int]:
    """The offsets of what may be a URL that is rejected, in order."""
    offsets = [
        start
        for start, end in _authorities(text)
        if _ORDINARY.compiled.match(text, end) is None
        or text.find(_PUNYCODE, end, end + _LABELS_MAX) >= 0
    ]
    if "%" in text:
        offsets += [found.start() for found in _STRAY_PERCENT.finditer(text)]
    if "](" in text:
        offsets += [found.start() for found in _ODD_START.compiled.finditer(text)]
    return sorted(offsets)


def _authorities(text: str) -> Iterator[tuple[int, int]]:
    """Where marks of an authority start and end; for `www.`, the second `w` is the last."""
    if "www." in text.lower():  # Then by a pattern, which takes several times as long.
        yield from (found.span() for found in _AUTHORITY.compiled.finditer(text))
        return
    at = text.find("://")
    while at >= 0:
        yield at, at + len("://")
        at = text.find("://", at + 1)


def destination(raw: str) -> str:
    """The URL that a link destination, as it is written, stands for."""
    inner = raw[1:-1] if raw.startswith("<") else raw
    return _ESCAPE.compiled.sub(r"\1", unescape(inner))


def is_rejected(url: str, *, image: bool) -> bool:
    """Whether Docusaurus refuses a link to `url`."""
    url = url.strip("".join(map(chr, range(0x21)))).translate({9: None, 10: None, 13: None})
    scheme = _SCHEME.compiled.match(url)
    if scheme is None:
        if url.startswith("//"):
            return _bad_authority(re.split(r"[/?#]", url[2:], maxsplit=1)[0], special=False)
        return _bad_encoding(url, image=image)
    rest = url[scheme.end() :]
    if scheme[1].lower() in _SPECIAL:
        return _bad_authority(re.split(r"[/\\?#]", rest.lstrip("/\\"), maxsplit=1)[0], special=True)
    if not rest.startswith("//") or scheme[1].lower() == "file":
        return False
    return _bad_authority(re.split(r"[/?#]", rest[2:], maxsplit=1)[0], special=False)


def _bad_authority(authority: str, *, special: bool) -> bool:
    """Whether user, host and port are no authority."""
    host = authority.rpartition("@")[2]
    if "@" in authority and not host:
        return True
    if host.startswith("["):
        address, bracket, rest = host[1:].partition("]")
        if (
            not bracket
            or not _IPV6.compiled.fullmatch(address)
            or (rest and not rest.startswith(":"))
        ):
            return True
        return _bad_port(rest[1:])
    host, _, port = host.partition(":")
    if _bad_port(port):
        return True
    if special:
        return _bad_host(normalize("NFKC", _PERCENTS.compiled.sub(_decoded, host)))
    return _FORBIDDEN.compiled.search(host) is not None or (not host and bool(port))


def _bad_port(port: str) -> bool:
    """Whether a port is written that is no number, or too great."""
    return bool(port) and (not (port.isascii() and port.isdigit()) or int(port) > _PORT_MAX)


def _bad_host(host: str) -> bool:
    """Whether `host`, decoded and normalized, is none for the schemes of the web."""
    return (
        not host
        or "%" in host
        or _FORBIDDEN.compiled.search(host) is not None
        or _bad_ipv4(host)
        or any(map(_bad_label, host.split(".")))
        or any(map(_is_disallowed, host))
    )


def _is_disallowed(character: str) -> bool:
    """Whether no host may hold the character (Unicode Technical Standard 46)."""
    return character in "\ufffd\u200c\u200d" or category(character) in _NEVER_IN_HOSTS


def _bad_label(label: str) -> bool:
    """Whether a label that claims to be Punycode is none."""
    if not label.lower().startswith(_PUNYCODE):
        return False
    try:
        decoded = label[len(_PUNYCODE) :].encode("ascii").decode("punycode")
    except UnicodeError:
        return True
    return decoded.isascii()


def _bad_ipv4(host: str) -> bool:
    """Whether a host that ends in a number is no IPv4 address."""
    parts = host.removesuffix(".").split(".")
    if not re.fullmatch(r"[0-9]+|0[xX][0-9A-Fa-f]*", parts[-1]):
        return False
    if len(parts) > _IPV4_PARTS_MAX:
        return True
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return True
    last_max = 256 ** (_IPV4_PARTS_MAX + 1 - len(parts))
    return any(number > _BYTE_MAX for number in numbers[:-1]) or numbers[-1] >= last_max


def _number(part: str) -> int:
    if part[:2] in ("0x", "0X"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if len(part) > 1 and part.startswith("0") else 10)


def _bad_encoding(url: str, *, image: bool) -> bool:
    """Whether the path of a local file cannot be percent-decoded."""
    path = re.split(r"[?#]", url, maxsplit=1)[0]
    asset = _ASSET.compiled.search(path) is not None and not _PAGE.compiled.search(path)
    is_file = image or asset or path.startswith("@site/") or _MARKDOWN.compiled.search(path)
    if "%" not in path or not is_file:
        return False
    if re.search(r"%(?![0-9A-Fa-f]{2})", path):
        return True
    return "\ufffd" in _PERCENTS.compiled.sub(_decoded, path)


def _decoded(found: re.Match[str]) -> str:
    """What a run of percent codes stands for; U+FFFD where it is no UTF-8."""
    return bytes.fromhex(found.group().replace("%", "")).decode("utf-8", "replace")
