"""The Python API: a network that questions about photos are put to, in this process or at a server.

What a person uses is what `tetrascope` itself exports. The half that talks to a server imports nothing that runs
networks.
"""
