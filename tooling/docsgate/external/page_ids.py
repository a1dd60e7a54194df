"""The ids that a fetched HTML page has."""

from __future__ import annotations

from html.parser import HTMLParser


def ids_in(html: str) -> frozenset[str]:
    """The values of `id`, and of `name` on `<a>`; those with GitHub's prefix also without it."""
    parser = _Ids()
    parser.feed(html)
    prefix = "user-content-"
    short = {name.removeprefix(prefix) for name in parser.found if name.startswith(prefix)}
    return frozenset(parser.found | short | {"top"})


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the ids of one tag."""
        for name, value in attrs:
            if value and (name == "id" or (name == "name" and tag == "a")):
                self.found.add(value)
