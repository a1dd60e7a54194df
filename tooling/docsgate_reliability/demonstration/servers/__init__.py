"""Starts pip-installed engines on loopback, for the demonstration and the tests."""
