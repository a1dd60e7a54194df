"""What is inside a paragraph."""
