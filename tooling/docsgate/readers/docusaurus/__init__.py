"""How Docusaurus reads a page."""
