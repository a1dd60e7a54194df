"""Text to the values of `model`: Markdown, frontmatter, raw HTML, comments to docsgate."""
