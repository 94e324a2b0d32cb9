"""What the check says, in other languages: whole, with the same fields, and English untouched."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from corpus.faults import Fault
from corpus.telling import told, translations
from corpus.topics import topic_of
from domain.errors import KnowledgeError
from domain.phrases import phrase
from settings import ROOT
from tests.corpus.test_check import SOUND, page_faults

LANGUAGES = sorted(file.stem for file in (ROOT / "corpus" / "told").glob("*.toml"))
CODE = [
    ast.parse(file.read_text(encoding="utf-8"))
    for room in ("domain", "corpus", "staff")
    for file in sorted((ROOT / room).rglob("*.py"))
]


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """The calls of functions with these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def templates() -> dict[str, set[str]]:
    """Every template of the code, and the values that are given to it."""
    found: dict[str, set[str]] = {}
    for call in (one for tree in CODE for one in calls(tree, "phrase")):
        (template,) = call.args
        assert isinstance(template, ast.Constant), f"no plain text: {ast.unparse(call)}"
        found[str(template.value)] = {str(given.arg) for given in call.keywords}
    return found


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def own_words(template: str) -> str:
    """What stands outside the fields."""
    return "".join(text for text, _, _, _ in Formatter().parse(template))


def bare(node: ast.AST) -> Iterator[ast.AST]:
    """Texts that are no phrases."""
    if isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    ):
        yield node
    elif not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        for child in ast.iter_child_nodes(node):
            yield from bare(child)


def untellable(tree: ast.AST) -> Iterator[str]:
    """Errors and faults whose problem or mend is a bare text, or a name that stands for one."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        bound = {
            name.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            for name in ast.walk(target)
            if isinstance(name, ast.Name) and any(bare(node.value))
        }
        for call in calls(function, "KnowledgeError", "Fault"):
            given = call.args[2:] + [k.value for k in call.keywords if k.arg in ("problem", "mend")]
            for value in given:
                source = bound.get(value.id, value) if isinstance(value, ast.Name) else value
                yield from (ast.unparse(text) for text in bare(source))


def test_every_phrase_is_told_in_each_language_and_none_is_left_over() -> None:
    assert LANGUAGES == ["es", "ko"]
    for language in LANGUAGES:
        known = set(translations(language))
        assert (set(templates()) - known, known - set(templates())) == (set(), set()), language


def test_a_phrase_is_given_what_its_template_names() -> None:
    assert {t: fields(t) for t in templates()} == templates()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_fields_of_its_phrase_and_words_of_its_own(language: str) -> None:
    for english, other in translations(language).items():
        assert fields(english) == fields(other), english
        has_words = any(char.isalpha() for char in own_words(english))
        assert not has_words or own_words(english) != own_words(other), english


def test_no_problem_and_no_mend_is_a_bare_text() -> None:
    assert [text for tree in CODE for text in untellable(tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "def f(): raise KnowledgeError(path, 1, 'no end', phrase('close it'))",
        "def f():\n    problem = f'no {x}'\n    raise KnowledgeError(p, 1, problem, phrase('x'))",
        "def f(): yield Fault(problem=phrase('x'), mend='write it' if a else phrase('y'))",
    ],
)
def test_a_bare_text_would_be_found(source: str) -> None:
    assert list(untellable(ast.parse(source)))


def test_a_phrase_is_its_english_text() -> None:
    said = phrase("no {{#{section}}} of {page}", section="why", page="a {b}")
    assert said == "no {#why} of a {b}"
    assert told(said, "en") == told(said, "xx") == told(said, "../en") == said


def test_a_phrase_within_another_is_told_with_it() -> None:
    inner = phrase("no {{#{name}}}", name="visit")
    outer = phrase("{term}: {problem}", term=phrase("not translated"), problem=inner)
    assert told(outer, "ko") == "not translated: {#visit} 내용이 없어요"


def test_a_text_that_is_no_phrase_is_shown_as_it_is() -> None:
    assert told("saved by {somebody} else", "ko") == "saved by {somebody} else"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("{#why} easy: “You have asthma”", "speak of people in general")),
        (
            "ko",
            (
                "{#why} 쉬운 글: “You have asthma” – 읽는 사람의 상태를 단정하는 말이에요",
                "‘…인 사람은’처럼 누구에게나 맞는 말로 바꿔 주세요",
            ),
        ),
        (
            "es",
            (
                "{#why} Fácil de leer: «You have asthma» da por hecho cómo está quien lee",
                "hable de las personas en general",
            ),
        ),
    ],
)
def test_a_fault_is_told_in_a_language(
    tmp_path: Path, language: str, said: tuple[str, str]
) -> None:
    text = SOUND.replace("Asthma can get worse.", "You have asthma.")
    fault = next(f for f in page_faults(tmp_path, text) if f.rule == "claim")
    shown = fault.told(language)
    assert (shown.problem, shown.mend) == said
    assert (shown.rule, shown.line, shown.is_grave) == (fault.rule, fault.line, fault.is_grave)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{#help}", "{#x}", "{#help} 부분이 없어요"),
        ("title: Asthma", "title: [A", "자료 소개(YAML)를 읽을 수 없어요: "),
        ("owner: Test clinic\n", "", "owner: Field required; 쓰는 법은 knowledge/README.md"),
    ],
)
def test_a_page_that_cannot_be_read_is_told_in_korean(old: str, new: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        topic_of(SOUND.replace(old, new), Path("en/asthma.md"))
    assert told(str(raised.value), "ko").startswith("en/asthma.md:")
    assert said in told(str(raised.value), "ko")
    assert Fault.of(raised.value).told("ko").problem in told(str(raised.value), "ko")
