"""Published readability formulas, as arithmetic on counts. Every count is at least one."""

from itertools import pairwise

# (raw score, grade) where one band of the published table ends and the next begins
_DALE_CHALL_EDGES = (
    (4.95, 4.5), (5.95, 6.5), (6.95, 8.5), (7.95, 10.5), (8.95, 12.5), (9.95, 15.5), (10.5, 16.0),
)  # fmt: skip
_FOURTH_OR_BELOW = 4.0
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
    """US grade: the published table of the raw score, even within its bands.

    4.9 and below: grade 4 and below · 5.0–5.9: 5–6 · 6.0–6.9: 7–8 · 7.0–7.9: 9–10 ·
    8.0–8.9: 11–12 · 9.0–9.9: 13–15 · 10 and above: 16. Within a band the grade rises evenly
    (5.0 gives 4.6, 5.9 gives 6.4), so that it rounds to the table's and two texts in one band
    can still be told apart.
    """
    raw = dale_chall_raw(words, sentences, unfamiliar)
    if raw < _DALE_CHALL_EDGES[0][0]:
        return _FOURTH_OR_BELOW
    for (low, grade), (high, next_grade) in pairwise(_DALE_CHALL_EDGES):
        if raw < high:
            return grade + (next_grade - grade) * (raw - low) / (high - low)
    return _COLLEGE_GRADUATE


def szigriszt_pazos(words: int, sentences: int, syllables: int) -> float:
    """Perspicuity, higher is easier: 206.835 − 62.3·syllables/words − words/sentences.

    F. Szigriszt Pazos, "Sistemas predictivos de legilibilidad del mensaje escrito", thesis,
    Universidad Complutense de Madrid, 1993; read on the INFLESZ scale of I. M. Barrio-Cantalejo
    et al., Anales del Sistema Sanitario de Navarra 31, 2008.
    """
    return 206.835 - 62.3 * syllables / words - words / sentences
