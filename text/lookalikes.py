"""Letters that look like Latin ones, and other characters that are written in many ways."""

_CYRILLIC = dict(
    zip("аеорсухіјѕԁһԛԝАВЕКМНОРСТУХІЈЅгӏ", "aeopcyxijsdhqwABEKMHOPCTYXIJSrl", strict=True)
)
_GREEK = dict(zip("οινρυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oivpukABEZHIKMNOPTYX", strict=True))
_LATIN = dict(zip("ıɑɡɩʟᴀᴄᴅᴇᴊᴋᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "iagilacdejkmnoprstuvwyz", strict=True))

LETTERS: dict[str, str] = _CYRILLIC | _GREEK
"""Cyrillic and Greek letters to the Latin ones they can be taken for."""

SIGNS: dict[str, str] = {
    **_LATIN,
    **dict.fromkeys("‘’‛ʼ`´′＇", "'"),
    **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys("⁓∼〜～", "~"),
    "⁄": "/",
    "∕": "/",
    "º": "°",
    "\r": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
    "\t": " ",
    "\v": "\n",
    "\f": "\n",
}
"""Signs that are written in many ways, to the plain one."""

INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
"""Characters that show as nothing and are not of the category Cf."""
