"""Change data capture: what a database committed, as a stream. Configuration only."""
