"""Configurations of Markdown extensions, from none to all that pymdown-extensions have."""

from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

USUAL = """\
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight: {anchor_linenums: true}
  - pymdownx.inlinehilite
  - pymdownx.magiclink
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
MATERIAL = """\
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem: {smart_enable: all}
  - pymdownx.caret
  - pymdownx.details
  - pymdownx.emoji:
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - pymdownx.highlight:
      anchor_linenums: true
      line_spans: __span
      pygments_lang_class: true
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink:
      normalize_issue_symbols: true
      repo_url_shorthand: true
      user: owner
      repo: name
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed:
      alternate_style: true
      combine_header_slug: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
PYMDOWNX = """\
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - smarty
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
  - pymdownx.arithmatex
  - pymdownx.betterem
  - pymdownx.blocks.admonition
  - pymdownx.blocks.caption
  - pymdownx.blocks.definition
  - pymdownx.blocks.details
  - pymdownx.blocks.html
  - pymdownx.blocks.tab: {alternate_style: true}
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.emoji
  - pymdownx.escapeall
  - pymdownx.fancylists
  - pymdownx.highlight: {linenums: true, linenums_style: table, line_anchors: L}
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.progressbar
  - pymdownx.quotes: {callouts: true}
  - pymdownx.saneheaders
  - pymdownx.smartsymbols
  - pymdownx.striphtml
  - pymdownx.superfences
  - pymdownx.tasklist
  - pymdownx.tilde
"""
CONFIGURATIONS = {"none": "", "usual": USUAL, "material": MATERIAL, "pymdownx": PYMDOWNX}


def mkdocs_yml(name):
    """The text of a mkdocs.yml with the configuration `name`."""
    listed = CONFIGURATIONS[name]
    extensions = f"markdown_extensions:\n{listed}" if listed else ""
    return f"site_name: x\nplugins: []\n{extensions}"


def load_as_mkdocs(folder, name):
    """What converts Markdown as MkDocs does with the configuration `name`, and a new state."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(mkdocs_yml(name))
    config = load_config(str(folder / "mkdocs.yml"))
    parser = Markdown(
        extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"] or {}
    )

    def convert(text):
        parser.reset()
        return parser.convert(get_data(text)[0])

    return convert
