"""How MkDocs with Python-Markdown reads a page."""
