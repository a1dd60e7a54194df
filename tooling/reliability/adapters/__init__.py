"""One module an engine. Each imports its client library only when it is opened."""
