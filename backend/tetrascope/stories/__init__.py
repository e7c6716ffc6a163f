"""Stories: those that come with Tetrascope, and those that a teacher writes as a file."""
