"""Start the pip-installed engines on loopback: for the tests, and for the demonstration."""
