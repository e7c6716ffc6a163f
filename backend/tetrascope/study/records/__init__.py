"""What participants do and answer, kept."""
