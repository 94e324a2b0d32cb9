"""The record of what was asked, shown and stopped: append-only, chained, erasable."""
