"""What a study found, as a page and files beside it."""
