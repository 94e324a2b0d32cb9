"""Names that are introduced as such in Spanish."""

import re
from collections.abc import Iterator
from functools import cache

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType
from guardrails.identifiers.name_lists import fold, latin, name_words
from guardrails.identifiers.names import again, named

_INTRODUCED = (
    r"(?<![^\W_])(?:me llamo|(?:{relation}|paciente|se[ñn]ora?|niñ[oa]|doctora?|persona)"
    r"(?: (?:mayor|menor|chic[oa]|que))? se llama|(?:mi|su) nombre(?: completo)?(?: es|:)"
    r"|mis apellidos son|mi apellido es) ",
    r"(?:^|[\n,;.]) ?(?:nombre(?: completo| del paciente| y apellidos?)?|apellidos?"
    r"|paciente|cuidador(?:a)?|familiar|"
    r"m[eé]dic[oa](?: responsable)?|remitido por|firmado|contacto) ?[:=] ?(?:(?:dr|dra|d"
    r"|sr|sra)\.? )?",
    r"(?<![^\W_])(?:se[ñn]ora?|se[ñn]orita|sr\.?|sra\.?|srta\.?|don|do[ñn]a|d[ªa]\."
    r"|doctora?|dra?\.?|enfermer[oa]|licenciad[oa]|lic\.) {1,3}"
    r"(?-i:(?=[A-ZÁÉÍÓÚÑ]))",
    r"(?<![^\W_])(?:le (?:habla|saluda|escribe)|les habla|te habla|de parte de|a nombre de"
    r"|aqu[ií]) (?-i:(?=[A-ZÁÉÍÓÚÑ]))",
)
_RELATED = (
    r"(?<![^\W_])(?:mi|mis|nuestr[oa]|su) (?:[a-zñáéíóú]+ )?(?:{relation})(?: (?:de "
    r"[0-9]{{1,2}} a[ñn]os|llamad[oa]|menor|mayor))?,? ",
    r"(?<![^\W_])(?:se llaman?|(?:yo )?soy|hola,? soy|habla|paciente|hola),? (?:el |la )?",
)
_KNOWN = r"(?<![^\W_])(?:se[ñn]ora?|sra?\.?|doctora?|dra?\.?|don|do[ñn]a) (?-i:(?=[a-zñ]))"
_GIVING = re.compile(
    r"(?<![^\W_])(?:di|d[ií]|doy|dar(?:le)?|dado|dando|dimos|damos|pon(?:er|go)(?:le)?"
    r"|puse|toma|compr[eé])(?![^\W_])[^.!?\n]{0,20}$",
    re.I,
)
_ALONE = re.compile(r" ?(?:[,.!]|$|\n)")  # "Soy Lupita, …"
_KIND_OF = re.compile(
    r".*(?:ic[oa]|an[oa]|ns[oa]|es|esa|os[oa]|en[oa]|[ai]d[oa]|ista|ante|ent[ea]|tor|tora)$"
)
_SIGNED = re.compile(
    r"(?:atte\.? ?|gracias|saludos|atentamente|un (?:cordial )?saludo|cordialmente)[,.!]* ?(?:\n+ ?"
    r"|(?<=,) ?|(?<=atte\. )|(?<=atte ))(?-i:(?=[A-ZÁÉÍÓÚÑ]))(?=[^\n]{2,41}\s*$)",
    re.IGNORECASE,
)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    relation = "|".join(name_words("es").relations)
    related = "|".join(part.format(relation=relation) for part in _RELATED)
    return (
        re.compile("|".join(_INTRODUCED).replace("{relation}", relation), re.IGNORECASE),
        re.compile(related, re.IGNORECASE),
        re.compile(_KNOWN, re.IGNORECASE),
    )


def _find(text: str) -> Iterator[Hit]:
    return again(text, list(_introduced(text)))


def _introduced(text: str) -> Iterator[Hit]:
    introduced, related, known = _patterns()
    yield from (hit for _, hit in named(text, introduced, _SIGNED, introduced=True))
    for found, hit in named(text, related, introduced=False, most=4):
        if _is_person(text, found, hit):
            yield hit
    for _, hit in named(text, known, introduced=False, most=3):
        if hit.end - hit.start > 2:
            yield hit


def _is_person(text: str, found: re.Match[str], hit: Hit) -> bool:
    words = [fold(word) for word in text[hit.start : hit.end].split()]
    if words[0] in latin().given and (len(words) > 1 or text[hit.start].isupper()):
        return True
    if found.group().lower().startswith(("mi", "nuestr", "su ")):
        return text[hit.start].isupper() and not _GIVING.search(text[: found.start()][-60:])
    if found.group().lower().startswith("se llama"):  # medicines are called something too
        return False
    if not text[hit.start].isupper():
        return False
    return len(words) > 1 or (
        _ALONE.match(text, hit.end) is not None and not _KIND_OF.match(words[0])
    )


IDENTIFIER = Identifier(
    type=IdentifierType.NAME,
    find=_find,
    numeric=False,
    caught={
        "es": (
            "me llamo «María López» y tengo tos",
            "mi nombre es «José Luis de la Cruz», gracias",
            "soy la señora «Gutiérrez»",
            "hola, soy «Ana»",
            "me llamo «maria lopez garcia»",
            "mi hijo «Mateo» tiene fiebre",
            "la doctora «Ramírez» me dijo",
            "le habla «Pedro Núñez»",
            "paciente: «Lucía Fernández»",
        ),
        "en": ("hello, me llamo «Ana García»",),
        "ko": ("안녕하세요, me llamo «Ana García»",),
    },
    left_alone={
        "es": (
            "me llamo la atención que duela",
            "soy diabético y mexicano",
            "soy Testigo de Jehová",
            "mi madre tiene Parkinson",
            "le di a mi hijo Dalsy",
            "la doctora me dijo que no",
            "mi hijo de 3 años",
            "tengo Crohn",
            "mi padre Alzheimer avanzado",
        ),
        "en": ("soy milk is fine",),
        "ko": ("soy 두유",),
    },
)
