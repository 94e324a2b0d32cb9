"""Addresses of the United States, Britain and others: number and street, city and code."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of

_KIND = (
    r"(?:Street|Str|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way"
    r"|Place|Pl|Square|Sq|Terrace|"
    r"Ter|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Close|Crescent|Cres|Gardens|Gdns|Mews|Row"
    r"|Trail|Trl|Grove|Hill|Walk|"
    r"Broadway|Plaza|Alley|Loop|Turnpike|Pike|Rue|Via|Parade|Esplanade)"
)
_WORD = r"(?:[A-ZÀ-Þ][^\W\d_]*(?:['\-][^\W\d_]+)*\.?|[0-9]{1,3}(?:st|nd|rd|th)|of|the|de|la)"
_SIDE = r"(?:(?:North|South|East|West|N|S|E|W|NE|NW|SE|SW)\.? )?"
_UNIT = (
    r"(?:,? ?(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|Bldg|Building|No|#)"
    r"\.? ?#? ?[A-Za-z0-9\-]{1,6}|#[A-Za-z0-9]{1,6}))?"
)
_STATE = (
    r"(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA"
    r"|RI|S[CD]|T[NX]|UT|V[TA]|"
    r"W[AVIY]|PR|A[AEP])"
)
_ZIP = r"[0-9]{5}(?:-[0-9]{4})?(?![0-9])"
_POSTCODE = r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Za-z0-9])"
_TOWN = r"[A-ZÀ-Þ][^\W\d_]+(?:[ '\-][A-ZÀ-Þ][^\W\d_]+){0,2}"
_PLACE = (
    rf"(?:[,\n]? ?{_TOWN}(?:,? (?:{_STATE}|[A-Z][a-z]+)(?![A-Za-z]))?,? (?:{_ZIP}|{_POSTCODE})"
    rf"|[,\n] ?{_TOWN},? {_STATE}(?![A-Za-z])|,? (?:{_ZIP}|{_POSTCODE}))?"
)
_STREET = re.compile(
    rf"(?<![0-9A-Za-z.,/\-])(?:(?i:Flat|Apt|Unit) [0-9A-Za-z]{{1,4}},? )?"
    rf"(?P<number>[0-9]{{1,6}}(?: [0-9]{{1,5}})?[A-Za-z]?(?:-[0-9]{{1,4}})?),? "
    rf"(?P<name>{_SIDE}(?:{_WORD} ){{1,4}}){_KIND}(?![A-Za-z])\.?(?: (?:N|S|E|W|NE|NW|SE"
    rf"|SW)(?![A-Za-z]))?{_UNIT}{_PLACE}"
)
_LOWER = re.compile(
    r"(?<![0-9A-Za-z.,/\-])(?P<number>[0-9]{1,6}[a-z]?) (?P<name>(?:(?:north|south|east"
    r"|west|n|s|e|w)\.? )?(?:[a-z]{3,16} ){1,2})"
    r"(?:street|avenue|ave|road|rd|boulevard|blvd|lane|ln|court|crescent|terrace|parkway"
    r"|highway)(?![a-z])"
    r"(?:,? ?(?:apt|apartment|unit|suite|#)\.? ?[a-z0-9\-]{1,6})?(?:,? "
    r"[a-z]{3,16}){0,2}(?:,? [0-9]{5}(?![0-9]))?"
)
_LOWER_ALONE = re.compile(
    r"(?:street|avenue|ave|road|rd|boulevard|blvd|lane|ln|court|crescent|terrace|parkway|highway)"
    r"(?:,? ?(?:apt|apartment|unit|suite|#)\.? ?[a-z0-9\-]{1,6})?"
)
_BOX = re.compile(r"(?<![A-Za-z])(?i:P\.? ?O\.? ?Box) [0-9]{1,6}" + _PLACE)
_MILITARY = re.compile(
    r"(?<![A-Za-z])(?:(?:PSC|Unit|CMR) [0-9]{1,5},? Box [0-9]{1,5}[,\n ]{1,3})?(?:APO|FPO"
    r"|DPO),? A[AEP] [0-9]{5}(?![0-9])",
    re.IGNORECASE,
)
_APARTMENT = re.compile(
    r"(?:(?<![0-9A-Za-z.,/\-])[0-9]{1,6} )?(?:(?<![^\W_])[A-ZÀ-Þ][^\W\d_]*\.? "
    r"){0,4}(?:[0-9]{1,5}[,\n ]{1,3})?"
    r"(?<![A-Za-z])(?:Apt|Apartment)\.? ?#?[0-9]{1,5}[A-Za-z]?(?![0-9A-Za-z])" + _PLACE
)
_CONTINENTAL = re.compile(
    r"(?:(?<![0-9.,/\-])[0-9]{1,5} )?(?<![A-Za-z])(?:[A-ZÀ-Þ][^\W\d_]{2,20}(?:stra(?:ss|ß)"
    r"e|gasse|platz|weg|gatan?|vägen|vej|veien|laan|straat|katu)"
    r"|(?:Rue|Rua|Via|Viale|Piazza|Boulevard|ul\.)(?: [^\W\d_]+){1,4}) "
    r"[0-9]{1,4}[A-Za-z]?(?![0-9A-Za-z])"
)
_CITY = re.compile(rf"(?<![A-Za-z]){_TOWN},? {_STATE},? {_ZIP}")
_ZIP_LABELLED = re.compile(
    rf"(?:\b(?:zip|postal) ?code|\bZIP|\bpostcode)[ :=]{{0,3}}(?:is )?({_ZIP}|{_POSTCODE}|"
    r"[0-9]{3,5}(?: [0-9]{2}| [A-Z]{2})?(?![0-9A-Za-z]))",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?<![A-Za-z])(?:(?:home|mailing|my|our|new|street|postal|billing|current|the) "
    r"address|address|I live (?:at|on)|living at|"
    r"lives? (?:at|on)|reside at|moved to)(?: is| are)?(?: ?:)? {1,5}"
    r"((?:[A-Za-zÀ-ÿ']{1,14} ){0,3}[0-9][^\n\ue000?!;]{3,80}(?:\n "
    r"?[A-Z0-9][^\n\ue000?!;.]{1,24}(?=\n|$)){0,4})",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:a|an|the|my|down|up|on|in|per|day|days|week|weeks|month|months|year|years|mile"
    r"|miles|minute|minutes|hour|"
    r"hours|block|blocks|times|pills?|tablets?|mg|steps|people|men|women|kids|cars|along"
    r"|across|from|and|or|for|"
    r"January|February|March|April|May|June|July|August|September|October|November"
    r"|December|mins?|km|feet|ft|yards)\b",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    hits = list(_shaped(text))
    yield from hits
    for found in _LABELLED.finditer(text):
        start, end = found.start(1), found.start(1) + len(_stretch(found.group(1)))
        if not any(hit.start < end and start < hit.end for hit in hits):
            yield Hit(start, end, Weight.LOOSE)


def _shaped(text: str) -> Iterator[Hit]:
    for found in _STREET.finditer(text):
        if not _NO_NAME.search(found.group("name").removeprefix("the ")):
            yield Hit(*found.span())
    for found in _LOWER.finditer(text):
        if not _NO_NAME.search(found.group("name")):
            yield Hit(found.start(), _lower_end(found))
    yield from hits_of(text, _BOX, _CITY, _MILITARY, _APARTMENT, _CONTINENTAL)
    yield from hits_of(text, _ZIP_LABELLED, group=1)


def _lower_end(found: re.Match[str]) -> int:
    """The end of a street in small letters: words after it count only before a code."""
    if found.group()[-5:].isdigit():
        return found.end()
    alone = _LOWER_ALONE.match(found.string, found.end("name"))
    return alone.end() if alone else found.end()


def _stretch(text: str) -> str:
    """An address after its label, up to the end of its sentence."""
    return re.split(
        r"(?<=[a-z0-9]{3})\.(?= |$)| (?:and|but|so|because|my|I|please|last|since|with|where"
        r"|when|for|if) ",
        text,
        maxsplit=1,
    )[0].rstrip(" .,")


IDENTIFIER = Identifier(
    type=IdentifierType.ADDRESS,
    find=_find,
    caught={
        "en": (
            "I live at «742 Evergreen Terrace, Springfield, IL 62704»",
            "send it to «1600 N Main St Apt 4B»",
            "home: «12 High Street, Leeds LS1 4AB»",
            "come to «123 oak street apt 5»",
            "«P.O. Box 123»",
            "my zip code is «90210»",
        ),
        "es": ("vivo en «350 Fifth Avenue, New York, NY 10118»",),
        "ko": ("집은 «55 Maple Road»예요",),
    },
    left_alone={
        "en": (
            "I walk 3 miles down the road",
            "2 pills a day on the street",
            "on 12 March Dr Kim called",
            "vitamin B12 5MG daily",
            "what is the Main Street clinic",
        ),
        "es": ("camino 3 calles",),
        "ko": ("3 Way 밸브",),
    },
)
