"""Names that are introduced as such in English; names alone are left."""

import re
from collections.abc import Iterator
from functools import cache

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType
from guardrails.identifiers.name_lists import fold, latin, name_words
from guardrails.identifiers.names import again, named

_INTRODUCED = (
    r"\b(?:my|his|her|their|our|whose|patient's|patient|(?:{relation})'?s?) (?:(?:full"
    r"|first|last|legal|given|maiden|real|nick) ?)?"
    r"name(?: is| was|'s|:| =) ?(?:is )?",
    r"\b(?:i am called|i'm called|(?:every(?:one|body)|they|people|friends) calls? me"
    r"|call me(?-i:(?= [A-Z]))|(?:is|was) called(?-i:(?= [A-Z])))[ :]",
    r"(?:\bname's|(?:^|[\n.,]) ?signed,?) (?-i:(?=[A-Z]))",
    r"(?:^|[\n,;.>]) ?(?:(?:full |patient |first |last |caregiver |guardian |parent "
    r"|contact |doctor )?name|patient|caregiver|"
    r"guardian|emergency contact|next of kin|signed|attending|physician)(?: ?[:=]| -) ?",
    r"\bname\? {0,2}\n?(?:user: )?(?-i:(?=[A-Z]))",
    r"\b(?:i am|i'm|im|this is|it's|it is|ask for|speak to|see|with|by|from|hi|hello|dear)? ?"
    r"(?:mr|mrs|ms|mx|dr|prof)(?:\. {0,3}| )(?-i:(?=[A-Z]))",
    r"\b(?:doctor|professor|nurse|miss|mister|madam|sister|dr\.?|mr\.?|mrs\.?|ms\.?) "
    r"(?-i:(?=[A-Z]))",
)
_KNOWN = r"(?<![^\W_])(?:dr|doctor|mr|mrs|ms|miss|nurse|prof)\.? (?-i:(?=[a-z]))"
_RELATED = (
    r"\b(?:my|our|his|her) (?:[a-z0-9\-]+ ){{0,4}}?(?:{relation})(?:,? (?:named|called|is "
    r"called|is named)|,)? ",
    r"\b(?:this is|i'm|i am|im|it's|it is|on behalf of|patient|contact|(?:patient|man"
    r"|woman|girl|boy|baby) named|hi|hello),? (?:called )?",
)
_SPEAKING = r"\b(?:this is|it's|it is) (?=[^\n.,]{2,40} (?:speaking|calling|here|again|from)\b)"
_GIVING = re.compile(
    r"\b(?:gave|give|giving|given|gives|gets|get|got|put|feed|fed|offer(?:ed)?|buy|bought)"
    r"\b[^.!?\n]{0,20}$",
    re.I,
)
_HERE = re.compile(r"(?:^|[.!?\n] ?)([A-Z][a-z]+(?: [A-Z][a-z]+)?) here\b")
_SIGNED = re.compile(
    r"(?:regards|sincerely|thanks(?: so much| a lot)?|thank you|best(?: wishes)?|cheers"
    r"|yours truly)[,.!]* ?(?:\n+ ?|(?<=,) ?)"
    r"(?-i:(?=[A-Z]))(?=[^\n]{2,41}\s*$)",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    relation = "|".join(name_words("en").relations)
    introduced = "|".join(part.replace("{relation}", relation) for part in _INTRODUCED)
    related = "|".join(part.format(relation=relation) for part in _RELATED)
    return (
        re.compile(introduced, re.IGNORECASE),
        re.compile(related, re.IGNORECASE),
        re.compile(_KNOWN, re.IGNORECASE),
        re.compile(_SPEAKING, re.IGNORECASE),
    )


def _find(text: str) -> Iterator[Hit]:
    return again(text, list(_introduced(text)))


def _introduced(text: str) -> Iterator[Hit]:
    introduced, related, known, speaking = _patterns()
    yield from (hit for _, hit in named(text, introduced, _SIGNED, introduced=True))
    yield from (hit for _, hit in named(text, speaking, introduced=False))
    for found, hit in named(text, related, introduced=False, most=4):
        if _is_person(text, found, hit):
            yield hit
    for _, hit in named(text, known, introduced=False, most=3):
        if hit.end - hit.start > 2:  # "doctor ho"
            yield hit
    for found in _HERE.finditer(text):
        if fold(found.group(1).split()[0]) in latin().given:
            yield Hit(*found.span(1))


def _is_person(text: str, found: re.Match[str], hit: Hit) -> bool:
    """After "my son" any unknown capital word is a name; after "I'm" a known one is needed."""
    words = [fold(word) for word in text[hit.start : hit.end].split()]
    if words[0] in latin().given and (len(words) > 1 or text[hit.start].isupper()):
        return True
    if found.group().lower().startswith(("my ", "our ", "his ", "her ")):
        return text[hit.start].isupper() and not _GIVING.search(text[: found.start()][-60:])
    return len(words) > 1 and text[hit.start].isupper() and words[0] not in latin().ordinary


IDENTIFIER = Identifier(
    type=IdentifierType.NAME,
    find=_find,
    numeric=False,
    caught={
        "en": (
            "my name is «John Smith» and I have a cough",
            "My name's «Priya Venkatesan».",
            "hi my name is «sarah connor»",
            "I'm Mr «Okafor», I need help",
            "Hello, I'm «Sarah». What is asthma?",
            "this is «Emily Watson» speaking",
            "my son «Minjun» has a rash",
            "my daughter is called «Zofia»",
            "Dr. «Patel» told me to rest",
            "Patient: «Jane Q. Public»",
            "Mrs. «O'Brien»'s appointment",
            "my wife's name is «Anh Nguyen»",
        ),
        "es": ("mi esposo: my name is «John Smith»",),
        "ko": ("안녕하세요, my name is «Minji Kim»",),
    },
    left_alone={
        "en": (
            "I'm Korean and I'm pregnant",
            "my mother has Parkinson disease",
            "my father's Parkinson is worse",
            "I gave my son Tylenol",
            "my name is not on the list",
            "this is Crohn disease",
            "I'm Type 2 diabetic",
            "the doctor told me to stop",
            "Down syndrome and Alzheimer",
            "my mom May need help Monday",
            "is this normal? I'm fine",
            "the drug's name is Lipitor",
        ),
        "es": ("tengo Parkinson",),
        "ko": ("저는 Korean이에요",),
    },
)
