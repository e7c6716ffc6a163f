"""Colours of paper and ink; what carries a meaning is in `tetrascope.protocol.scene`."""

PAPER = "#fcfcfa"
INK = "#17202a"
MUTED = "#5c6773"
FAINT = "#cfd6dc"
TRACK = "#eceff1"
