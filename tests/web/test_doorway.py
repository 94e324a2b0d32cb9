import pytest

from tests.fakes import FakeDoor, fake_languages
from web.doorway import Door, Doorway


async def test_whoever_comes_early_waits_until_the_door_is_open() -> None:
    doorway = Doorway()
    house = FakeDoor(languages=fake_languages())

    async def opening() -> Door:
        return house

    doorway.begin(opening)
    assert doorway.door is None
    assert await doorway.opened() is house
    assert set(doorway.tags()) == {"en", "ko", "es"}


async def test_a_door_that_does_not_open_says_so() -> None:
    doorway = Doorway()

    async def opening() -> Door:
        raise OSError("no disk")

    doorway.begin(opening)
    with pytest.raises(OSError, match="no disk"):
        await doorway.opened()
    assert doorway.failed
