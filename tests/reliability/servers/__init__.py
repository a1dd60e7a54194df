"""Starts the engines on loopback that only tests need.

The others are in `docsgate_reliability.demonstration.servers`, because the product starts them.
"""
