"""The numbers a text may name: by the country the person is in, never by language."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.languages import Country, CountryCode, Language, LanguageTag

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
                name = found.name.get(language.tag, found.name["en"])
                known[kind] = f"{found.phone} ({name})"
        return known


def country_of(
    text: str, home: CountryCode | None, countries: Mapping[CountryCode, Country]
) -> Country | None:
    """The country the person says they are in, else the site's.

    "I am in Mexico" is; "I am from Mexico" is not.
    """
    folded = f" {text.casefold()} "
    for country in countries.values():
        for name in country.also_called:
            if any(place in folded for place in _inside(name)):
                return country
    return countries.get(home) if home else None


def _inside(name: str) -> tuple[str, ...]:
    if name.isascii() or " " in name or not ("가" <= name[0] <= "힣"):
        return (f" in {name}", f" en {name}", f" in the {name}", f" en los {name}")
    return (
        f"{name}에 있",
        f"{name}에서",
        f"{name}인데",
        f"{name}에 와",
        f"{name}에 살",
        f"{name} 여행",
    )


def show_language(country: Country | None, tag: LanguageTag) -> LanguageTag | None:
    """The language to show to someone near, when it is not the person's own."""
    return country.language if country and country.language != tag else None
