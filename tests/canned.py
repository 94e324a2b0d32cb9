"""Canned sentences for the fake assistant, in three languages."""

SAYINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "body": (
            "High blood pressure (hypertension) means that blood pushes too hard.",
            "Most people feel nothing at all.",
            "Over years it can hurt the heart, the brain and the kidneys.",
        ),
        "bullets": ("Eat less salt.", "Walk on most days.", "Take your tablets as agreed."),
        "warning": (
            "Call {n} now if you notice:",
            "Sudden weakness on one side of the body",
            "Pain or pressure in the chest",
        ),
        "contact": ("You can ask your clinic about this at your next visit.",),
        "danger": (
            "Call {n} now.",
            "Chest pain can be dangerous. Do not drive yourself.",
            "If you are in the hospital, press the call bell.",
        ),
        "title": ("High blood pressure", "What it is"),
    },
    "ko": {
        "body": (
            "고혈압은 피가 혈관을 너무 세게 미는 상태예요.",
            "대부분 아무것도 느끼지 못해요.",
            "오래되면 심장, 뇌, 콩팥이 다칠 수 있어요.",
        ),
        "bullets": ("싱겁게 드세요.", "거의 매일 걸으세요.", "약은 정한 대로 드세요."),
        "warning": (
            "이런 일이 있으면 바로 {n}에 전화하세요.",
            "몸 한쪽에 갑자기 힘이 빠져요",
            "가슴이 아프거나 눌리는 느낌이 들어요",
        ),
        "contact": ("다음 진료 때 다니시는 병원에 물어보세요.",),
        "danger": (
            "지금 바로 {n}에 전화하세요.",
            "가슴 통증은 위험할 수 있어요. 직접 운전하지 마세요.",
            "병원 안이시면 호출 벨을 누르세요.",
        ),
        "title": ("고혈압", "고혈압이란"),
    },
    "es": {
        "body": (
            "La presión alta (hipertensión) significa que la sangre empuja demasiado.",
            "La mayoría de las personas no nota nada.",
            "Con los años puede dañar el corazón, el cerebro y los riñones.",
        ),
        "bullets": (
            "Coma con menos sal.",
            "Camine casi todos los días.",
            "Tome sus pastillas como acordó.",
        ),
        "warning": (
            "Llame ya al {n} si nota:",
            "Debilidad de pronto en un lado del cuerpo",
            "Dolor o presión en el pecho",
        ),
        "contact": ("Puede preguntar en su centro en la próxima visita.",),
        "danger": (
            "Llame ya al {n}.",
            "El dolor de pecho puede ser peligroso. No conduzca.",
            "Si está en el hospital, pulse el timbre.",
        ),
        "title": ("Presión alta", "Qué es"),
    },
}
