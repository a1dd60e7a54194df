"""The only readers of files: the disk, git's objects, and what either lists."""
