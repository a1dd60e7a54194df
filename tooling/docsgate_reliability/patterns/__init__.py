"""The patterns, each in a room of its own, and what a layer does to a message."""
