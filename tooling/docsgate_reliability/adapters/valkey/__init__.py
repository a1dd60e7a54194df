"""Key-value on Valkey and Redis."""
