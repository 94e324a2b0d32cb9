"""What can be looked at: the list, a page's form, its answers, its differences, its history."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.differences import differences
from corpus.entries import Entry
from corpus.pages import page_of
from corpus.skeleton import skeleton
from corpus.switches import is_closed
from corpus.topics import topic_of
from domain.corpus import Topic
from domain.errors import KnowledgeError
from domain.languages import LanguageTag, Tier
from staff.editing.forms import SPARE_SOURCES, boxes
from staff.editing.house import House, house_of, today
from staff.preview import preview

View = Callable[[Request], Awaitable[Response]]


async def sign_in(request: Request) -> Response:
    """The door."""
    house = house_of(request)
    return house.page(request, "sign_in.html", problem="", nobody=not house.people.all())


async def listing(request: Request) -> Response:
    """Every topic, a column a language."""
    house = house_of(request)
    house.person(request)
    tags = _tags(house)
    rows: dict[str, dict[LanguageTag, Entry]] = {}
    for entry in await run_in_threadpool(house.desk.entries):
        rows.setdefault(entry.slug, {})[entry.language] = entry
    return house.page(
        request, "list.html", rows=rows, tags=tags, today=today(), closed=is_closed(house.home)
    )


def _tags(house: House) -> tuple[LanguageTag, ...]:
    return tuple(tag for tag, one in house.languages.items() if one.tier is Tier.FULL)


async def editing(request: Request) -> Response:
    """A page in a form that knows its blocks."""
    house = house_of(request)
    house.person(request)
    language, slug = house.place(request)
    work = house.desk.work(language, slug)
    text = work.text or skeleton(language, slug, today())
    return form_page(house, request, text, based_on=work.hash)


def form_page(
    house: House,
    request: Request,
    text: str,
    *,
    based_on: str,
    problem: str = "",
    status: int = 200,
) -> Response:
    """The form filled with a text; the text itself where it has not the form of a page."""
    language, slug = house.place(request)
    page = None
    try:
        page = page_of(slug, text)
    except KnowledgeError as error:
        problem = problem or str(error)
    return house.page(
        request,
        "edit.html",
        status=status,
        language=language,
        slug=slug,
        page=page,
        boxes=boxes(page) if page else (),
        spare=SPARE_SOURCES,
        text=text,
        based_on=based_on,
        problem=problem,
    )


async def answers(request: Request) -> Response:
    """What patients would be told at each level."""
    house = house_of(request)
    house.person(request)
    language, slug = house.place(request)
    topic = topic_of(house.desk.work(language, slug).text, Path(language) / f"{slug}.md")
    told = await run_in_threadpool(lambda: tuple(preview(topic, house.languages)))
    return house.page(request, "answers.html", language=language, slug=slug, topic=topic, told=told)


async def changes(request: Request) -> Response:
    """What the draft changes in what patients are told; the last look before it goes out."""
    house = house_of(request)
    house.person(request)
    language, slug = house.place(request)
    work = house.desk.work(language, slug)
    before, after = _served(house, language, slug), topic_of(work.text, _path(language, slug))
    found = await run_in_threadpool(differences, before, after, today())
    faults = await run_in_threadpool(house.desk.faults, language, slug, work.text)
    return house.page(
        request,
        "changes.html",
        language=language,
        slug=slug,
        topic=after,
        is_new=before is None,
        found=found,
        faults=faults,
        seen=work.hash,
    )


async def replayed(request: Request) -> Response:
    """Golden questions, answered before and after; takes a while, so it is a page of its own."""
    house = house_of(request)
    house.person(request)
    language, slug = house.place(request)
    after = topic_of(house.desk.work(language, slug).text, _path(language, slug))
    before = _served(house, language, slug)
    answered = await run_in_threadpool(house.replay, before, after) if house.replay else ()
    return house.page(request, "replayed.html", language=language, slug=slug, answered=answered)


async def history(request: Request) -> Response:
    """Who did what to a page."""
    house = house_of(request)
    house.person(request)
    language, slug = house.place(request)
    deeds = house.desk.history(language, slug)
    return house.page(request, "history.html", language=language, slug=slug, deeds=deeds)


async def version(request: Request) -> Response:
    """A page as it once was, beside what is worked on now."""
    house = house_of(request)
    house.person(request)
    language, slug = house.place(request)
    digest = request.path_params["digest"]
    old = topic_of(house.desk.text_of(digest), _path(language, slug))
    now = topic_of(house.desk.work(language, slug).text, _path(language, slug))
    found = await run_in_threadpool(differences, old, now, today())
    return house.page(
        request, "version.html", language=language, slug=slug, digest=digest, found=found
    )


async def start(request: Request) -> Response:
    """To the list, or to the door."""
    house = house_of(request)
    where = "/pages" if house.people.known(str(request.session.get("name"))) else "/sign-in"
    return RedirectResponse(where, 303)


def _served(house: House, language: LanguageTag, slug: str) -> Topic | None:
    text = house.desk.published(language, slug)
    try:
        return topic_of(text, _path(language, slug)) if text else None
    except KnowledgeError:
        return None


def _path(language: LanguageTag, slug: str) -> Path:
    return Path(language) / f"{slug}.md"


_PAGE = "/pages/{language}/{slug}"
VIEWS: dict[str, View] = {
    "/": start,
    "/sign-in": sign_in,
    "/pages": listing,
    _PAGE: editing,
    f"{_PAGE}/answers": answers,
    f"{_PAGE}/changes": changes,
    f"{_PAGE}/replayed": replayed,
    f"{_PAGE}/history": history,
    f"{_PAGE}/history/{{digest}}": version,
}
