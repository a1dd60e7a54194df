"""
Reliability patterns as code: each pattern is one module that explains itself.

`ports` names what a pattern needs from the world, and what it may rely on. `adapters` supply it on
SQLite and files, in memory, and on NATS JetStream, PostgreSQL, S3 and Valkey. `config` reads the
YAML of a namespace and gives back a client with its layers, or says at which line it may not.
"""
