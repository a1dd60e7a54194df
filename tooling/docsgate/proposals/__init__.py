"""The edits that rules propose where a fix must look at more than the finding itself."""
