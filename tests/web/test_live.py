"""What staff publish, withdraw or close is told by the running chat, without a restart."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from domain.answers import AnswerClosed
from domain.conversation import Question
from domain.errors import IndexUnusable
from domain.languages import LanguageTag, Level
from settings import Settings
from tests.chains.pages import SALT_EN, write_pages
from web.door import Door, build_door
from web.live import keep_in_step


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write_pages(tmp_path / "pages")


@pytest.fixture
async def door(home: Path, tmp_path: Path) -> Door:
    settings = Settings(
        _env_file=None,  # pyright: ignore[reportCallIssue]  # pydantic-settings' own word
        knowledge_dir=home,
        index_dir=tmp_path / "index",
        audit={"url": f"sqlite:///{tmp_path / 'a.sqlite'}", "key": "sixteen letters at least"},  # pyright: ignore[reportArgumentType]
    )
    return await asyncio.to_thread(build_door, settings)


async def told(door: Door, text: str, conversation: str = "c") -> tuple[str, str]:
    async for event in door.assistant.answer(Question(text=text, conversation=conversation)):
        if isinstance(event, AnswerClosed):
            said = " ".join(sentence.text for sentence in event.answer.sentences)
            return event.answer.outcome, said
    raise AssertionError("an answer always closes")


async def until(done: Callable[[], bool]) -> None:
    for _ in range(200):
        if done():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("the change was never told")


async def test_an_edit_is_told_and_a_withdrawn_page_is_not(door: Door, home: Path) -> None:
    path = home / "topics/en/eating-less-salt.md"
    assert "Bread and soup" in (await told(door, "what does salt do"))[1]
    path.write_text(SALT_EN.replace("Bread and soup hold", "Olives hold"), encoding="utf-8")
    assert await asyncio.to_thread(door.bring_in_step)
    assert "Olives hold" in (await told(door, "what does salt do"))[1]
    assert not await asyncio.to_thread(door.bring_in_step)
    mark = home / "withdrawn/en/eating-less-salt"
    mark.parent.mkdir(parents=True)
    mark.write_text("wrong\n", encoding="utf-8")
    assert await asyncio.to_thread(door.bring_in_step)
    outcome, said = await told(door, "what does salt do to blood pressure")
    assert "Olives" not in said
    assert outcome == "NO_TOPIC"


async def test_a_closed_chat_still_sends_danger_to_help(door: Door, home: Path) -> None:
    (home / "closed").write_text("Bo\n", encoding="utf-8")
    await asyncio.to_thread(door.bring_in_step)
    assert (await door.state())["chat"] == "closed"
    for harmless in ("what is asthma", "hello", "simpler"):
        outcome, said = await told(door, harmless)
        assert outcome == "DECLINED"
        assert "closed for now" in said
    assert (await told(door, "my father has crushing chest pain right now"))[0] == "SIGNPOSTED"
    outcome, said = await told(door, "how many pills would kill my husband in his sleep")
    assert "closed for now" not in said, outcome
    (home / "closed").unlink()
    await asyncio.to_thread(door.bring_in_step)
    assert (await told(door, "what is asthma"))[0] == "ANSWERED"


async def test_a_withdrawn_page_is_gone_even_when_the_index_cannot_be_built(
    door: Door, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexUnusable("no room on the disk")

    mark = home / "withdrawn/en/eating-less-salt"
    mark.parent.mkdir(parents=True)
    mark.write_text("wrong\n", encoding="utf-8")
    (home / "closed").write_text("Bo\n", encoding="utf-8")
    monkeypatch.setattr(door.index, "bring_in_step", broken)
    with pytest.raises(IndexUnusable):
        await asyncio.to_thread(door.bring_in_step)
    assert door.assistant.is_closed
    assert door.assistant.reopen("eating-less-salt#what", LanguageTag("en"), Level.EASY) == ()
    found = await door.assistant.retrieve("what does salt do", LanguageTag("en"), None, Level.EASY)
    assert all(passage.topic != "eating-less-salt" for passage in found.passages)


async def test_files_are_watched_while_the_server_runs(door: Door, home: Path) -> None:
    watching = asyncio.create_task(keep_in_step(door))
    await asyncio.sleep(0.5)
    (home / "drafts/en").mkdir(parents=True)
    (home / "drafts/en/x.md").write_text("half a draft", encoding="utf-8")
    (home / "closed").write_text("Bo\n", encoding="utf-8")
    await until(lambda: door.assistant.is_closed)
    watching.cancel()


async def test_people_who_ask_while_pages_change_are_all_answered(door: Door, home: Path) -> None:
    path = home / "topics/en/eating-less-salt.md"
    swaps = 10

    async def asking(number: int) -> list[str]:
        return [(await told(door, "what is asthma", f"c{number}-{n}"))[0] for n in range(4)]

    people = [asyncio.create_task(asking(number)) for number in range(20)]
    for number in range(swaps):
        path.write_text(SALT_EN.replace("Bread", f"Bread {number}"), encoding="utf-8")
        assert await asyncio.to_thread(door.bring_in_step)
    outcomes = [outcome for one in await asyncio.gather(*people) for outcome in one]
    assert outcomes == ["ANSWERED"] * 80
