"""Outbox: a change and its message in one commit, and the relay that publishes."""
