"""From a scan to a published ranking, as operator, citizen and stranger live through it."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.journeys import stranger
from tests.journeys.citizen import (
    COUNTER_WAS_EMPTY,
    complain_from_there,
    fill_in_a_bad_rating,
    look_up_case,
    look_up_rating,
    send_rating,
    take_photo,
)
from tests.journeys.conftest import HALL
from tests.journeys.installation import Installation
from tests.journeys.october import Counts, rate_through_october
from tests.journeys.poster import addresses_on
from tests.journeys.registry import WINDOWS, write_registry

pytestmark = pytest.mark.browser

OCTOBER = "2026-10"


@pytest.mark.parametrize(
    "database_url",
    [
        pytest.param("sqlite", marks=pytest.mark.nightly),
        pytest.param("postgresql", marks=pytest.mark.postgresql),
    ],
    indirect=True,
)
def test_from_a_printed_poster_to_a_ranking_that_a_stranger_recomputes(
    installation: Installation, phone: Page, desk: Page, tmp_path: Path
) -> None:
    posters = opened_with_posters(installation, tmp_path)
    addresses = dict(zip(WINDOWS, addresses_on(posters), strict=True))

    installation.moment = "2026-10-21 10:00"
    with installation.open_to_citizens():
        phone.goto(addresses["A01"])
        fill_in_a_bad_rating(phone, take_photo(tmp_path))
    installation.moment = "2026-10-21 10:01"  # while they typed, the server was started again
    with installation.open_to_citizens():
        one_rates_and_complains(phone)
    nobody_can_see_where_the_photo_was_taken(installation)

    counts = rate_through_october(installation.settings, codes_of(addresses))
    counts["A01"] = Counts(counts["A01"].n + 1, counts["A01"].bad + 1)
    two_people_publish_october(installation)

    with installation.open_to_citizens():
        assert what_everybody_sees(desk) == {window: shown(c) for window, c in counts.items()}
        a_stranger_recomputes(desk, tmp_path / "downloads")
        a_stranger_follows_the_chain(desk, tmp_path / "downloads")


def opened_with_posters(installation: Installation, folder: Path) -> Path:
    """The operator loads the registry, gives every window a code, prints; the A4 posters."""
    installation.does("import-registry", write_registry(folder / "registry.xlsx"), "--by", "李某")
    installation.does("codes", "issue", "--by", "李某")
    installation.does("codes", "print", "--out", folder / "print")
    return folder / "print" / "posters-A4.pdf"


def codes_of(addresses: dict[str, str]) -> dict[str, str]:
    """The code at the end of each window's address."""
    assert all(address.startswith(f"{HALL}/w/") for address in addresses.values())
    return {window: address.rpartition("/")[2] for window, address in addresses.items()}


def one_rates_and_complains(phone: Page) -> None:
    """The citizen sends, keeps the receipt, complains, and finds both again."""
    receipt = send_rating(phone)
    filed = complain_from_there(phone)
    assert COUNTER_WAS_EMPTY in look_up_rating(phone, receipt)
    assert "已收到，正在等待受理" in look_up_case(phone, filed)


def nobody_can_see_where_the_photo_was_taken(installation: Installation) -> None:
    """The one photo that was stored is a picture and nothing else."""
    [photo] = [file for file in installation.settings.photo_folder.rglob("*") if file.is_file()]
    with Image.open(photo) as stored:
        assert stored.size == (1600, 1200)
        assert not stored.getexif()
    assert b"Exif" not in photo.read_bytes()


def two_people_publish_october(installation: Installation) -> None:
    """One seals the month, another one approves; the chain of notices holds."""
    installation.moment = "2026-11-02 09:00"
    installation.does("seal-month", OCTOBER, "--by", "李某")
    assert "逐条相符" in installation.does("recount", OCTOBER)
    installation.moment = "2026-11-06 09:00"
    assert installation.tries("publish", "approve", OCTOBER, "--by", "李某").exit_code == 1
    installation.does("publish", "approve", OCTOBER, "--by", "王某")
    assert installation.does("notices", "verify").startswith("2 份公示逐份核对无误")


def what_everybody_sees(desk: Page) -> dict[str, list[str]]:
    """The domain leads to the month's story, that to the ranking with every window's figures."""
    desk.goto(HALL)
    assert "我们收到 145 条评价" in desk.locator("h1").inner_text()
    desk.get_by_role("link", name="看每个窗口的好评率和区间").click()
    return {window: figures_of(desk, window) for window in WINDOWS}


def figures_of(desk: Page, window: str) -> list[str]:
    """How many ratings of a window the ranking shows, and which share of them was good."""
    return [desk.locator(f"#u-{window} td[data-of={what}]").inner_text() for what in ("n", "good")]


def shown(counts: Counts) -> list[str]:
    """The same, as it must be."""
    return [str(counts.n), f"{1 - counts.bad / counts.n:.2%}"]


def a_stranger_recomputes(desk: Page, folder: Path) -> None:
    """What is downloaded is what the page names, and gives the ranking to the byte."""
    files = stranger.take_home(desk, folder)
    assert stranger.digests_on(desk) == [stranger.digest_of(file) for file in files.values()]
    assert stranger.recompute(files) == stranger.ranking_published_by(desk, HALL, OCTOBER)
    assert stranger.recompute(files, "--check", files["facts"]).startswith(b"equal")


def a_stranger_follows_the_chain(desk: Page, folder: Path) -> None:
    """The digest of the second notice comes out of that of the first one and of its own text."""
    desk.goto(f"{HALL}/public/notices/SLQ/2026-0002")
    assert stranger.digest_by_the_line_on(desk, folder) == stranger.digest_on(desk)
