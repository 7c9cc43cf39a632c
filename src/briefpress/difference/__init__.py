"""What readers would see change between two editions: two sides -> changes -> text, Markdown, JSON, HTML."""
