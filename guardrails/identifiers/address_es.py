"""Spanish and Mexican addresses: calle, avenida, colonia, C.P."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight, hits_of

_KIND = (
    r"(?:c/|(?:calle|cl\.|avda\.?|avenida|av\.?|avd\.?|paseo|p[ºo°]\.|plaza|pza\.?|pl\."
    r"|camino|carretera|ctra\.?|ronda|traves[ií]a|"
    r"calzada|bulevar|boulevard|blvd\.?|privada|andador|cerrada|prolongaci[oó]n|circuito"
    r"|callej[oó]n|urbanizaci[oó]n|"
    r"urb\.|glorieta|rambla|calz\.)(?![^\W_]))"
)
_WORD = r"(?:[^\W\d_]+\.?|[0-9]{1,2} de)"
_NUMBER = (
    r"(?:,? ?(?:n[uú]mero|n[uú]m\.?|n[ºo°]\.?|no\.?|#)? ?#?[0-9]{1,5}(?:-[0-9]{1,4})?(?:[ "
    r"\-]?[A-Za-z](?![A-Za-z]))?|,? ?s/n(?![A-Za-z]))"
)
_FLOOR = (
    r"(?:,? ?(?:piso|puerta|pta\.?|planta|portal|esc(?:alera)?\.?|bajo|int(?:erior)?\.?"
    r"|depto\.?|departamento|apto\.?|"
    r"edificio|bloque|lote|mz\.?|manzana|local)(?![a-z])\.? ?(?:#? ?[0-9]{1,4}[°ºªa]?(?: "
    r"?[A-Za-z](?![A-Za-z]))?|[A-Z](?![A-Za-z]))?"
    r"|,? ?[0-9]{1,2} ?[°ºª] ?[A-Za-z]?(?![A-Za-z])(?: ?(?:izq|dcha|der|ctro)[a-z]*\.?)?)"
)
_AREA = (
    r"(?:,? ?(?i:colonia|col\.|fracc(?:ionamiento)?\.?|barrio|delegaci[oó]n|alcald[ií]a)"
    r"(?: (?:de|del|la|las|los|el)| [A-ZÁÉÍÓÚÑ][^\W\d_]+){1,5})"
)
_CODE = r"(?:,? ?(?:C\.? ?P\.?|c[oó]digo postal) ?:? ?[0-9]{5}(?![0-9])|,? [0-9]{5}(?![0-9]))"
_CITY = r"(?:,? [A-ZÁÉÍÓÚÑ][^\W\d_]+(?: (?:de |la |del )?[A-ZÁÉÍÓÚÑ][^\W\d_]+){0,2})"
_STREET = re.compile(
    rf"(?<![^\W_])(?P<kind>{_KIND}) ?(?P<name>(?:{_WORD} "
    rf"){{0,5}}?{_WORD}){_NUMBER}(?![0-9])(?P<unit> ?[^\W\d_]*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<![^\W_])(?:calle|avenida|av\.) [0-9]{1,3}(?: (?:sur|norte|oriente|poniente))? "
    r"?(?:#|n[uú]mero|n[ºo°]\.?|no\.) ?[0-9]{1,5}",
    re.IGNORECASE,
)
_REST = re.compile(rf"{_FLOOR}{{0,3}}", re.IGNORECASE)
_REST_AREA = re.compile(_AREA)
_REST_CODE = re.compile(rf"{_CODE}{_CITY}?|,{_CITY}{_CODE}?")
_POSTAL = re.compile(
    r"(?<![^\W_])(?:C\.? ?P\.?|c[oó]digo postal) ?:? ?(?:es(?: el)? )?([0-9]{5})(?![0-9])",
    re.IGNORECASE,
)
_COLONY = re.compile(
    r"(?:vivo|vivimos|reside|resido|domicilio)[^\n.]{0,40}?((?:colonia|col\.) "
    r"[A-ZÁÉÍÓÚÑ][^\W\d_]+(?: [A-ZÁÉÍÓÚÑ][^\W\d_]+){0,2})"
)
_LABELLED = re.compile(
    r"(?<![^\W_])(?:mi direcci[oó]n|direcci[oó]n|domicilio)(?: actual| postal| es| "
    r"es:)?(?: ?:)? ?([^\n\ue000?!;]{4,90})",
    re.IGNORECASE,
)
_DOUBTFUL = re.compile(
    r"camino|paseo|ronda|plaza|pl\.?|carretera|circuito|privada|cerrada|glorieta|andador"
    r"|rambla|prolongaci[oó]n",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:^| )(?:y|o|a|en|con|por|hace|me|se|mi|fue|tengo|durante|desde|unos|unas|cada"
    r"|veces|que|est[aá]|camin[eéoó]|como|tom[oóeé])(?: |$)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\.(?= [A-ZÁÉÍÓÚ]|$)| (?:y|pero|porque|mi|tengo) ")
_UNITS = re.compile(
    r" ?(?:veces|mg|ml|g|kg|d[ií]as?|horas?|minutos?|semanas?|meses|a[nñ]os?|km|metros?|m"
    r"|personas?|pastillas?|"
    r"tabletas?|cuadras?|vueltas?|pasos|kil[oó]metros?)",
    re.IGNORECASE,
)


def _find(text: str) -> Iterator[Hit]:
    for found in _STREET.finditer(text):
        if _is_street(found):
            yield Hit(found.start(), _whole(text, found.start("unit")))
    for found in _NUMBERED.finditer(text):
        yield Hit(found.start(), _whole(text, found.end()))
    yield from hits_of(text, _POSTAL, _COLONY, group=1)
    for found in _LABELLED.finditer(text):
        stretch = _ENDS.split(found.group(1), maxsplit=1)[0].rstrip(" .,")
        if any(map(str.isdigit, stretch)):
            yield Hit(found.start(1), found.start(1) + len(stretch), Weight.LOOSE)


def _is_street(found: re.Match[str]) -> bool:
    """Whether it is no walk of thirty minutes ("camino unos 30 minutos")."""
    name, doubtful = found.group("name"), _DOUBTFUL.fullmatch(found.group("kind"))
    if _NO_NAME.search(name) or _UNITS.fullmatch(found.group("unit")):
        return False
    return not (doubtful and name.islower())


def _whole(text: str, end: int) -> int:
    """The end of an address whose street and number end at `end`: floor, district, code."""
    for part in (_REST, _REST_AREA, _REST_CODE):
        found = part.match(text, end)
        end = found.end() if found else end
    return end


IDENTIFIER = Identifier(
    type=IdentifierType.ADDRESS,
    find=_find,
    caught={
        "es": (
            "vivo en «calle Mayor 12, 3º B, 28013 Madrid»",
            "mi casa: «C/ Gran Vía, nº 45»",
            "«Avenida de la Constitución 8», gracias",
            "estoy en «Av. Insurgentes Sur 1234, colonia Del Valle, C.P. 03100»",
            "«Paseo de la Reforma #222, int. 4»",
            "código postal «28013»",
        ),
        "en": ("my mother lives at «calle Mayor 12»",),
        "ko": ("주소는 «calle Mayor 12»예요",),
    },
    left_alone={
        "es": (
            "me caí en la calle 3 veces",
            "paseo 30 minutos",
            "camino 2 horas al día",
            "salgo a la calle y camino 20 minutos",
            "uso agua de colonia",
            "ronda los 38",
            "plaza para 2 personas",
        ),
        "en": ("a street with 3 lanes",),
        "ko": ("길 2개",),
    },
)
