"""Speed, exactness and memory, measured beside what people would use otherwise (`tetrascope bench`)."""
