"""The editing app's doors: who may come in, and who may do what."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.desk import Desk
from corpus.pages import page_of
from corpus.telling import translations
from corpus.words import read_languages
from domain.errors import NotAllowed
from domain.languages import LanguageTag
from settings import ROOT
from staff.editing.app import HERE, Given, build_app
from staff.editing.forms import boxes, page_from
from staff.editing.people import People, Role
from staff.editing.words import preferred, read_words
from tests.chains.pages import write_pages
from tests.corpus.test_check import SOUND, rules

WORD = "a long password"
ORIGIN = {"origin": "http://desk"}
LANGUAGES = read_languages(ROOT / "knowledge" / "languages")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Passwords are slow to hash on purpose: once is enough."""
    made = People(tmp_path_factory.mktemp("people") / "people.toml")
    made.add("Ann", "nurse", (Role.AUTHOR,), WORD)
    made.add("Bo", "doctor", (Role.CLINICAL,), WORD)
    made.add("Cy", "", (Role.LANGUAGE,), WORD)
    made.add("Di", "", (Role.PUBLISHER,), WORD)
    return made.path


@pytest.fixture
def people(kept: Path, tmp_path: Path) -> People:
    return People(Path(shutil.copy(kept, tmp_path)))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "home", {"en/asthma": SOUND, "es/asthma": SOUND})


@pytest.fixture
def app(home: Path, people: People) -> Iterator[TestClient]:
    made = build_app(
        Given(desk=Desk(home), people=people, languages=LANGUAGES, secret="x" * 20, home=home)
    )
    with TestClient(made, base_url="http://desk", headers=ORIGIN) as client:
        yield client


def enter(app: TestClient, name: str, password: str = WORD) -> int:
    app.post("/sign-out")
    return app.post("/sign-in", data={"name": name, "password": password}).status_code


def fields(text: str) -> dict[str, str]:
    page = page_of("asthma", text)
    form = {name: str(getattr(page.front, name)) for name in ("title", "purpose", "owner")}
    form["review_by"] = page.front.review_by.isoformat()
    form["aliases"] = "\n".join(page.front.aliases)
    for number, source in enumerate(page.front.sources):
        form |= {f"s{number}.{key}": str(value or "") for key, value in source.model_dump().items()}
    for box in boxes(page):
        form |= {f"{box.key}.title": box.title, f"{box.key}.id": box.id}
        form |= {f"{box.key}.country": box.country}
        form |= {field.key: field.text for field in box.fields}
    return form


def save(app: TestClient, home: Path, **changed: str) -> int:
    based_on = Desk(home).work(LanguageTag("en"), "asthma").hash
    form = fields(SOUND) | {"based_on": based_on, "act": "save"} | changed
    return app.post("/pages/en/asthma", data=form).status_code


@pytest.mark.parametrize(
    "path", ["/pages", "/pages/en/asthma", "/pages/en/asthma/changes", "/pages/en/asthma/history"]
)
def test_nobody_looks_in_without_signing_in(app: TestClient, path: str) -> None:
    assert app.get(path).status_code == 409
    assert "Asthma" not in app.get(path).text


def test_a_wrong_password_and_an_unknown_name_are_told_alike(app: TestClient) -> None:
    assert enter(app, "Ann", "wrong password") == enter(app, "Nobody", WORD) == 403
    assert enter(app, "Ann") == 200


def test_guessing_is_slowed(app: TestClient) -> None:
    codes = [enter(app, "Ann", "wrong password") for _ in range(9)]
    assert codes[-1] == 429
    assert enter(app, "Ann") == 429


def test_a_new_password_ends_the_sessions_of_the_old_one(app: TestClient, people: People) -> None:
    enter(app, "Ann")
    assert app.get("/pages").status_code == 200
    people.add("Ann", "nurse", (Role.AUTHOR,), "another password")
    assert app.get("/pages").status_code == 409


def test_another_sites_page_changes_nothing(app: TestClient, home: Path) -> None:
    enter(app, "Di")
    answer = app.post("/chat", data={"act": "close"}, headers={"origin": "http://evil"})
    assert answer.status_code == 403
    assert not (home / "closed").exists()


