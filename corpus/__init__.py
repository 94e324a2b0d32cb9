"""Reads what people write under knowledge/, and finds passages in it."""
