"""JSX tags and expressions in braces."""
