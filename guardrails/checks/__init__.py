"""One guardrail a file. A new file with a GUARDRAIL is found; nothing is wired."""
