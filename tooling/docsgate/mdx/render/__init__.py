"""What compiles, and then fails or changes when the page is rendered."""
