"""A second process that writes to the same record; the tests end it as they like."""

import asyncio
import sys

from audit.store import AuditStore
from domain.answers import Part, Sentence
from tests.audit.said import CITED, FOUND, KEY, SHOWN, opening, tell


async def _answer_and_hang(store: AuditStore) -> None:
    turn = await store.open(opening("hanging"))
    await turn.release(SHOWN, (CITED,), (FOUND,))
    second = Sentence(number=2, text="A second sentence.", citations=(), part=Part.BODY)
    await turn.release(second, (), ())
    sys.stdout.write(f"{turn.id}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


async def _tell_many(store: AuditStore, turns: int) -> None:
    for number in range(turns):
        await tell(store, conversation="shared by both", number=number)


def main(url: str, turns: str) -> None:
    """Tell so many turns and end; with 0, release two sentences and hang in mid-answer."""
    store = AuditStore(url, KEY)
    store.begin()
    asyncio.run(_tell_many(store, int(turns)) if int(turns) else _answer_and_hang(store))
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
