"""Finds the conversation that a Chainlit session holds."""

from typing import cast

from chainlit.user_session import (
    user_sessions,  # pyright: ignore[reportUnknownVariableType] untyped there
)

from web.conversation import Conversation

KEY = "conversation"


def conversation_of(session_id: str) -> Conversation | None:
    """The conversation of a session, None before it was greeted."""
    sessions = cast("dict[str, dict[str, object]]", user_sessions)
    conversation = sessions.get(session_id, {}).get(KEY)
    return conversation if isinstance(conversation, Conversation) else None
