"""What a study is: every part of its definition, and the schema of these."""
