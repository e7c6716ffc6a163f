"""What people would use instead, one library a file. Nothing here is imported before a library is known to be there."""
