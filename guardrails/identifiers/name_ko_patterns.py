"""Where names stand in Korean: after "제 이름은", before 님, beside a relation."""

import re
from functools import cache

from guardrails.identifiers.name_lists import name_words

_COPULA = (
    r"(?:이)?(?:라고|입니다|이에요|에요|예요|이예요|이고|인데|이야|이요|입니당|임|이십니다"
    r"|이세요|세요|이신|라는|이란|라 ?합니다|이며|이랍니다|랍니다|구요|고요|인데요"
    r"|이거든요|거든요|요(?![가-힣]))"
)
_PARTICLE = (
    r"(?:이|가|은|는|을|를|도|의|에게|한테|와|과|랑|하고|께서|님|씨|께|야|아|만|부터|으로|로)"
)
_END = rf"(?={_COPULA}|{_PARTICLE}(?![가-힣])|{_PARTICLE}(?:서|는|도)(?![가-힣])|[^가-힣]|$)"
_SELF = r"(?<![가-힣])(?:저는|나는|전|난|제가|내가|저|저희는)"
_GREETED = r"(?:안녕하세요|안녕하십니까|안녕하세여|수고하십니다|반갑습니다)[,.!~]* ?"
_OWNER = (
    r"(?:제|내|저의|나의|저희|우리|본인|환자|보호자|아이|아기|애|그분|신청자|예약자|간병인"
    r"|{relation})(?:의|분|님)? ?"
)
_LATIN = r"[A-Za-zÀ-ÿ]"
VALUE = re.compile(
    rf"(?P<one>[가-힣]{{2,6}}?)(?: (?P<two>[가-힣]{{1,6}}?))?(?={_COPULA}(?![가-힣]{{3}})"
    rf"|[^가-힣]|$)"
)
LATIN_SELF = re.compile(rf"(?:{_SELF} ?|{_GREETED}(?:저는 |전 )?)(?={_LATIN})")
LATIN_END = re.compile(r" ?(?:입니다|이에요|예요|이라고|라고|인데|이고|님|씨|교수|선생)")


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Rule name → pattern; those that hold the name itself call the group `name`."""
    words = name_words("ko")
    singles = "".join(sorted(name for name in words.surnames if len(name) == 1))
    doubles = "|".join(sorted(name for name in words.surnames if len(name) > 1))
    given = "".join(sorted(words.syllables))
    full = rf"(?:[{singles}] ?[{given}]{{2}}|(?:{doubles}) ?[{given}]{{1,2}})"
    first = "|".join(sorted(words.given, key=len, reverse=True))
    relation = "|".join(words.relations)
    titled = "|".join(words.titled)
    owner = _OWNER.replace("{relation}", relation)
    titles = (
        r"(?:님|씨|선생|교수|원장|과장|박사|간호사|의사|약사|여사|어르신|할머니|할아버지"
        r"|어머니|아버지|환자|주치의|전문의|군(?![가-힣])|양(?![가-힣]))(?=님|께|이|가|은|는"
        r"|을|를|의|에게|한테|도|과|와|하|선생|[^가-힣]|$)"
    )
    sources = {
        # 제 이름은 …: anything that is no everyday word
        "named": rf"{owner}(?:이름|성함|성명|본명|실명)(?:(?:은|이|는) ?| ?[:=] ?)",
        "plainly": (
            rf"(?:^|[.,!?\n] ?|환자 |보호자 )(?:이름|성함|성명)(?:은|이|는)? "
            rf"(?P<name>{full}){_END}"
        ),
        "full": rf"{full}{_END}",
        "labelled": (
            r"(?:^|[\s,;(])(?:환자 ?명|환자 ?이름|보호자 ?명|보호자|환자|성명|성함|이름|대리인"
            r"|수진자|예약자|신청자|담당의|주치의|담당 ?의사) ?[:=] ?"
        ),
        "called": (
            rf"(?:{_SELF} |{_GREETED}(?:저는 |전 )?)(?P<name>[가-힣]{{2,7}}?(?: [가-힣]{{2,7}}?)?)"
            rf"(?:이)?라고 ?(?:합니다|해요|하는데|하고|합니당|불러|부르|부릅|하는|한다|해여|함)"
        ),
        "self": (
            rf"(?:{_SELF} ?|{_GREETED}|(?:^|[.!?\n]) ?|보호자 |환자 |엄마 |아빠 |딸 |아들 |담당자 )"
            rf"(?P<name>{full})(?={_COPULA}(?![가-힣]{{3}}))"
        ),
        "given": (
            rf"(?:{_SELF} ?|{_GREETED})(?P<name>{first})(?=(?:입니다|이에요|예요|이예요|인데요"
            rf"|라고))"
        ),
        "beside": (
            rf"(?<![가-힣])(?:보호자|환자|대리인|주치의|담당의|간병인|{relation})"
            rf"(?:인|은|는|이)?[ (](?P<name>{full}){_END}"
        ),
        "signed": (
            rf"(?:(?i:my name is|i am|i'm|me llamo|soy|mi nombre es) (?P<name>{full})(?![가-힣]))"
        ),
        "closing": rf"(?<![가-힣])(?P<name>{full}) ?(?:드림|올림|배상)(?![가-힣])",
        "titled": rf"(?<![가-힣])(?P<name>{full}) ?{titles}",
        "surname": (
            rf"(?<![가-힣])(?P<name>{titled}) ?(?:교수|원장|과장|박사|간호사|선생|의사 ?선생)"
            rf"님?(?![가-힣]*(?:실|과|의학))"
        ),
        "first": (
            rf"(?<![가-힣])(?:{relation}) (?P<name>{first})(?=이?(?:가|는|를|도|랑|한테|에게|의|네"
            rf"|와|야)(?![가-힣])|이?(?:한테|랑)|은 |이 |[,.!? ]|$)"
        ),
        "mister": rf"(?<![가-힣])(?P<name>{first}) ?씨(?=[가는도를의께와랑에 ,.!?]|한테|$)",
        "shaped": (
            rf"(?<![가-힣])(?:{relation}) (?P<name>[{given}]{{2}})(?=이(?:가|는|를|도|랑|한테|에게"
            rf"|와|의|네)(?![가-힣]))"
        ),
    }
    return {name: re.compile(source) for name, source in sources.items()}
