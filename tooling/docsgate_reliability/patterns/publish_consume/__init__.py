"""The client of a namespace: publish and consume through layers."""