ALLOWED = {
    "/pages/en/asthma": "Ann",
    "/pages/en/asthma/review": "Bo",
    "/pages/en/asthma/compare": "Cy",
    "/pages/en/asthma/publish": "Di",
    "/pages/en/asthma/restore": "Di",
    "/chat": "Di",
}


@pytest.mark.parametrize("path", ALLOWED)
@pytest.mark.parametrize("name", ["Ann", "Bo", "Cy", "Di"])
def test_each_deed_needs_its_role(app: TestClient, path: str, name: str) -> None:
    enter(app, name)
    code = app.post(path, data={"kind": "clinical"}).status_code
    assert (code == 403) is (ALLOWED[path] != name)


def test_a_saved_form_is_the_page_that_was_read(app: TestClient, home: Path) -> None:
    enter(app, "Ann")
    assert save(app, home) == 200
    assert (home / "drafts/en/asthma.md").read_text("utf-8") == SOUND


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("review_by", "soon"),
        ("s0.url", "javascript:alert(1)"),
        ("c0.id", "Not An Id!"),
    ],
)
def test_what_is_typed_wrongly_is_named_and_kept_on_the_screen(
    app: TestClient, home: Path, field: str, value: str
) -> None:
    enter(app, "Ann")
    based_on = Desk(home).work(LanguageTag("en"), "asthma").hash
    form = fields(SOUND) | {"based_on": based_on, field: value}
    answer = app.post("/pages/en/asthma", data=form)
    assert answer.status_code in {409, 422}
    assert 'role="alert"' in answer.text
    assert not (home / "drafts").exists()


def test_no_word_of_a_form_becomes_a_heading_or_a_script(app: TestClient, home: Path) -> None:
    enter(app, "Ann")
    evil = "Asthma is hard.\n## Other {#evil}\ntext\n---\n<script>alert(1)</script>"
    key = next(key for key in fields(SOUND) if key.endswith(".easy"))
    assert save(app, home, **{key: evil}) == 200
    page = page_of("x", (home / "drafts/en/asthma.md").read_text("utf-8"))
    assert "evil" not in {chapter.id for chapter in page.chapters}
    assert "<script>alert" not in app.get("/pages/en/asthma").text


def test_the_form_says_faults_and_levels_while_typing(app: TestClient) -> None:
    enter(app, "Ann")
    key = next(key for key in fields(SOUND) if key.endswith(".easy"))
    said = app.post("/pages/en/asthma/watch", data=fields(SOUND) | {key: "You have asthma."}).json()
    assert [fault["rule"] for fault in said["faults"] if fault["grave"]] == ["claim"]
    assert said["blocks"][key]["met"] is False


def test_what_the_check_says_is_told_in_the_persons_language(app: TestClient) -> None:
    enter(app, "Ann")
    key = next(key for key in fields(SOUND) if key.endswith(".easy"))
    typed = fields(SOUND) | {key: "You have asthma."}
    english = app.post("/pages/en/asthma/watch", data=typed).json()["faults"]
    app.post("/tongue", data={"tongue": "ko"})
    korean = app.post("/pages/en/asthma/watch", data=typed).json()["faults"]
    assert "{#what} easy: “You have asthma”" in {fault["problem"] for fault in english}
    assert "{#what} 쉬운 글: “You have asthma” – 읽는 사람의 상태를 단정하는 말이에요" in {
        fault["problem"] for fault in korean
    }
    assert [fault["rule"] for fault in korean] == [fault["rule"] for fault in english]


def test_a_wrong_field_is_told_in_the_persons_language_while_typing(app: TestClient) -> None:
    enter(app, "Ann")
    app.post("/tongue", data={"tongue": "es"})
    typed = fields(SOUND) | {"review_by": "pronto"}
    (fault,) = app.post("/pages/en/asthma/watch", data=typed).json()["faults"]
    assert fault["problem"].startswith("falta un campo o está mal: ")


