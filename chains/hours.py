"""Whether someone can be called now, and when they can."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from domain.sites import Hours


def is_open(hours: tuple[Hours, ...], time_zone: str, now: datetime | None = None) -> bool:
    """Whether `now` (any zone; the present if None) falls in the hours of the site's zone."""
    local = (now or datetime.now(UTC)).astimezone(ZoneInfo(time_zone))
    moment = local.time().replace(tzinfo=None)
    return any(_covers(h, local.weekday(), moment) for h in hours)


def hours_text(hours: tuple[Hours, ...], names: Sequence[str]) -> str:
    """Opening hours with the language's names of days: "Mon–Fri 09:00–17:00"."""
    return ", ".join(
        f"{_days(h.days, names)} {h.opens.strftime('%H:%M')}–{h.closes.strftime('%H:%M')}"
        for h in hours
    )


def _covers(hours: Hours, day: int, moment: time) -> bool:
    """Hours that close no later than they open go on past midnight, into the next day."""
    if hours.opens < hours.closes:
        return day in hours.days and hours.opens <= moment < hours.closes
    late = day in hours.days and hours.opens <= moment
    return late or ((day - 1) % 7 in hours.days and moment < hours.closes)


def _days(days: tuple[int, ...], names: Sequence[str]) -> str:
    named = [names[day] for day in sorted(days)]
    in_a_row = max(days) - min(days) == len(days) - 1
    return f"{named[0]}–{named[-1]}" if in_a_row and len(named) > 2 else ", ".join(named)
