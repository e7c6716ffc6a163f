"""The file that defines a study: read, checked line by line, and written anew."""
