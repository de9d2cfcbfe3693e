"""Is a photo cleaned, kept, and usable for its own form alone?"""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from server.db import session
from server.models.ratings import Photo
from server.settings import Settings
from tests.api.calls import Caller, a_picture, fields_of
from tests.house.installation import Clock


def test_a_photo_is_sent_ahead_and_named_in_the_rating(
    app: Flask, caller: Caller, settings: Settings
) -> None:
    ticket = caller.ticket()
    sent = caller.send_photo(ticket=ticket).get_json()

    answer = caller.rate(ticket=ticket, photos=[sent["reference"]])

    assert answer.status_code == 201
    assert (sent["width"], sent["height"]) == (40, 30)
    with app.app_context():
        name = session.scalars(select(Photo.name)).one()
    assert (settings.photo_folder / name).read_bytes().startswith(b"\xff\xd8")


def test_a_photo_of_another_ticket_is_refused(caller: Caller) -> None:
    reference = caller.send_photo(ticket=caller.ticket()).get_json()["reference"]

    answer = caller.rate(photos=[reference])

    assert fields_of(answer) == {"photos.0": "api.photo_reference"}


def test_a_photo_for_a_rating_does_not_serve_a_complaint(caller: Caller) -> None:
    ticket = caller.ticket()
    reference = caller.send_photo(ticket=ticket).get_json()["reference"]

    answer = caller.complain(ticket=ticket, photos=[reference])

    assert fields_of(answer) == {"photos.0": "api.photo_reference"}


def test_the_same_photo_twice_is_refused(caller: Caller) -> None:
    ticket = caller.ticket()
    reference = caller.send_photo(ticket=ticket).get_json()["reference"]

    answer = caller.rate(ticket=ticket, photos=[reference, reference])

    assert fields_of(answer) == {"photos.1": "api.photo_reference"}


def test_a_reference_is_good_for_two_hours(caller: Caller, clock: Clock) -> None:
    ticket = caller.ticket()
    early, late = (
        caller.send_photo(use="complaint", ticket=ticket).get_json()["reference"] for _ in "12"
    )

    clock.forward(timedelta(hours=2))
    on_time = caller.complain(ticket=ticket, photos=[early])
    clock.forward(timedelta(seconds=1))
    too_late = caller.complain(ticket=ticket, text="另一件", photos=[late])

    assert (on_time.status_code, too_late.status_code) == (201, 422)


def test_a_second_rating_may_have_photos_too(app: Flask, caller: Caller) -> None:
    receipt = caller.rate().get_json()["receipt"]
    sent = caller.send_photo(use="second_rating", receipt=receipt).get_json()

    said = {"receipt": receipt, "level": 4, "photos": [sent["reference"]]}
    answer = caller.post("/ratings/second", said)

    assert answer.status_code == 201
    with app.app_context():
        assert len(session.scalars(select(Photo)).all()) == 1


def test_four_photos_are_one_too_many(caller: Caller) -> None:
    answer = caller.rate(photos=["x"] * 4)

    assert fields_of(answer) == {"photos": "api.too_many"}


def test_without_a_ticket_no_photo_is_taken(caller: Caller) -> None:
    answer = caller.send_photo()

    assert fields_of(answer) == {"ticket": "api.missing"}


def test_a_pdf_named_jpg_is_refused_as_no_photo(caller: Caller) -> None:
    answer = caller.send_photo(b"%PDF-1.7 not a picture", ticket=caller.ticket())

    assert answer.status_code == 415
    assert "不是照片" in answer.get_json()["detail"]


def test_a_photo_of_11_mb_is_too_large(caller: Caller) -> None:
    answer = caller.send_photo(a_picture() + bytes(11 * 1024**2), ticket=caller.ticket())

    assert answer.status_code == 413
    assert "10 MB" in answer.get_json()["detail"]


def test_an_upload_over_all_limits_is_cut_off(caller: Caller) -> None:
    answer = caller.send_photo(bytes(13 * 1024**2), ticket=caller.ticket())

    assert answer.status_code == 413


def test_a_truncated_photo_is_refused(caller: Caller) -> None:
    answer = caller.send_photo(a_picture()[:60], ticket=caller.ticket())

    assert answer.status_code == 422
    assert answer.get_json()["code"] == "photo.broken"


def test_text_in_place_of_a_file_is_refused(caller: Caller) -> None:
    form = {"use": "rating", "ticket": caller.ticket(), "photo": "not a file"}

    answer = caller.client.post("/api/v1/photos", data=form, content_type="multipart/form-data")

    assert fields_of(answer) == {"photo": "api.not_a_file"}


def test_an_upload_that_is_not_multipart_is_refused(caller: Caller) -> None:
    answer = caller.post("/photos", {"use": "rating"})

    assert answer.status_code == 415
    assert "multipart/form-data" in answer.get_json()["detail"]
