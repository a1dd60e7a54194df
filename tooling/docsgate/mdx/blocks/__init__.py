"""Lines into containers, containers into blocks, blocks into events."""
