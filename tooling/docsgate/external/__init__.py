"""Links to other sites: asked over the network when a run is told to (`--external`).

`asking` goes through the addresses, `fetching` asks one, `hosts` keeps the load on each host low,
`addresses` refuses private networks, and `memory` keeps what was learnt between runs.
"""
