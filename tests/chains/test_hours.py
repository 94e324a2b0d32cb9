"""Who can be called now."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from chains.assistant import Assistant
from chains.hours import hours_text, is_open
from domain.answers import Part
from domain.sites import Contact, Hours
from tests.chains.talk import hear

WEEK = Hours(days=(0, 1, 2, 3, 4), opens=time(9), closes=time(17))
NIGHT = Hours(days=(4,), opens=time(22), closes=time(6))
ALWAYS = Hours(days=(0, 1, 2, 3, 4, 5, 6), opens=time(0), closes=time(0))
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@pytest.mark.parametrize(
    ("hours", "zone", "now", "expected"),
    [
        # 23 November 2026 is a Monday
        (WEEK, "UTC", "2026-11-23 09:00", True),
        (WEEK, "UTC", "2026-11-23 08:59", False),
        (WEEK, "UTC", "2026-11-23 16:59", True),
        (WEEK, "UTC", "2026-11-23 17:00", False),
        (WEEK, "UTC", "2026-11-22 12:00", False),
        (WEEK, "Asia/Seoul", "2026-11-23 00:00", True),
        (WEEK, "Asia/Seoul", "2026-11-23 09:00", False),
        (WEEK, "America/Mexico_City", "2026-11-23 15:00", True),
        (WEEK, "America/Mexico_City", "2026-11-23 09:00", False),
        (WEEK, "Asia/Seoul", "2026-11-22 23:59", False),
        (WEEK, "America/New_York", "2026-03-09 13:00", True),  # a day after clocks went forward
        (WEEK, "America/New_York", "2026-03-06 13:00", False),
        (NIGHT, "UTC", "2026-11-27 23:00", True),
        (NIGHT, "UTC", "2026-11-28 05:59", True),
        (NIGHT, "UTC", "2026-11-28 06:00", False),
        (NIGHT, "UTC", "2026-11-27 05:00", False),
        (ALWAYS, "UTC", "2026-11-28 03:00", True),
        (ALWAYS, "UTC", "2026-11-29 00:00", True),
    ],
)
def test_open_by_the_clock_of_the_site(hours: Hours, zone: str, now: str, expected: bool) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert is_open((hours,), zone, moment) is expected


def test_nobody_without_hours_is_open() -> None:
    assert not is_open((), "UTC")


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ((WEEK,), "Mon–Fri 09:00–17:00"),
        ((Hours(days=(5,), opens=time(9), closes=time(12, 30)),), "Sat 09:00–12:30"),
        ((Hours(days=(3, 0), opens=time(9), closes=time(12)),), "Mon, Thu 09:00–12:00"),
        ((WEEK, NIGHT), "Mon–Fri 09:00–17:00, Fri 22:00–06:00"),
    ],
)
def test_hours_in_words(hours: tuple[Hours, ...], told: str) -> None:
    assert hours_text(hours, NAMES) == told


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ((ALWAYS,), "You can ask the nurse line now: 02-123-4567"),
        ((), "the nurse line is closed now; you can call 02-123-4567"),
    ],
)
async def test_a_redirect_says_whom_to_call_and_whether_they_are_there(
    assistant: Assistant, hours: tuple[Hours, ...], told: str
) -> None:
    contact = Contact(name={"en": "the nurse line"}, phone="02-123-4567", hours=hours)
    fixed = assistant.telling.fixed
    staffed = replace(fixed, site=replace(fixed.site, contacts=(contact,)))
    there = replace(assistant, telling=replace(assistant.telling, fixed=staffed))
    heard = await hear(there, "do i have asthma?")
    assert told in heard.part(Part.CONTACT)


async def test_without_a_contact_nobody_is_left_without_advice(assistant: Assistant) -> None:
    heard = await hear(assistant, "can i stop my asthma inhaler?")
    assert "You can ask your clinic, your doctor or a pharmacist near you." in heard.text
    assert "before the next dose" in heard.part(Part.CONTACT)
