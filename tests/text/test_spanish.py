import pytest

from text.spanish import syllables

# Divided by hand; the count is the number of parts.
WORDS = """
sal pan pie rey muy buey Dios bien fue vio guion truhan sol mes tos
a-gua sue-ño pei-ne cau-sa deu-da vein-te tie-ne cua-tro cie-lo lue-go nue-vo dia-rio ju-nio
dí-a tí-o rí-o pa-ís ma-íz ba-úl ra-íz re-ír frí-o o-ír ca-í fre-ír le-í-do
ca-er le-er po-e-ta te-a-tro ca-os hé-ro-e cre-er pe-or a-é-re-o lí-ne-a i-dó-ne-o o-a-sis
ahu-mar prohi-bir bú-ho a-ho-ra ve-hí-cu-lo al-co-hol mo-ho za-na-ho-ria co-he-te al-ba-ha-ca
que-so quin-ce gui-so gue-rra pin-güi-no ver-güen-za a-gui-la ci-güe-ña qui-tar blo-que
U-ru-guay Pa-ra-guay es-toy hay ley con-voy vi-rrey jer-sey
yo-do yer-no ma-yo a-yu-da in-yec-ción ra-yos pro-yec-to tra-yec-to y e-llos a-yu-nas
a-ve-ri-güéis es-tu-diáis cam-biáis a-so-ciéis des-pre-ciéis
con-for-tá-bais pa-ra-no-ia ma-í-ces o-í-ais cre-í-ais re-í-a ha-cí-ais
cons-truir cuí-da-te ruin rui-do ciu-dad viu-da je-sui-ta hui-da
an-ti-in-fla-ma-to-rio con-tra-in-di-ca-do au-to-in-mu-ne re-in-te-grar
co-in-fec-ción in-tra-u-te-ri-no
pre-in-far-to rei-na rei-no re-gla pre-gun-ta coi-ne au-to-ri-zar con-tra-to bio-lo-gí-a
me-di-ci-na pas-ti-lla pre-sión ar-te-rial co-ra-zón san-gre a-zú-car ri-ñón hí-ga-do pul-món
hi-per-ten-sión dia-be-tes in-su-li-na co-les-te-rol an-ti-bió-ti-co va-cu-na fie-bre do-lor
ca-be-za es-tó-ma-go far-ma-céu-ti-co en-fer-me-ra hos-pi-tal ur-gen-cias trans-plan-te
obs-tá-cu-lo abs-trac-to ins-tru-men-to ist-mo ex-a-men ac-ción per-fec-ción in-nu-me-ra-ble
mur-cié-la-go au-rí-cu-la neu-mo-ní-a quie-re si-guien-te se-mi-in-ter-no
chi-i-ta lim-pia-ú-ñas por-tu-gués e-xa-men te-xto dis-tra-í-do psi-co-lo-gí-a mné-si-co
"""


@pytest.mark.parametrize("divided", WORDS.split())
def test_a_word_has_as_many_syllables_as_a_hand_divides_it_into(divided: str) -> None:
    assert syllables(divided.replace("-", "")) == divided.count("-") + 1


def test_there_are_enough_words_to_trust() -> None:
    assert len(set(WORDS.split())) >= 170


@pytest.mark.parametrize(
    ("word", "count"), [("", 2), ("120/80", 2), ("mg", 1), ("Ñandú", 2), ("한", 1)]
)
def test_anything_may_be_asked(word: str, count: int) -> None:
    assert syllables(word) == count
