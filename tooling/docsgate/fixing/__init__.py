"""Fixes that can be trusted: applied round by round, and proved before a byte is written."""
