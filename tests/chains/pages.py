"""Two small topics in three languages, as staff would write them."""

# ruff: noqa: E501 - a page is written a paragraph a line

from pathlib import Path

FRONT = """---
title: {title}
purpose: What it is and what people can do about it.
owner: Test clinic
sources:
  - {{name: "A public source", url: "https://example.org/", seen_on: 2026-01-10, facts: "all"}}
review_by: 2099-01-01
review: {{clinical: none, language: none}}
aliases: [{alias}]
codes: {{icd10: [J45]}}
---
"""

ASTHMA_EN = (
    FRONT.format(title="Asthma", alias="wheezing illness")
    + """## What asthma is {#what}
### easy
Asthma makes the air tubes narrow. Then breathing is hard work. Most people can live well with it.
### standard
Asthma is a long-term illness of the airways. The airways swell and become narrow. With good care most people live well.
### asked as
- what is asthma
- what does asthma mean
- asthma in plain words
## How asthma is treated {#care}
### easy
Most people with asthma use an inhaler. A control inhaler calms the air tubes. The care team picks what fits each person.
### asked as
- how is asthma treated
- asthma treatment
- what helps with asthma
## Asthma checks where you live {#checks country=KR}
### easy
In Korea a breathing test for asthma is offered once a year. The clinic near home can do the test. It takes about 10 minutes.
### asked as
- asthma checks where i live
- breathing test for asthma each year
- asthma check every year
## Asthma checks where you live {#checks country=US}
### easy
In the United States the plan decides who pays for an asthma breathing test. Many clinics offer the test. It takes about 20 minutes.
### asked as
- asthma checks where i live
- breathing test for asthma each year
- asthma check every year
## When to get help for asthma {#help}
### now
- Breathing is so hard that the person cannot say a full sentence.
- The lips look blue or gray.
### today
- The inhaler is needed more often than usual.
### next visit
- There is no written action plan.
### asked as
- when is asthma an emergency
- when should people get help for asthma
- asthma warning signs
## Questions for your visit {#visit}
- Which inhaler is for every day?
- Can I have a written plan?
"""
)

SALT_EN = (
    FRONT.format(title="Eating less salt", alias="sodium")
    + """## What salt does {#what}
### easy
Salt holds water in the body. Too much salt can raise blood pressure. Bread and soup hold more salt than people think.
### asked as
- what does salt do
- is salt bad for people
- salt and blood pressure
## When to get help {#help}
### now
- There is strong pressure in the chest.
### today
- The legs swell a lot.
### next visit
- The food plan is hard to follow.
### asked as
- when to get help about salt
- salt warning signs
- swelling and salt
"""
)

ASTHMA_KO = (
    FRONT.format(title="천식", alias="기관지 천식")
    + """## 천식이란 {#what}
### easy
천식은 숨길이 좁아지는 병이에요. 그래서 숨쉬기가 힘들어져요. 잘 관리하면 대부분 잘 지내요.
### standard
천식은 오래가는 기도의 병이에요. 기도가 붓고 좁아져요. 잘 관리하면 대부분 잘 지내요.
### asked as
- 천식이 뭐예요
- 천식은 어떤 병이에요
- 천식 뜻
## 언제 도움을 받나요 {#help}
### now
- 숨이 차서 한 문장을 다 말하지 못해요.
### today
- 흡입기를 평소보다 자주 써요.
### next visit
- 글로 된 계획이 없어요.
### asked as
- 천식 언제 병원에 가요
- 천식 응급
- 천식 위험 신호
"""
)

ASTHMA_ES = (
    FRONT.format(title="Asma", alias="asma bronquial")
    + """## Qué es el asma {#what}
### easy
El asma hace que los tubos del aire se pongan estrechos. Entonces cuesta respirar. La mayoría de las personas vive bien con asma.
### asked as
- qué es el asma
- qué significa asma
- asma en palabras fáciles
## Cuándo pedir ayuda {#help}
### now
- La persona no puede decir una frase completa.
### today
- El inhalador se usa más que de costumbre.
### next visit
- No hay un plan escrito.
### asked as
- cuándo es urgente el asma
- señales de alarma del asma
- asma cuándo ir al hospital
"""
)

PAGES = {
    "en/asthma": ASTHMA_EN,
    "en/eating-less-salt": SALT_EN,
    "ko/asthma": ASTHMA_KO,
    "es/asthma": ASTHMA_ES,
}


def write_pages(folder: Path, pages: dict[str, str] = PAGES) -> Path:
    """`topics/<lang>/<slug>.md` below a knowledge folder, which is given back."""
    for name, text in pages.items():
        path = folder / "topics" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
