"""How often one session and one address may ask. Kept in memory."""

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

SHARED = 20  # people behind one address: a ward, a waiting room
DANGER = 5  # danger may be told this many times as often before the walk is spared


class Limiter:
    """Counts questions in moving minutes."""

    def __init__(self, per_minute: int) -> None:
        """Allow `per_minute` questions a session, and `SHARED` times that an address."""
        self._session = RateLimitItemPerMinute(per_minute)
        self._danger = RateLimitItemPerMinute(per_minute * DANGER)
        self._address = RateLimitItemPerMinute(per_minute * SHARED)
        self._window = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, session: str, address: str) -> bool:
        """Count one question; whether it is within both limits."""
        within = self._window.hit(self._session, "session", session)
        return self._window.hit(self._address, "address", address) and within

    def allows_danger(self, session: str) -> bool:
        """Count one danger message; beyond it, the fixed text is shown without a walk."""
        return self._window.hit(self._danger, "danger", session)
