"""What can be done: signing in, saving, reviewing, publishing, withdrawing, closing the chat."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from corpus import refusals
from corpus.front_matter import SignFields
from corpus.pages import page_of, page_text
from corpus.skeleton import skeleton
from corpus.switches import CLOSED
from corpus.telling import told
from corpus.topics import is_name, topic_of
from domain.errors import Conflict, KnowledgeError, NotAllowed
from domain.languages import LanguageTag
from domain.phrases import phrase
from staff.editing.forms import add_section, page_from
from staff.editing.house import House, house_of, today
from staff.editing.people import Person, Role
from staff.editing.showing import form_page
from staff.editing.sign_in import mark_of, needs
from staff.editing.watching import said_while_typing

Change = Callable[[Request], Awaitable[Response]]
_REVIEWS = {"clinical": Role.CLINICAL, "language": Role.LANGUAGE}


async def sign_in(request: Request) -> Response:
    """Let somebody in whose password is right."""
    house = house_of(request)
    form = await _form(request)
    name = form.get("name", "").strip()
    address = request.client.host if request.client else ""
    if not house.guesses.may_try(name, address):
        return house.page(request, "sign_in.html", 429, problem="wait", nobody=False)
    person = await run_in_threadpool(house.people.signed_in, name, form.get("password", ""))
    if person is None:
        return house.page(request, "sign_in.html", 403, problem="wrong", nobody=False)
    request.session.clear()
    request.session.update({"name": person.name, "mark": mark_of(person)})
    return RedirectResponse("/pages", 303)


async def sign_out(request: Request) -> Response:
    """Forget who it was."""
    request.session.clear()
    return RedirectResponse("/sign-in", 303)


async def tongue(request: Request) -> Response:
    """The app in another language."""
    form = await _form(request)
    request.session["tongue"] = form.get("tongue", "")
    return RedirectResponse(_back(form.get("back", "")), 303)


async def begin(request: Request) -> Response:
    """A new page, or one more language of it: an empty form."""
    house = house_of(request)
    needs(house.person(request), Role.AUTHOR)
    form = await _form(request)
    slug, language = form.get("slug", "").strip().lower(), LanguageTag(form.get("language", ""))
    if not is_name(slug) or language not in house.languages:
        raise NotAllowed(refusals.ODD_NAME)
    return RedirectResponse(f"/pages/{language}/{slug}", 303)


async def save(request: Request) -> Response:
    """Keep the draft; whatever goes wrong, the person's words are still on the screen."""
    house, person = _allowed(request, Role.AUTHOR)
    language, slug = house.place(request)
    form = await _form(request)
    based_on = form.get("based_on", "")
    text = ""
    try:
        text = _text_from(form, house.desk.work(language, slug).text, language, slug)
        if form.get("act") == "add-section":
            return form_page(house, request, text, based_on=based_on)
        house.desk.save(language, slug, text, based_on=based_on, who=person.name)
    except (Conflict, KnowledgeError, NotAllowed) as error:
        kept = text or form.get("text", "")
        return form_page(house, request, kept, based_on=based_on, problem=str(error), status=409)
    return RedirectResponse(f"/pages/{language}/{slug}", 303)


def _text_from(form: Mapping[str, str], before: str, language: LanguageTag, slug: str) -> str:
    """The page's text: typed as a whole where it had lost its form, else from the fields."""
    if "title" not in form:
        return form.get("text", "")
    page = page_from(form, page_of(slug, before or skeleton(language, slug, today())))
    text = page_text(add_section(page) if form.get("act") == "add-section" else page)
    page_of(slug, text)  # or it could not be edited again
    return text


async def watch(request: Request) -> Response:
    """Level and faults of what stands in the form now; nothing is saved."""
    house = house_of(request)
    house.person(request)
    language, slug = house.place(request)
    form = await _form(request)
    tongue = house.tongue(request)
    said: dict[str, object]
    try:
        text = _text_from(form, house.desk.work(language, slug).text, language, slug)
        said = await run_in_threadpool(said_while_typing, house.desk, language, slug, text, tongue)
    except (KnowledgeError, NotAllowed) as error:
        said = {"faults": [{"problem": told(str(error), tongue), "grave": True}], "blocks": {}}
    return JSONResponse(said)


