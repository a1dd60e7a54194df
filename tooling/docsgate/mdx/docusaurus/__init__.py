"""What Docusaurus adds to MDX: comments, directives, and replacements by pattern."""