def test_a_page_that_cannot_be_read_is_told_in_the_persons_language(
    app: TestClient, home: Path
) -> None:
    (home / "topics/en/asthma.md").write_text(SOUND.replace("{#help}", "{#x}"), "utf-8")
    (home / "topics/es/asthma.md").write_text("nothing", "utf-8")
    enter(app, "Ann")
    app.post("/tongue", data={"tongue": "ko"})
    assert "{#help} 부분이 없어요; 언제 도움을 받아야 하는지" in app.get("/pages").text
    assert "맨 위에 자료 소개가 없어요" in app.get("/pages/es/asthma").text
    assert "{#help} 부분이 없어요" in app.get("/pages/en/asthma/answers").text
    app.post("/tongue", data={"tongue": "en"})
    assert "no section {#help}; add when to get help" in app.get("/pages").text


def test_why_a_page_was_not_saved_is_told_in_the_persons_language(app: TestClient) -> None:
    enter(app, "Ann")
    app.post("/tongue", data={"tongue": "ko"})
    answer = app.post("/pages/en/asthma", data=fields(SOUND) | {"c0.id": "Not An Id!"})
    assert answer.status_code == 409
    assert "제목에 부분 이름(id)이 없어요: " in answer.text


def test_what_must_be_mended_before_publishing_is_told_in_the_persons_language(
    app: TestClient, home: Path
) -> None:
    text = SOUND.replace("Asthma can get worse.", "<b>Asthma</b> can get worse.")
    (home / "topics/en/asthma.md").write_text(text, "utf-8")
    enter(app, "Di")
    app.post("/tongue", data={"tongue": "ko"})
    shown = app.get("/pages/en/asthma/changes").text
    assert "HTML이나 그림이 들어 있어요; 글로만 써 주세요" in shown


PARTS = ("easy", "standard", "detailed", "now", "today", "next_visit")
NAMES = {part: f"part_{part}" for part in PARTS} | {
    "clinical": "clinical",
    "language": "of_language",
}


@pytest.mark.parametrize("tongue", ["es", "ko"])
def test_the_check_calls_levels_parts_and_reviews_as_the_app_does(tongue: str) -> None:
    words = read_words(HERE / "words")
    assert set(words) - {"en"} == {"es", "ko"}
    for name, key in NAMES.items():
        assert translations(tongue)[name] == words[tongue][key]


def test_a_compared_version_is_stale_when_the_other_is_edited(app: TestClient, home: Path) -> None:
    enter(app, "Cy")
    seen = Desk(home).work(LanguageTag("es"), "asthma").hash
    assert app.post("/pages/es/asthma/compare", data={"seen": seen}).status_code == 200
    draft = home / "drafts/es/asthma.md"
    draft.replace(home / "topics/es/asthma.md")
    desk = Desk(home)
    text = desk.work(LanguageTag("es"), "asthma").text
    assert "stale-translation" not in {
        f.rule for f in desk.faults(LanguageTag("es"), "asthma", text)
    }
    (home / "topics/en/asthma.md").write_text(SOUND.replace("Good care", "Care"), "utf-8")
    assert "stale-translation" in rules(desk.faults(LanguageTag("es"), "asthma", text))


def test_the_apps_words_are_there_in_each_language() -> None:
    words = read_words(HERE / "words")
    raw = {p.stem: p.read_text("utf-8").count(" = ") for p in (HERE / "words").glob("*.toml")}
    assert set(words) == {"en", "ko", "es"}
    assert len(set(raw.values())) == 1
    assert preferred("ko-KR,en;q=0.8", words) == "ko"
    assert preferred("de", words) == "en"


def test_a_short_password_or_an_odd_name_is_refused(people: People) -> None:
    with pytest.raises(NotAllowed):
        people.add("Eve", "", (Role.AUTHOR,), "short")
    with pytest.raises(NotAllowed):
        people.add('Eve"\nroles', "", (Role.AUTHOR,), WORD)


def test_a_removed_section_goes_and_the_rest_stays() -> None:
    form = fields(SOUND) | {"c1.gone": "on"}
    page = page_from(form, page_of("asthma", SOUND))
    assert "signs" not in {chapter.id for chapter in page.chapters}
    assert len(page.chapters) == len(page_of("asthma", SOUND).chapters) - 1