async def review(request: Request) -> Response:
    """Sign the text as it stands; any edit after it voids the review."""
    house = house_of(request)
    person = house.person(request)
    language, slug = house.place(request)
    form = await _form(request)
    kind = form.get("kind", "")
    if kind not in _REVIEWS:
        raise NotAllowed(phrase("a review is clinical or of language"))
    needs(person, _REVIEWS[kind])
    work = house.desk.work(language, slug)
    if form.get("seen") != work.hash:
        raise Conflict(refusals.saved_again(language, slug))
    topic = topic_of(work.text, Path(language) / f"{slug}.md")
    sign = SignFields(by=person.name, role=person.title or kind, on=today(), text=topic.text_hash)
    text = page_text(page_of(slug, work.text).signed(kind, sign))
    house.desk.sign(
        language, slug, text, based_on=work.hash, who=person.name, deed=f"reviewed ({kind})"
    )
    return RedirectResponse(f"/pages/{language}/{slug}/changes", 303)


async def compare(request: Request) -> Response:
    """Note that this version was compared with the other languages' as they stand."""
    house, person = _allowed(request, Role.LANGUAGE)
    language, slug = house.place(request)
    work = house.desk.work(language, slug)
    if (await _form(request)).get("seen") != work.hash:
        raise Conflict(refusals.saved_again(language, slug))
    others = house.desk.text_hashes(slug)
    others.pop(language, None)
    text = page_text(page_of(slug, work.text).compared_with(others))
    house.desk.sign(
        language, slug, text, based_on=work.hash, who=person.name, deed="compared languages"
    )
    return RedirectResponse(f"/pages/{language}/{slug}/changes", 303)


async def publish(request: Request) -> Response:
    """Serve the draft."""
    house, person = _allowed(request, Role.PUBLISHER)
    language, slug = house.place(request)
    form = await _form(request)
    seen = form.get("seen", "")
    await run_in_threadpool(lambda: house.desk.publish(language, slug, seen=seen, who=person.name))
    return RedirectResponse("/pages", 303)


async def discard(request: Request) -> Response:
    """Drop the draft; its text stays in the history."""
    house, person = _allowed(request, Role.AUTHOR)
    house.desk.discard(*house.place(request), who=person.name)
    return RedirectResponse("/pages", 303)


async def withdraw(request: Request) -> Response:
    """Take a page out of every answer, now."""
    house, person = _allowed(request, Role.PUBLISHER, Role.CLINICAL)
    reason = " ".join((await _form(request)).get("reason", "").split())
    if not reason:
        raise NotAllowed(phrase("say why the page is withdrawn"))
    house.desk.withdraw(*house.place(request), who=person.name, reason=reason)
    return RedirectResponse("/pages", 303)


async def restore(request: Request) -> Response:
    """Serve a withdrawn page again."""
    house, person = _allowed(request, Role.PUBLISHER)
    house.desk.restore(*house.place(request), who=person.name)
    return RedirectResponse("/pages", 303)


async def chat(request: Request) -> Response:
    """Close the chat, or open it again; emergency texts always stay."""
    house, person = _allowed(request, Role.PUBLISHER)
    switch = house.home / CLOSED
    if (await _form(request)).get("act") == "close":
        now = datetime.now(UTC).isoformat(timespec="seconds")
        switch.write_text(f"{now} {person.name}\n", encoding="utf-8")
    else:
        switch.unlink(missing_ok=True)
    return RedirectResponse("/pages", 303)


def _allowed(request: Request, *roles: Role) -> tuple[House, Person]:
    """The house and who is signed in, when they have one of the roles."""
    house = house_of(request)
    person = house.person(request)
    needs(person, *roles)
    return house, person


async def _form(request: Request) -> dict[str, str]:
    fields = await request.form(max_fields=2_000)
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _back(path: str) -> str:
    """Only a place of our own."""
    return path if path.startswith("/") and not path.startswith("//") else "/pages"


_PAGE = "/pages/{language}/{slug}"
CHANGES: dict[str, Change] = {
    "/sign-in": sign_in,
    "/sign-out": sign_out,
    "/tongue": tongue,
    "/pages": begin,
    "/chat": chat,
    _PAGE: save,
    f"{_PAGE}/watch": watch,
    f"{_PAGE}/review": review,
    f"{_PAGE}/compare": compare,
    f"{_PAGE}/publish": publish,
    f"{_PAGE}/discard": discard,
    f"{_PAGE}/withdraw": withdraw,
    f"{_PAGE}/restore": restore,
}
