"""Does the worker, as an operator starts it, carry a message to a real mail server?"""

import signal
import subprocess
import sys
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask

from server.rules.accounts.roles import Role
from server.settings import Settings
from tests.build import a_hall
from tests.house.running import ROOT, environment
from tests.house.signed_in import an_account
from tests.message_build import told, with_email
from tests.reliability.months import let_go
from tests.reliability.nodes import until
from tests.senders.mail_servers import SENDER, Postbox, listening

pytestmark = pytest.mark.reliability

STOPS_WITHIN = 15


def test_the_worker_carries_a_letter_and_stops_when_it_is_told(
    app: Flask, settings: Settings
) -> None:
    postbox = Postbox()
    with app.app_context():
        place = a_hall()
        with_email(an_account(place, Role.SUPERVISOR))
        told(place)
    let_go(app)

    with listening(postbox) as server:
        url = f"smtp://{server.host}:{server.port}"
        own = replace(settings, outward={"SMTP_URL": url, "SMTP_FROM": SENDER})
        with a_worker(own) as process:
            until(lambda: bool(postbox.letters), partial(process.poll))
            process.send_signal(signal.SIGTERM)
            said, _ = process.communicate(timeout=STOPS_WITHIN)

    assert postbox.read()["Subject"] == "案 7KQ2M4XT9B 已超期（2026-12-01）"
    assert process.returncode == 0
    assert "Traceback" not in said


def a_worker(settings: Settings) -> subprocess.Popen[str]:
    """The worker as an operator starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "worker"],
        cwd=ROOT,
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
