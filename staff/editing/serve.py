"""Runs the staff's door."""

import logging
import secrets
from pathlib import Path

import uvicorn

from corpus.desk import Desk
from corpus.house import homes_of
from domain.languages import CountryCode
from settings import DATA, Mode, Settings
from staff.editing.app import Given, build_app
from staff.editing.people import People, Role
from staff.golden import Replayer
from wiring import build_embedder, build_house
from wiring.recording import staff_secret

log = logging.getLogger(__name__)
DEMO = (
    ("Ann Author", "nurse educator", (Role.AUTHOR,)),
    ("Paula Publisher", "head of patient education", (Role.PUBLISHER, Role.LANGUAGE)),
)
"""Two people of the demonstration: one writes, the other publishes."""


def people_of(settings: Settings) -> People:
    """The people file."""
    return People(settings.staff.people or DATA / "people.toml")


def given_by(settings: Settings) -> Given:
    """All that the app needs."""
    house = build_house(settings)
    homes = homes_of(settings.knowledge_dir, settings.site_dir)
    home: Path = settings.site_dir or settings.knowledge_dir
    others = tuple(one for one in homes if one != home)
    country = settings.country or house.site.country
    return Given(
        desk=Desk(home, *others, reviewed_only=settings.mode is not Mode.DEMO),
        people=people_of(settings),
        languages=house.languages,
        secret=staff_secret(),
        home=home,
        replay=Replayer(
            house=house,
            embedder=build_embedder(settings, settings.index_dir),
            country=CountryCode(country) if country else None,
            homes=homes,
        ),
    )


def serve(settings: Settings) -> int:
    """Serve until stopped; gives the exit code."""
    people = people_of(settings)
    if not people.all() and settings.mode is Mode.DEMO:
        _demonstrate(people)
    where = f"http://{settings.staff.host}:{settings.staff.port}"
    print(f"The pages can be edited at {where}", flush=True)  # noqa: T201 - for who started it
    uvicorn.run(
        build_app(given_by(settings)),
        host=settings.staff.host,
        port=settings.staff.port,
        log_level="warning",
        access_log=False,
    )
    return 0


def _demonstrate(people: People) -> None:
    """Two people with passwords that are shown once."""
    for name, title, roles in DEMO:
        password = secrets.token_urlsafe(9)
        people.add(name, title, roles, password)
        print(f"Demonstration: sign in as “{name}”, password {password}", flush=True)  # noqa: T201
