"""Links to other sites, which are asked over the network only with `--external`.

`asking` goes through the addresses, `fetching` asks for one, `hosts` keeps the load on each host
low, `addresses` refuses private networks, and `memory` keeps the results between runs.
"""
