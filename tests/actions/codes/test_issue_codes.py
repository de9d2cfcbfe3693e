"""Which windows get a code, and does a revoked one come back by itself?"""

from flask import Flask

from server.actions.codes.issue_codes import issue_codes
from server.actions.codes.replace_code import replace_code
from server.actions.codes.revoke_code import revoke_code
from server.queries.registry.windows import window_numbered
from tests.build import MORNING, a_hall


def test_a_window_whose_code_was_revoked_gets_none_until_it_is_replaced(in_app: Flask) -> None:
    del in_app
    hall = a_hall().hall
    revoke_code(hall.id, "A01", by="李某", now=MORNING)

    issued = issue_codes(hall.id, by="李某", now=MORNING)

    assert (issued, window_numbered(hall.id, "A01").code) == (0, None)
    assert replace_code(hall.id, "A01", by="李某", now=MORNING) == (
        window_numbered(hall.id, "A01").code
    )
