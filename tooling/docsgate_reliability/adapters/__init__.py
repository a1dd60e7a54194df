"""The adapters, by engine. Each imports its client library only when it is opened."""
