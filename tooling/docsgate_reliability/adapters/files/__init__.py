"""Object storage in the file system."""
