"""What all tests share."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: their driver keeps an event loop that no other test may meet."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
