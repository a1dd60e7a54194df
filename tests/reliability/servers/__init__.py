"""Starts the engines on loopback that only tests need; `reliability.servers` has the others."""
