import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.korean import is_basic
from text.words import lines

EVERYDAY = """
혈압이 높으면 심장이 힘들어요 소금을 줄이고 매일 걸으세요 약은 빠뜨리지 말고 드세요
가슴이 아프거나 숨이 차면 바로 119에 전화하세요 어지러우면 잠깐 앉아서 쉬세요
간호사에게 물어보세요 적어 두었다가 여쭤보세요 나아도 끊으면 마셔도 떨어졌어요
부었어요 발라 추워서 떨려요 걸렸어요 도와주실 몰라요 들어 보세요 커졌어요 30분 8시에
5mg 병원에서는 의사가 가족과 아이들도 괜찮으면 빨간 하얘요 어떻게 그래요
"""
STRANGE = """
항응고제 투여 출혈성 합병증 인지하고 정기적인 급성기 관상동맥 폐색 즉각적인 재관류
요법 예후를 침습적 보고되어진다
"""


@pytest.mark.parametrize("eojeol", EVERYDAY.split())
def test_everyday_words_are_known_in_every_form(eojeol: str) -> None:
    assert is_basic(eojeol)


@pytest.mark.parametrize("eojeol", STRANGE.split())
def test_learned_words_are_not(eojeol: str) -> None:
    assert not is_basic(eojeol)


def test_the_list_is_as_long_as_the_docs_say() -> None:
    listed = {
        word.split("/")[0]
        for name in ("basic_ko_nouns.txt", "basic_ko_verbs.txt")
        for line in lines(name)
        for word in line.split()
    }
    assert len(listed) >= 1_900


@given(st.text(max_size=20))
def test_any_eojeol_may_be_asked(eojeol: str) -> None:
    assert is_basic(eojeol) in (True, False)
