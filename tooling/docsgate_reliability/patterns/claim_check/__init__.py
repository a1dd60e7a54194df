"""Claim check: large payloads beside the queue, and the collector of their garbage."""
