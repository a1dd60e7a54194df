"""Reliability patterns as code: each pattern has a room in `patterns`, and explains itself there.

`ports` declares what a pattern needs from an engine, and what it may rely on. `adapters` implement
the ports on SQLite and files, in memory, and on NATS JetStream, PostgreSQL, S3 and Valkey.
`namespaces` reads the YAML of namespaces, or names each line that is wrong, and opens clients.
"""
