"""The text as MDX gets it: lines, labels, URLs, and where something may be wrong."""
