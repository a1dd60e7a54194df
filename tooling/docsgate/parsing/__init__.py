"""Reads text into the values of `model`: Markdown, frontmatter, HTML, comments to docsgate."""
