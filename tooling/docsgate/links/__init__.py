"""Where links lead, for each reader of the documents, without building anything.

`judge` goes through the links of a run and asks the room `readers` where each of them leads;
`suggestions` and `candidates` find what an author may have meant by a dead link.
"""
