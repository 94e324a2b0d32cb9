"""Published readability formulas, as arithmetic on counts. Every count is at least one."""

_DALE_CHALL_GRADES = ((4.95, 4.0), (5.95, 5.5), (6.95, 7.5), (7.95, 9.5), (8.95, 11.5), (9.95, 14.0))
_COLLEGE_GRADUATE = 16.0


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """US grade: 0.39·words/sentences + 11.8·syllables/words − 15.59.

    J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, "Derivation of new
    readability formulas for Navy enlisted personnel", Research Branch Report 8-75, 1975.
    """
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def coleman_liau(words: int, sentences: int, letters: int) -> float:
    """US grade: 0.0588·L − 0.296·S − 15.8, L letters and S sentences in 100 words.

    M. Coleman and T. L. Liau, "A computer readability formula designed for machine scoring",
    Journal of Applied Psychology 60, 1975.
    """
    return 0.0588 * 100 * letters / words - 0.296 * 100 * sentences / words - 15.8


def dale_chall_raw(words: int, sentences: int, unfamiliar: int) -> float:
    """Raw score: 0.1579·(% unfamiliar) + 0.0496·words/sentences, + 3.6365 above 5 %.

    E. Dale and J. S. Chall, "A formula for predicting readability", Educational Research
    Bulletin 27, 1948.
    """
    share = 100 * unfamiliar / words
    raw = 0.1579 * share + 0.0496 * words / sentences
    return raw + 3.6365 if share > 5 else raw


def dale_chall(words: int, sentences: int, unfamiliar: int) -> float:
    """US grade: the middle of the band that the published table gives the raw score.

    4.9 and below: grade 4 and below · 5.0–5.9: 5–6 · 6.0–6.9: 7–8 · 7.0–7.9: 9–10 ·
    8.0–8.9: 11–12 · 9.0–9.9: 13–15 · 10 and above: 16. The table has one decimal, so the raw
    score is rounded to one.
    """
    raw = dale_chall_raw(words, sentences, unfamiliar)
    for limit, grade in _DALE_CHALL_GRADES:
        if raw < limit:
            return grade
    return _COLLEGE_GRADUATE


def szigriszt_pazos(words: int, sentences: int, syllables: int) -> float:
    """Perspicuity, higher is easier: 206.835 − 62.3·syllables/words − words/sentences.

    F. Szigriszt Pazos, "Sistemas predictivos de legilibilidad del mensaje escrito", thesis,
    Universidad Complutense de Madrid, 1993; read on the INFLESZ scale of I. M. Barrio-Cantalejo
    et al., Anales del Sistema Sanitario de Navarra 31, 2008.
    """
    return 206.835 - 62.3 * syllables / words - words / sentences
