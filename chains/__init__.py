"""The walk of a question, room by room (see chains/assistant.py)."""
