"""The only modules that read files, from the disk or from git, and the listings of both."""
