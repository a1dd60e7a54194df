"""Shows a pattern at work on a real engine, which it starts itself."""
