"""What a study found: from records to numbers, without a word of how they are shown."""
