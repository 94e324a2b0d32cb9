from web.page import Dress, rewritten

DRESS = Dress(language="ko", banner="시범 <서비스>", skip="질문", nonce="n0nce")
PAGE = """<!doctype html>
<html lang="en"><head>
<link rel="preconnect" href="https://fonts.gstatic.com" crossorigin />
<link
  rel="stylesheet"
  href="https://cdn.jsdelivr.net/npm/katex@0.16.22/dist/katex.min.css"
/>
<meta property="og:image" content="https://example.org/banner.png">
<link rel="icon" href="/favicon" />
<script>const global = globalThis;</script>
</head><body><div id="root"></div></body></html>"""


def test_nothing_of_another_host_stays() -> None:
    page = rewritten(PAGE, DRESS)
    assert "https://" not in page
    assert '<link rel="icon" href="/favicon" />' in page


def test_the_page_speaks_the_patients_language() -> None:
    assert '<html lang="ko">' in rewritten(PAGE, DRESS)


def test_the_banner_is_there_before_any_script_and_cannot_carry_markup() -> None:
    page = rewritten(PAGE, DRESS)
    assert '<header id="tb-banner">시범 &lt;서비스&gt;</header>' in page
    assert page.index("tb-banner") < page.index('id="root"')


def test_every_script_of_the_page_has_the_nonce() -> None:
    page = rewritten(PAGE, DRESS)
    assert page.count("<script") == page.count('<script nonce="n0nce"') == 1
