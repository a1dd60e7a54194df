"""The links of a document that lead to other sites, with what is known of their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...external.asked_address import address_and_fragment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...external.results import Result
    from ...model.document import Document, Link
    from ...project import Project


def external_links(document: Document, project: Project) -> Iterator[tuple[Link, Result]]:
    """Each link of `document` to an address of which something is known."""
    for link in document.links if project.external else ():
        result = project.external.get(address_and_fragment(link.target)[0])
        if result is not None:
            yield link, result
