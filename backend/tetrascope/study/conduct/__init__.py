"""A study that is conducted: what participants and the experimenter are told, and who they are."""
