"""Makes a project from the paths of a run.

A project holds the documents, and everything else that rules look at.
"""
