"""What to write instead: edits for findings whose repair takes more than one look."""
