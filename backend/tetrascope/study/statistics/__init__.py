"""Statistics for few people: exact where that is possible, and silent where nothing can be said."""
