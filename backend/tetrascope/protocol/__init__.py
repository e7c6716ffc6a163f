"""What travels between an engine, the server and its clients. Light to import: nothing heavier than pydantic."""
