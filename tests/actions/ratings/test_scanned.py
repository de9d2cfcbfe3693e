"""Which window does a scanned code belong to?"""

import pytest
from flask import Flask

from server import errors
from server.queries.codes.scanned import scanned_window
from tests.build import a_hall


def test_a_code_leads_to_its_window(in_app: Flask) -> None:
    del in_app
    place = a_hall()

    assert scanned_window(place.codes["A02"]).window_id == place.windows["A02"]


@pytest.mark.parametrize("code", ["", "\0", "ZZZZZZZZ", "A01", "窗口A01", "x" * 1000])
def test_what_was_never_a_code_is_unknown(in_app: Flask, code: str) -> None:
    del in_app
    a_hall()

    with pytest.raises(errors.UnknownCode):
        scanned_window(code)
