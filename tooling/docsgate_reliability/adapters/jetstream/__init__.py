"""Key-value, queue and log on NATS JetStream."""
