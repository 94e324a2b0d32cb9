"""No exception may reach a patient: one decorator around every callback."""

import functools
import logging
from collections.abc import Awaitable, Callable
from typing import ParamSpec

from chainlit.context import context

from web.sessions import conversation_of

P = ParamSpec("P")

LAST_WORD = (
    "Something went wrong. In an emergency, call your local emergency number now.\n\n"
    "문제가 생겼어요. 위급하면 바로 응급 전화번호로 전화하세요.\n\n"
    "Algo falló. En una emergencia, llame ya al número local de emergencias."
)

logger = logging.getLogger(__name__)


def guarded(callback: Callable[P, Awaitable[None]]) -> Callable[P, Awaitable[None]]:
    """Answer a failure in the patient's language, with the emergency number."""

    @functools.wraps(callback)
    async def within(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            await callback(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 the last line before the patient
            # the type and place only: a message or a local may hold the patient's words
            logger.error("%s failed: %s", callback.__name__, _where(error))  # noqa: TRY400
            await _say_sorry()

    return within


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {place}"


async def _say_sorry() -> None:
    try:
        session = context.session
        if conversation := conversation_of(session.id):
            words = conversation.words.error
            await conversation.screen.say(conversation.phrase(words))
        else:
            step = {
                "id": session.id,
                "output": LAST_WORD,
                "type": "assistant_message",
                "name": "Teachback",
            }
            await context.emitter.send_step(step)  # pyright: ignore[reportArgumentType] enough for the browser
    except Exception as error:  # noqa: BLE001 nobody is there to be told
        logger.error("a patient could not be told of a failure: %s", type(error).__name__)  # noqa: TRY400
