"""What stands inside a paragraph."""
