"""How much memory one pass through a network may take."""

PASS_BYTES = 256 * 2**20
"""Bytes that a pass may work on or give out, unless its caller has another budget: the feature maps of its images, the
patches of a chunk of masked images, the maps of a batch of them. One image or one mask may take more, and then goes
alone."""
