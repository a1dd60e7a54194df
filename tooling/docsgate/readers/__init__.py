"""How each reader shows a page and resolves its links: GitHub, MkDocs, Docusaurus."""
