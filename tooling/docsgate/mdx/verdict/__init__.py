"""Whether a compiler accepts the document, and what it says if not."""
