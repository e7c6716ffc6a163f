"""Who does what in which order: orders, whether they are balanced, and a participant's session step by step."""
