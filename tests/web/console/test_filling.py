"""How is any form of a page filled in with what was typed before?"""

import pytest

from web.console.filling import filled

BEFORE = "<!doctype html><html><body><!-- a --><p>a &amp; b &#8212; c</p>"
AFTER = '<form action="/other"><input name="a"></form></body></html>'


def fill(inside: str, *fields: tuple[str, str], around: str = "{}") -> str:
    """What becomes of the inside of the form for /here."""
    form = around.format(f'<form method="post" action="/here?hall=H1">{inside}</form>')
    page = filled(f"{BEFORE}{form}{AFTER}", "/here", fields, first="<i>!</i>")
    assert page is not None
    assert page.startswith(BEFORE)
    assert page.endswith(AFTER)
    return page.removeprefix(BEFORE).removesuffix(AFTER)


CASES = [
    ('<input name="a" value="old">', [("a", 'n"<w')], '<input name="a" value="n&quot;&lt;w">'),
    (
        '<input name="a" type="date">',
        [("a", "2026-11-25")],
        '<input name="a" type="date" value="2026-11-25">',
    ),
    (
        "<textarea name=a>\nold &amp; so</textarea>",
        [("a", "x\n<y")],
        "<textarea name=a>\nx\n&lt;y</textarea>",
    ),
    ("<textarea name=a>kept</textarea>", [("b", "x")], "<textarea name=a>kept</textarea>"),
    (
        '<input type="radio" name="a" value="1" checked><input type="radio" name="a" value="2">',
        [("a", "2")],
        '<input type="radio" name="a" value="1"><input type="radio" name="a" value="2" checked>',
    ),
    (
        '<input type="checkbox" name="a" value="1" checked>',
        [("b", "x")],
        '<input type="checkbox" name="a" value="1">',
    ),
    (
        '<select name="a"><option value="1" selected>x<option value="2">y</select>',
        [("a", "2")],
        '<select name="a"><option value="1">x<option value="2" selected>y</select>',
    ),
    (
        '<input name="a"><input name="a">',
        [("a", "1"), ("a", "2")],
        '<input name="a" value="1"><input name="a" value="2">',
    ),
]
LEFT_ALONE = [
    '<input type="hidden" name="a" value="fresh">',
    '<input type="password" name="a">',
    '<input type="file" name="a">',
    '<button name="a" value="x">go</button>',
]


@pytest.mark.parametrize(("inside", "fields", "expected"), CASES)
def test_a_field_shows_what_was_typed(
    inside: str, fields: list[tuple[str, str]], expected: str
) -> None:
    form = '<form method="post" action="/here?hall=H1"><i>!</i>'

    assert fill(inside, *fields) == f"{form}{expected}</form>"


@pytest.mark.parametrize("inside", LEFT_ALONE)
def test_what_nobody_types_stays_as_the_page_has_it(inside: str) -> None:
    assert inside in fill(inside, ("a", "forged"))


def test_a_form_that_is_folded_away_is_unfolded() -> None:
    another = "<details><summary>a</summary>b</details>"
    around = another + "<details class=step><summary>c</summary>{}</details>"

    page = fill('<input name="a">', ("a", "x"), around=around)

    assert page.startswith(f"{another}<details class=step open>")


def test_a_page_without_that_form_is_none() -> None:
    assert filled(f"{BEFORE}{AFTER}", "/here", [("a", "x")], first="") is None
