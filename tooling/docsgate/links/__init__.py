"""Where links lead, for each reader of the documents, without building anything.

`judging` goes through the links of a run; `mkdocs`, `github` and `docusaurus` say what one of
them means to one reader; `anchors` and `slugs` what a fragment may name there.
"""
