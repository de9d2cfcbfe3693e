"""Does the ranking page say what was frozen, nothing more, and can a stranger recompute it?"""

import base64
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from server.queries.publication.notices import notice_numbered
from server.queries.registry.halls import hall_named
from server.rules.canonical import canonical
from server.rules.disclosure import PublicFacts
from server.rules.disclosure.shape import PublicUnit
from server.rules.download import ranking_of
from tests.web.public.months import ALONE, FIRST, SECOND
from tests.web.public.tables import bands_in_order, ranking_rows, said

RANKING = "/public/rankings/2026-10"


def frozen(app: Flask, number: str) -> PublicFacts:
    """What the notice froze."""
    with app.app_context():
        content: PublicFacts = notice_numbered(hall_named().id, number).facts["content"]
        return content


def written(unit: PublicUnit) -> dict[str, str]:
    """The cells that the frozen figures of a window must give, worked out another way."""
    low, high = unit["interval"] or [0, 0]
    return {
        "good": f"{int(10_000 * unit['good'] / unit['n'] + 0.5) / 100:.2f}%",
        "n": str(unit["n"]),
        "interval": f"{100 - high / 100:.2f}–{100 - low / 100:.2f}%",
        "index": str(unit["index"]),
    }


def test_every_number_of_a_window_is_the_frozen_one(
    published_app: Flask, reader: FlaskClient
) -> None:
    units = frozen(published_app, SECOND)["groups"][0]["units"]

    rows = ranking_rows(reader.get(RANKING))

    assert rows == {unit["unit"]: written(unit) for unit in units}


def test_an_earlier_revision_shows_its_own_numbers(
    published_app: Flask, reader: FlaskClient
) -> None:
    units = frozen(published_app, FIRST)["groups"][0]["units"]

    rows = ranking_rows(reader.get(f"{RANKING}?revision=1"))

    assert rows == {unit["unit"]: written(unit) for unit in units}
    assert rows != ranking_rows(reader.get(RANKING))


def test_windows_stand_in_their_bands_in_the_order_of_their_numbers(reader: FlaskClient) -> None:
    bands = bands_in_order(reader.get(RANKING))

    assert bands == [
        ("与本组相当", ["A01", "A02", "A03", "A05"]),
        ("低于本组", ["A04"]),
        ("合并公布", []),
    ]


def test_what_three_ratings_could_change_is_said_beside_the_band(reader: FlaskClient) -> None:
    page = reader.get(f"{RANKING}?revision=1")

    assert bands_in_order(page)[1] == ("暂不下结论", ["A01"])
    assert "3 条评价之差，就可能变成“低于本组”" in said(page)


def test_the_rest_is_listed_by_name_with_the_reason_and_its_sum(reader: FlaskClient) -> None:
    page = reader.get(RANKING)

    words = said(page)
    assert "A06 综合受理窗口 不足 30 条，合并公布" in words
    assert "A07 综合受理窗口 主要由一人值守，合并公布" in words
    assert "3 个窗口合计：主动评价 38 条，其中差评 1 条" in words
    assert set(ranking_rows(page)) == set(ALONE)


def test_an_axis_that_does_not_begin_at_zero_says_so(reader: FlaskClient) -> None:
    from_zero, from_above = reader.get(RANKING), reader.get("/public/method")

    assert "横轴只画" not in said(from_zero)
    assert "横轴只画 75%–100% 一段" in said(from_above)


def test_ratings_set_aside_are_counted_with_their_reason(reader: FlaskClient) -> None:
    words = said(reader.get(RANKING))

    assert "搁置的 1 条" in words
    assert "这次服务已有一条评价。 1" in words


def test_the_download_recomputes_to_the_published_ranking(
    reader: FlaskClient, tmp_path: Path
) -> None:
    take_home(reader, tmp_path)

    answer = recompute(tmp_path, "2026-10.csv", "--check", "2026-10.json")

    assert answer.stdout.decode().startswith("equal")
    assert answer.returncode == 0


def test_the_recomputed_ranking_is_the_published_one_to_the_byte(
    published_app: Flask, reader: FlaskClient, tmp_path: Path
) -> None:
    take_home(reader, tmp_path)

    answer = recompute(tmp_path, "2026-10.csv")

    assert answer.stdout == canonical(ranking_of(frozen(published_app, SECOND)))


def test_counts_that_were_changed_on_the_way_do_not_recompute(
    reader: FlaskClient, tmp_path: Path
) -> None:
    take_home(reader, tmp_path)
    table = tmp_path / "2026-10.csv"
    table.write_text(table.read_text("utf-8").replace("A04,36,13", "A04,36,1"), "utf-8")

    answer = recompute(tmp_path, "2026-10.csv", "--check", "2026-10.json")

    assert answer.stderr.decode().startswith("different")
    assert answer.returncode != 0


@pytest.mark.parametrize("name", [f"{RANKING}.csv", f"{RANKING}.json", "/public/recompute.py"])
def test_each_file_has_the_digest_that_the_page_tells(reader: FlaskClient, name: str) -> None:
    page, file = reader.get(RANKING), reader.get(name)

    digest = sha256(file.data)
    assert digest.hexdigest() in page.text
    assert file.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert "attachment" in file.headers["Content-Disposition"]


def test_the_files_of_an_earlier_revision_are_linked_from_it(reader: FlaskClient) -> None:
    page = reader.get(f"/public/notices/{FIRST}")

    assert f"{RANKING}.csv?revision=1" in page.text
    assert sha256(reader.get(f"{RANKING}.csv?revision=1").data).hexdigest() in page.text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("2026-11", "2026年11月的结果还没有公布，将在 2026年12月7日 公布"),
        ("2026-12", "2026年12月还没有到"),
        ("2026-08", "没有公布过2026年8月的结果"),
        ("2026-13", "“2026-13”不是月份"),
        ("last", "“last”不是月份"),
        ("9999-12", "9999年12月还没有到"),
        ("2026-10?revision=3", "2026年10月共公布过 2 版，没有第 3 版"),
    ],
)
def test_a_month_without_a_notice_says_why(reader: FlaskClient, address: str, words: str) -> None:
    page = reader.get(f"/public/rankings/{address}")

    assert page.status_code == 404
    assert words in said(page)
    assert 'href="/public/notices/"' in page.text


def take_home(reader: FlaskClient, folder: Path) -> None:
    """Download the two files of October and the program."""
    for address in (f"{RANKING}.csv", f"{RANKING}.json", "/public/recompute.py"):
        name = address.rpartition("/")[2]
        (folder / name).write_bytes(reader.get(address).data)


def recompute(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What the downloaded program answers, in an empty environment."""
    command = [sys.executable, "-I", "recompute.py", *arguments]
    return subprocess.run(command, cwd=folder, env={}, capture_output=True, check=False)
