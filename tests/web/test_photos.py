"""Do photos of a form arrive clean, and is none lost when something else is wrong?"""

from datetime import timedelta

import pytest

from photos.errors import MOST_BYTES
from server.models.ratings import Photo, Rating
from tests.web.forms import form_of, words_of
from tests.web.visitors import Visitor, a_file, a_photo
from web.citizen.uploads import Portion

LARGE = b"\xff\xd8\xff" + bytes(11 * 1024 * 1024)


def stored(visitor: Visitor) -> list[str]:
    """The names of the pictures in the store."""
    store = visitor.app.extensions["chuangping"].photo_store
    names: list[str] = store.names()
    return names


def test_three_photos_belong_to_the_rating(visitor: Visitor) -> None:
    visitor.rate(photo=[a_photo(colour=colour) for colour in ("red", "green", "blue")])

    assert visitor.count(Photo) == 3
    assert visitor.count(Rating) == 1


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        pytest.param(LARGE, "照片超过 10 MB", id="eleven megabytes"),
        pytest.param(b"%PDF-1.7 ...", "不是照片", id="a PDF named .jpg"),
        pytest.param(b"\xff\xd8\xff\xe0 cut", "照片", id="a broken JPEG"),
    ],
)
def test_a_file_that_is_no_photo_is_told_and_nothing_typed_is_lost(
    visitor: Visitor, upload: bytes, sentence: str
) -> None:
    page = visitor.rate(
        level="2", text="态度不好", pressed="1", photo=[a_file(upload, "photo.jpg")]
    )

    assert page.status_code == 422
    assert sentence in words_of(page)
    again = form_of(page)
    assert (again.value("level"), again.value("text"), again.value("pressed")) == (
        "2",
        "态度不好",
        "1",
    )
    assert visitor.count(Rating) == 0


def test_a_good_photo_beside_a_bad_one_need_not_be_sent_again(visitor: Visitor) -> None:
    page = visitor.rate(photo=[a_photo(), a_file(b"%PDF-1.7", "scan.jpg")])

    answer = form_of(page).send(visitor.client)

    assert answer.status_code == 303
    assert visitor.only(Photo).name == stored(visitor)[0]


def test_a_photo_is_kept_while_a_reason_is_missing(visitor: Visitor) -> None:
    page = visitor.rate(level="1", photo=[a_photo()])

    form_of(page).send(visitor.client, tag="115")

    assert visitor.count(Photo) == 1


def test_a_kept_photo_is_left_out_when_it_is_unticked(visitor: Visitor) -> None:
    page = visitor.rate(level="1", photo=[a_photo()])

    form_of(page).send(visitor.client, tag="115", kept=None)

    assert (visitor.count(Photo), visitor.count(Rating)) == (0, 1)


def test_a_photo_stays_with_a_renewed_form(visitor: Visitor) -> None:
    again = form_of(visitor.rate(level="1", photo=[a_photo()]))
    visitor.clock.forward(timedelta(hours=2))
    renewed = form_of(again.send(visitor.client, tag="115"))

    renewed.send(visitor.client)

    assert visitor.count(Photo) == 1


def test_a_photo_of_another_form_is_not_taken(visitor: Visitor) -> None:
    foreign = form_of(visitor.rate(level="1", photo=[a_photo()])).value("kept")

    page = visitor.rate(kept=foreign)

    assert page.status_code == 422
    assert "请重新选择" in words_of(page)
    assert visitor.count(Photo) == 0


def test_a_photo_that_was_cleared_away_meanwhile_is_asked_for_again(visitor: Visitor) -> None:
    again = form_of(visitor.rate(level="1", photo=[a_photo()]))
    store = visitor.app.extensions["chuangping"].photo_store
    store.delete(stored(visitor)[0])

    page = again.send(visitor.client, tag="115")

    assert page.status_code == 422
    assert "请重新选择" in words_of(page)
    assert visitor.count(Rating) == 0


@pytest.mark.parametrize(
    ("wait", "status"),
    [
        pytest.param(timedelta(hours=12), 303, id="after exactly twelve hours"),
        pytest.param(timedelta(hours=12, seconds=1), 422, id="a second later"),
    ],
)
def test_a_photo_waits_for_its_complaint_for_twelve_hours(
    visitor: Visitor, wait: timedelta, status: int
) -> None:
    address = f"/w/{visitor.place.codes['A01']}/complain"
    again = form_of(
        form_of(visitor.client.get(address)).send(visitor.client, kind="praise", photo=[a_photo()])
    )
    visitor.clock.forward(wait)

    assert again.send(visitor.client, text="谢谢").status_code == status


def test_a_kept_photo_named_twice_is_one_photo(visitor: Visitor) -> None:
    again = form_of(visitor.rate(level="1", photo=[a_photo()]))
    kept = again.value("kept")

    again.send(visitor.client, tag="115", kept=[kept, kept])

    assert visitor.count(Photo) == 1


def test_a_fourth_photo_is_told_and_the_first_three_are_kept(visitor: Visitor) -> None:
    page = visitor.rate(photo=[a_photo() for _ in range(4)])

    assert page.status_code == 422
    assert "最多传 3 张照片" in words_of(page)
    assert form_of(page).send(visitor.client).status_code == 303
    assert visitor.count(Photo) == 3


def test_five_large_files_lose_nothing_typed(visitor: Visitor) -> None:
    page = visitor.rate(text="都在", photo=[a_file(LARGE, f"{n}.jpg") for n in range(5)])

    assert page.status_code == 422
    assert form_of(page).value("text") == "都在"


def test_an_upload_beyond_all_measure_is_answered_with_what_to_do(visitor: Visitor) -> None:
    form = visitor.form()

    page = visitor.client.post(
        form.action,
        data=b"",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(101 * 1024 * 1024)},
    )

    assert page.status_code == 413
    assert "换小一点的照片" in words_of(page)


def test_a_name_with_a_path_leads_nowhere(visitor: Visitor) -> None:
    visitor.rate(photo=[a_photo("../../etc/passwd.jpg")])

    assert [name for name in stored(visitor) if len(name) != 36] == []
    assert visitor.count(Photo) == 1


def test_only_ten_megabytes_of_a_file_are_ever_held() -> None:
    portion = Portion(MOST_BYTES + 1)
    for _ in range(30):
        portion.write(bytes(1024 * 1024))

    assert portion.tell() == MOST_BYTES + 1
