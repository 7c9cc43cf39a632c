"""What a template sees: every decision taken, every wording chosen, plain values only."""
