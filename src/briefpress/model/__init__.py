"""Values that the whole of briefpress speaks in. Frozen; imports nothing else of ours."""
