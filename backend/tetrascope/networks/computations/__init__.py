"""How one value of a network comes about, step by step, in the very numbers.

`explainer` goes back from a value to those that it is computed from; a file for each kind of operation tells what the
operation does, in double precision and from the numbers alone, so that what it tells can be held against the network.
"""
