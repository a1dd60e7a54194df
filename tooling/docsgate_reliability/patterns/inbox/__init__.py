"""Inbox: each message is handled once."""
