"""The numbers a text may name: by the country the person is in, never by language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.languages import Country, CountryCode, Language, LanguageTag

_ELSEWHERE = re.compile(
    r"\b(?:born|grew up|raised|made|was|were|used to live|lived|studied|years? ago|last year"
    r"|nac[ií]\w*|crec[ií]\w*|estuve|estaba|viv[ií]|hecho|hecha|el año pasado)(?: back)? $"
)
"""Just before "in …": there once, not there now."""
_STAYING = (
    r"에서(?! ?(?:왔|온|오신|태어|자랐|자란|살았|살다가))"
    r"|에 ?있|인데|에 ?와|에 ?살고|에 ?여행|\s?여행 ?(?:중|왔|와)"
)
KINDS = ("crisis", "poison", "abuse", "child", "medical_advice", "migrant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Fills {emergency}, {crisis} … for one country."""

    country: Country | None

    def values(self, language: Language) -> dict[str, str]:
        """Placeholder values that are known; `emergency` is always among them."""
        line = self.country.line("emergency") if self.country else None
        known = {"emergency": line.phone if line else language.texts.local_emergency}
        for kind in KINDS:
            found = self.country.line(kind) if self.country else None
            if found:
                name = found.name.get(language.tag) or found.name.get("en")
                known[kind] = f"{found.phone} ({name})" if name else found.phone
        return known


def country_of(
    text: str, home: CountryCode | None, countries: Mapping[CountryCode, Country]
) -> Country | None:
    """The country the person says they are in (the one said last), else the site's.

    "I am in Mexico" is; "I am from Mexico", "born in Mexico" and "last year in Mexico" are not.
    """
    folded = text.casefold()
    said = [
        (place.start(), country)
        for country in countries.values()
        for name in country.also_called
        for place in re.finditer(_inside(name.casefold()), folded)
        if not _ELSEWHERE.search(folded[max(0, place.start() - 24) : place.start()])
    ]
    if said:
        return max(said, key=lambda place: place[0])[1]
    return countries.get(home) if home else None


def _inside(name: str) -> str:
    """A pattern for being in a country of that name."""
    if "가" <= name[0] <= "힣":
        return f"{re.escape(name)}(?:{_STAYING})"
    return rf"\b(?:in|en)(?: the| los| las| el)? {re.escape(name)}\b"


def show_language(country: Country | None, tag: LanguageTag) -> LanguageTag | None:
    """The language to show to someone near, when it is not the person's own."""
    return country.language if country and country.language != tag else None
