"""Are the photos of a case its citizen's alone, and pictures alone?"""

import re
from datetime import timedelta

from server.actions.cases.take_step import take_step
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName as N
from server.rules.ratings.form import CleanedPhoto
from tests import case_build
from tests.web.case_visits import CaseVisit, a_complaint
from tests.web.visitors import Visitor, a_photo

SECOND = timedelta(seconds=1)
MOST_BYTES = 10 * 1024
NONCE = re.compile(r'nonce="[^"]+"')


def test_ones_photos_are_shown_again_and_to_nobody_else(visitor: Visitor) -> None:
    visit = a_complaint(visitor, photo=[a_photo()])
    visit.open()
    address = _pictures(visit)[0]

    own = visitor.client.get(address)
    strangers = visitor.app.test_client().get(address)

    assert own.status_code == 200
    assert own.data.startswith(b"\xff\xd8")
    assert strangers.status_code == 404


def test_the_offices_photos_are_not_the_citizens(case: CaseVisit) -> None:
    store = case.visitor.app.extensions["chuangping"].photo_store
    photo = CleanedPhoto(store.save(b"a picture of the office"), "0" * 64, 8, 6)
    form = StepForm(case.number, N.ADD_EVIDENCE, words={"evidence": "记录"}, photos=(photo,))
    with case.visitor.app.app_context():
        place, now = case.visitor.place, case.visitor.clock.now()
        supervisor = case_build.a_supervisor(place)
        take_step(place.hall, form, supervisor, now=now)

    assert "<img" not in case.page().text
    assert case.visitor.client.get(f"/c/{case.number}/photos/{photo.name}").status_code == 404


def test_a_photo_is_a_picture_and_nothing_else(visitor: Visitor) -> None:
    visit = a_complaint(visitor, photo=[a_photo()])
    visit.open()

    headers = visitor.client.get(_pictures(visit)[0]).headers

    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def test_a_photo_of_another_case_is_not_found(visitor: Visitor) -> None:
    other = a_complaint(visitor, photo=[a_photo()])
    other.open()
    name = _pictures(other)[0].rpartition("/")[2]
    mine = a_complaint(visitor, text="另一件事，另一个人写的")
    mine.open()

    answers = [
        visitor.client.get(f"/c/{number}/photos/{photo}").status_code
        for number, photo in (
            (mine.number, name),
            (other.number, name),
            (mine.number, "0" * 32 + ".jpg"),
            (mine.number, "..%2f..%2fhall.db"),
        )
    ]

    assert answers == [404, 404, 404, 404]


def _pictures(visit: CaseVisit) -> list[str]:
    return re.findall(r'<img src="([^"]+)"', visit.page().text)
