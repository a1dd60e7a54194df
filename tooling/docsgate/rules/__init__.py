"""Every rule, in the order shown to users.

A rule is a module: its docstring is its manual, `ID` its name, and `check` yields its findings.
To add one, write `rules/<name>.py`, enter it below, and describe it by example in
`tests/rules/<id>.md`; a test fails until all three are there.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Protocol, cast

from . import (
    anchor_external_missing,
    anchor_missing,
    conflict_unresolved,
    fence_inverted,
    fence_language_missing,
    fence_misread,
    fence_unclosed,
    file_empty,
    file_unreadable,
    filename_mismatched,
    frontmatter_date_future,
    frontmatter_date_invalid,
    frontmatter_field_missing,
    frontmatter_field_type,
    frontmatter_field_unknown,
    frontmatter_key_duplicated,
    frontmatter_missing,
    frontmatter_status_unknown,
    frontmatter_tab,
    frontmatter_tag_duplicated,
    frontmatter_tag_format,
    frontmatter_tags_empty,
    frontmatter_unclosed,
    frontmatter_yaml_invalid,
    heading_anchor_duplicated,
    heading_h1_duplicated,
    heading_h1_missing,
    heading_level_skipped,
    html_placeholder_dropped,
    image_missing,
    index_document_orphaned,
    lifecycle_reference_missing,
    lifecycle_status_outdated,
    lifecycle_succession_circular,
    lifecycle_successor_rejected,
    lifecycle_successor_unset,
    link_citation_mismatched,
    link_citation_missing,
    link_citation_superseded,
    link_definition_unused,
    link_external_blocked,
    link_external_dead,
    link_external_moved,
    link_external_unreachable,
    link_outside_repository,
    link_reference_undefined,
    link_target_case,
    link_target_missing,
    list_flattened,
    list_item_ended,
    mdx_attribute_invalid,
    mdx_attribute_unquoted,
    mdx_autolink,
    mdx_comment_html,
    mdx_esm_invalid,
    mdx_expression_empty,
    mdx_expression_invalid,
    mdx_expression_unclosed,
    mdx_line_lazy,
    mdx_render_child,
    mdx_render_component,
    mdx_render_indented,
    mdx_render_placeholder,
    mdx_render_prop,
    mdx_render_undefined,
    mdx_render_value,
    mdx_tag_closing_invalid,
    mdx_tag_mismatched,
    mdx_tag_name_invalid,
    mdx_tag_stray,
    mdx_tag_unclosed,
    mdx_tag_unfinished,
    mdx_url_invalid,
    number_duplicated,
    number_mismatched,
    pattern_configuration_refused,
    site_build_failed,
    site_crawl_disagreement,
    suppression_invalid,
    suppression_unused,
    whitespace_blank_lines,
    whitespace_final_newline,
    whitespace_line_endings,
    whitespace_trailing,
)
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project
    from ..text import Source


class Rule(Protocol):
    """What every rule module offers: a name, and a docstring that is its manual.

    What is wrong is found in one of three ways, and the module says in which:

    - `check` yields it when it is given a document (`DocumentRule`);
    - `check_code` yields it when it is given a program, whose comments cite documents (`CodeRule`);
    - `report` makes a finding of what was seen elsewhere: while the site was built or crawled, or
      when comments that silence rules were read.

    A module whose findings do not fail each run says so with `WEIGHT`.
    """

    @property
    def ID(self) -> str:  # noqa: N802 - a constant of the module
        """The rule's name, as findings carry it."""


class DocumentRule(Rule, Protocol):
    """A rule that looks at one document at a time."""

    @property
    def check(self) -> Callable[[Document, Project], Iterator[Diagnostic]]:
        """Yields what is wrong with a document, in any order."""


class CodeRule(Rule, Protocol):
    """A rule that looks at programs."""

    @property
    def check_code(self) -> Callable[[Source, Project], Iterator[Diagnostic]]:
        """Yields what is wrong with the comments of a program, in any order."""


_MODULES: tuple[Rule, ...] = (
    file_unreadable,
    file_empty,
    conflict_unresolved,
    frontmatter_missing,
    frontmatter_unclosed,
    frontmatter_yaml_invalid,
    frontmatter_tab,
    frontmatter_key_duplicated,
    frontmatter_field_missing,
    frontmatter_field_type,
    frontmatter_field_unknown,
    frontmatter_status_unknown,
    frontmatter_date_invalid,
    frontmatter_date_future,
    frontmatter_tags_empty,
    frontmatter_tag_duplicated,
    frontmatter_tag_format,
    filename_mismatched,
    number_duplicated,
    number_mismatched,
    lifecycle_reference_missing,
    lifecycle_status_outdated,
    lifecycle_successor_unset,
    lifecycle_successor_rejected,
    lifecycle_succession_circular,
    link_target_missing,
    link_target_case,
    link_outside_repository,
    link_reference_undefined,
    link_definition_unused,
    link_citation_missing,
    link_citation_mismatched,
    link_citation_superseded,
    link_external_dead,
    link_external_moved,
    link_external_unreachable,
    link_external_blocked,
    anchor_missing,
    anchor_external_missing,
    image_missing,
    index_document_orphaned,
    fence_inverted,
    fence_unclosed,
    fence_misread,
    fence_language_missing,
    pattern_configuration_refused,
    mdx_tag_name_invalid,
    mdx_comment_html,
    mdx_autolink,
    mdx_attribute_invalid,
    mdx_attribute_unquoted,
    mdx_tag_unfinished,
    mdx_tag_unclosed,
    mdx_tag_mismatched,
    mdx_tag_stray,
    mdx_tag_closing_invalid,
    mdx_expression_invalid,
    mdx_expression_unclosed,
    mdx_expression_empty,
    mdx_esm_invalid,
    mdx_line_lazy,
    mdx_url_invalid,
    mdx_render_undefined,
    mdx_render_component,
    mdx_render_child,
    mdx_render_prop,
    mdx_render_value,
    mdx_render_placeholder,
    mdx_render_indented,
    list_flattened,
    list_item_ended,
    html_placeholder_dropped,
    heading_h1_missing,
    heading_h1_duplicated,
    heading_level_skipped,
    heading_anchor_duplicated,
    whitespace_trailing,
    whitespace_blank_lines,
    whitespace_final_newline,
    whitespace_line_endings,
    site_build_failed,
    site_crawl_disagreement,
    suppression_invalid,
    suppression_unused,
)

RULES: dict[str, Rule] = {rule.ID: rule for rule in _MODULES}


def document_rules() -> dict[str, DocumentRule]:
    """The rules that look at documents, by name and in order."""
    found = ((name, one) for name, one in RULES.items() if hasattr(one, "check"))
    return {name: cast("DocumentRule", one) for name, one in found}


def code_rules() -> dict[str, CodeRule]:
    """The rules that look at programs, by name and in order."""
    return {
        name: cast("CodeRule", one) for name, one in RULES.items() if hasattr(one, "check_code")
    }


def manual(rule: str) -> str:
    """The docstring of the rule of that name, without indentation; its first line is a summary."""
    return inspect.cleandoc(RULES[rule].__doc__ or "")


def weight(rule: str) -> Weight:
    """Whether the findings of the rule of that name fail a run."""
    declared: Weight = getattr(RULES[rule], "WEIGHT", Weight.FAULT)
    return declared
