"""Object storage on S3-compatible servers."""
