"""What is said to people who write the pages: English in the code, told in other languages too."""

from collections.abc import Mapping


class Phrase(str):
    """An English text that knows what it was made of, so that it can be told in a language.

    Attributes:
        template: the English, its fields in braces: the key of its translations.
        values: what stands in the fields; a phrase among them is told with the whole.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> "Phrase":
        """Fill the fields."""
        made = super().__new__(cls, template.format_map(values))
        made.template, made.values = template, values
        return made

    def told(self, words: Mapping[str, str]) -> "Phrase":
        """The phrase in a language: `words` has its templates by the English ones.

        What has no translation there stays as it is.
        """
        values = {
            name: value.told(words) if isinstance(value, Phrase) else value
            for name, value in self.values.items()
        }
        return Phrase(words.get(self.template, self.template), values)


def phrase(template: str, /, **values: object) -> Phrase:
    """A phrase; a brace that is no field is written twice: `phrase("no {{#{section}}}", …)`."""
    return Phrase(template, values)
