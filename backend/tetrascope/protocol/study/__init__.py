"""What travels of a user study: a participant's session, what they do in it, and what the experimenter sees of it."""
