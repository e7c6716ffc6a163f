"""Pictures and a page of an analysis: result messages in, pixels and HTML out."""
