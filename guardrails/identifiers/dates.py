"""Dates as people write them, and whether a birth date in a number can be one."""

import datetime
import re
from contextlib import suppress

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"ene(?:ro)?|febrero|marzo|abr(?:il)?|mayo|junio|julio|ago(?:sto)?|sep?tiembre|octubre|"
    r"noviembre|dic(?:iembre)?)(?![^\W\d_])\.?"
)
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_SEP = r" ?[.\-/ ] ?"

DATE = (
    rf"(?:{_YEAR}{_SEP}[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}(?![0-9])\.?"  # 1980-03-05
    rf"|(?:{_YEAR}|[0-9]{{2}}) ?년 ?[0-9]{{1,2}} ?월 ?[0-9]{{1,2}} ?일"  # 1980년 3월 5일
    rf"|[0-9]{{1,2}}{_SEP}[0-9]{{1,2}}{_SEP}(?:{_YEAR}|[0-9]{{1,2}})(?![0-9])"  # 5/3/1980, 80.3.5
    rf"|[0-9]{{1,2}}(?:st|nd|rd|th|°|er)?{_SEP}(?:of |de )?{_MONTHS}(?:,? ?(?:of |de |del "
    rf")?|{_SEP})"
    rf"(?:{_YEAR}|'?[0-9]{{2}})(?![0-9])"  # 5 March 1980, 5 de marzo de 1980
    rf"|{_MONTHS}{_SEP}[0-9]{{1,2}}(?:st|nd|rd|th)?,?{_SEP}(?:{_YEAR}|'?[0-9]{{2}})(?![0-9])"
    rf"|{_YEAR}{_SEP}{_MONTHS}{_SEP}[0-9]{{1,2}}(?![0-9])"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])"  # 19800305
    r"|[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))"  # 800305
)
"""Day, month and year, in any order and writing (to be compiled ignoring case)."""

DAY = (
    rf"(?:[0-9]{{1,2}} ?월 ?[0-9]{{1,2}} ?일|[0-9]{{1,2}}(?:st|nd|rd|th|°)? (?:of |de )?{_MONTHS}"
    rf"|{_MONTHS} [0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9])"
    r"|[0-9]{1,2}[./\-][0-9]{1,2}(?![0-9]))"
)
"""Day and month without a year."""


def is_date(digits: str) -> bool:
    """Whether six digits yymmdd name a day, in either century."""
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    with suppress(ValueError):
        datetime.date(2000 + year, month, day)
        return True
    with suppress(ValueError):
        datetime.date(1900 + year, month, day)
        return True
    return False


def pattern(text: str) -> re.Pattern[str]:
    """A pattern that holds dates, compiled: case is ignored."""
    return re.compile(text, re.IGNORECASE)
