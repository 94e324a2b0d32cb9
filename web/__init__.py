"""The patient's web door: an ASGI parent around Chainlit, and what one conversation does."""
