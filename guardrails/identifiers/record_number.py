"""Numbers of a hospital's records: chart, patient, visit, specimen, prescription."""

import re
from collections.abc import Iterator

from guardrails.identifiers.identifier import Hit, Identifier, IdentifierType, Weight
from guardrails.identifiers.phones import only_digits

_LABEL = (
    r"(?:(?<!사업자)(?<!사업자 )(?<!주민)(?<!주민 )(?<!외국인)(?<!외국인 )(?<!차량)등록 ?번호|"
    r"차트 ?(?:번호|넘버)|챠트 ?번호|환자 ?(?:등록)? ?번호|병록 ?번호|병력 ?번호|진료 "
    r"?(?:기록)? ?번호|진찰권 ?번호|"
    r"진료 ?카드 ?번호|의무 ?기록 ?번호|병원 ?번호|접수 ?번호|예약 ?번호|검체 ?번호"
    r"|처방전? ?(?:교부)? ?번호|영수증 ?번호|수진자 ?번호"
    r"|(?<![A-Za-z])(?:MRN|EMR|EHR|medical record|hospital record|health record|chart"
    r"|patient|hospital|case|"
    r"encounter|accession|specimen|visit|admission|account|prescription|rx|referral|claim)"
    r" ?(?:number|no\.?|num\.?|#|id|ID number|record number)"
    r"|(?<![A-Za-z])(?:MRN|NHC|HC|nhc)(?![A-Za-z])"
    r"|(?<![A-Za-z])(?:historia(?: cl[ií]nica)?|expediente(?: cl[ií]nico)?|n[uú]mero de "
    r"(?:historia|paciente|"
    r"expediente|episodio|registro|folio|receta|cita)(?: cl[ií]nica)?|n[ºo°]\.? de "
    r"(?:historia|paciente|expediente|"
    r"episodio)(?: cl[ií]nica)?|folio|episodio|id de paciente|c[oó]digo de paciente"
    r"|registro hospitalario)"
    r"(?: ?(?:n[uú]mero|n[ºo°]\.?|num\.?|#))?)"
)
_JOINED = r"[ :=#.\-]{0,4}(?:(?:은|는|이|가|is|was|es(?: el)?|era|number|n[uú]mero) ?[:#]? ?)?"
_LABELLED = re.compile(
    rf"{_LABEL}({_JOINED})([A-Z]{{0,4}}[ \-]?[0-9][A-Z0-9]{{0,14}}(?:[\-/][A-Z0-9]{{1,8}}){{0,3}})"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DATE = re.compile(r"[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}")


def _find(text: str) -> Iterator[Hit]:
    for found in _LABELLED.finditer(text):
        number = found.group(2)
        if _DATE.fullmatch(number):
            continue
        if len(only_digits(number)) > 4 or (
            len(only_digits(number)) > 2 and not _YEAR.fullmatch(number)
        ):
            yield Hit(*found.span(2), Weight.LABELLED)


IDENTIFIER = Identifier(
    type=IdentifierType.RECORD_NUMBER,
    find=_find,
    caught={
        "ko": (
            "등록번호 «12345678»입니다",
            "차트번호는 «A-20394»예요",
            "제 환자번호: «00981234»",
            "의무기록번호 «MR2023-4456»",
        ),
        "en": (
            "MRN «0045678»",
            "my medical record number is «A123456»",
            "patient ID: «88-44521»",
            "chart #«55671»",
        ),
        "es": (
            "historia clínica «445566»",
            "mi número de expediente es «2023/4456»",
            "NHC: «778812»",
            "n.º de historia clínica 99887".replace("n.º", "nº").replace("99887", "«99887»"),
        ),
    },
    left_alone={
        "ko": ("차트번호가 뭐예요?", "등록번호는 어디서 봐요 2024년에"),
        "en": ("patient number 2 in the queue", "case of 2 beers", "my chart 2023"),
        "es": ("historia de 20 años", "historia clínica 2020", "episodio de 3 días"),
    },
)
