"""Opens the engines of a configuration, and tries whether they do what they declare."""
