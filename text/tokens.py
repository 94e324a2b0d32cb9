"""What a text says that no rewording may change, as values that can be compared."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a locked token is about."""

    NUMBER = "number"  # "3": a figure without a unit
    QUANTITY = "quantity"  # "500 mg", "0.5 tablet", "38 c"
    RATIO = "ratio"  # "140/90"
    DURATION = "duration"  # "48 h", "6 mo"
    PERIOD = "period"  # "24 h": each day, every 24 hours
    FREQUENCY = "frequency"  # "2 x": twice
    TIME = "time"  # "8:30", 24 hours
    COMPARISON = "comparison"  # ">=38 c"; "up", "down" where no figure is compared
    DRUG = "drug"  # "metformin"
    NEGATION = "negation"  # "1", "2": the first, the second of a text
    CONDITION = "condition"  # "if 1", "unless 1"
    ORDER = "order"  # "before", "after"
    MOMENT = "moment"  # "after_meal", "bedtime"
    WHO = "who"  # "child", "pregnant"


@dataclass(frozen=True, slots=True, order=True)
class Token:
    """One locked fact; `value` is the same in every language."""

    kind: Kind
    value: str


def figure(value: float) -> str:
    """A number as a token writes it: at most four decimals, none for whole numbers."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


_CONVERTED: dict[str, tuple[str, float]] = {
    "mcg": ("mg", 0.001),
    "g": ("mg", 1000),
    "l": ("ml", 1000),
    "m": ("cm", 100),
    "mm": ("cm", 0.1),
    "s": ("h", 1 / 3600),
    "min": ("h", 1 / 60),
    "d": ("h", 24),
    "wk": ("h", 168),
    "y": ("mo", 12),
}
_TIMES = frozenset({"h", "mo"})
_FEVER = 46  # no body is hotter in °C, none colder in °F


def quantity(value: float, unit: str) -> Token:
    """The token of a value and a unit's id, in the unit that all texts are compared in.

    mcg and g become mg, l ml, m and mm cm; minutes, days and weeks hours; years months
    (never days: their lengths differ). A degree without a scale is read as a body's.
    """
    if unit == "deg":
        unit = "c" if value < _FEVER else "f"
    base, factor = _CONVERTED.get(unit, (unit, 1))
    amount = figure(value * factor)
    if base == "x":
        return Token(Kind.FREQUENCY, f"{amount} x")
    if base in _TIMES:
        return Token(Kind.DURATION, f"{amount} {base}")
    return Token(Kind.QUANTITY, f"{amount} {base}") if base else Token(Kind.NUMBER, amount)
