"""What stops, sends elsewhere or marks a message or a sentence. Ours: no other package.

(`guardrails` is also the import name of other projects; neither is depended on,
and tests/guardrails/test_import.py holds that this one is imported.)
"""
