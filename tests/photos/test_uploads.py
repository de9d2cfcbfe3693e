"""Everything in the corpus is refused for its reason, or redrawn with nothing of it left."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.house.shared import locked
from tests.photos import corpus
from tests.photos.pieces import MARKER

PROJECT = Path(__file__).parents[2]
MOST_KIB = 200 * 1024
HARMLESS_SEGMENTS = {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}  # JFIF, tables, frame, scan
HARMLESS_TAGS = (
    "SourceFile",
    "ExifTool:",
    "File:",
    "JFIF:",
    "Composite:ImageSize",
    "Composite:Megapixels",
)


def uploads() -> dict[str, tuple[str, bytes]]:
    """Each file by its name, with what should come of it."""
    kept = {name: ("redrawn", file) for name, file in corpus.redrawn().items()}
    odd = {name: ("either", file) for name, file in corpus.either().items()}
    refused = {
        name: (reason, file)
        for reason, files in corpus.refused().items()
        for name, file in files.items()
    }
    return kept | odd | refused


@dataclass(frozen=True)
class Cleaned:
    folder: Path
    expected: dict[str, str]
    said: dict[str, str]
    most_kib: int

    def pictures(self) -> list[Path]:
        return sorted(self.folder.glob("*.jpg"))


@pytest.fixture(scope="session")
def cleaned(shared_folder: Path) -> Cleaned:
    """The whole corpus, cleaned once for all tests."""
    folder = shared_folder / "corpus"
    with locked(shared_folder):
        if not (folder / "outcomes.json").exists():
            _clean_all(folder)
    expected = json.loads((folder / "expected.json").read_text())
    outcomes = json.loads((folder / "outcomes.json").read_text())
    said = {name: outcomes[sha256(name.encode()).hexdigest()]["said"] for name in expected}
    return Cleaned(folder, expected, said, max(one["most_kib_so_far"] for one in outcomes.values()))


def _clean_all(folder: Path) -> None:
    folder.mkdir()
    expected = {}
    for name, (outcome, file) in uploads().items():
        expected[name] = outcome
        (folder / f"{sha256(name.encode()).hexdigest()}.upload").write_bytes(file)
    (folder / "expected.json").write_text(json.dumps(expected))
    subprocess.run(
        [sys.executable, "-m", "tests.photos.clean_all", str(folder)], cwd=PROJECT, check=True
    )


def segments(jpeg: bytes) -> set[int]:
    """The kinds of segment in a JPEG, up to its pixels."""
    kinds, at = set(), 2
    while True:
        kinds.add(jpeg[at + 1])
        if jpeg[at + 1] == 0xDA:
            return kinds
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])


def test_the_corpus_has_more_than_sixty_files(cleaned: Cleaned) -> None:
    assert len(cleaned.expected) > 60


def test_every_upload_is_redrawn_or_refused_for_its_reason(cleaned: Cleaned) -> None:
    allowed = {"either": {"redrawn", "PictureBroken", "NotAPicture"}}

    surprises = {
        name: said
        for name, said in cleaned.said.items()
        if said not in allowed.get(cleaned.expected[name], {cleaned.expected[name]})
    }
    assert surprises == {}


def test_no_upload_needs_more_than_200_mib(cleaned: Cleaned) -> None:
    assert cleaned.most_kib <= MOST_KIB


def test_no_picture_holds_anything_of_its_upload(cleaned: Cleaned) -> None:
    remains = re.compile(
        re.escape(MARKER) + rb"|<script|<\?php|PK\x03\x04|%PDF|adobe|Exif|8BIM|ICC_PROFILE",
        re.IGNORECASE,
    )

    assert [path for path in cleaned.pictures() if remains.search(path.read_bytes())] == []


def test_a_picture_has_only_the_segments_that_draw_it(cleaned: Cleaned) -> None:
    found = {kind for path in cleaned.pictures() for kind in segments(path.read_bytes())}

    assert found == HARMLESS_SEGMENTS


def test_a_picture_ends_where_it_ends(cleaned: Cleaned) -> None:
    for path in cleaned.pictures():
        jpeg = path.read_bytes()
        assert jpeg.index(b"\xff\xd9") == len(jpeg) - 2


def test_every_picture_is_a_whole_jpeg_of_at_most_2560_pixels_a_side(cleaned: Cleaned) -> None:
    for path in cleaned.pictures():
        with Image.open(path) as picture:
            picture.load()
            assert (picture.format, picture.mode) == ("JPEG", "RGB")
            assert max(picture.size) <= 2560


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool is not installed")
def test_exiftool_finds_nothing_but_size_and_encoding(cleaned: Cleaned) -> None:
    answer = subprocess.run(
        ["exiftool", "-json", "-G", "-ext", "jpg", str(cleaned.folder)],  # noqa: S607 - the one on the path is meant
        capture_output=True,
        check=True,
    )

    pictures = json.loads(answer.stdout)
    told = {tag for picture in pictures for tag in picture if not tag.startswith(HARMLESS_TAGS)}
    assert len(pictures) == len(cleaned.pictures())
    assert told == set()
    assert not any("File:Comment" in picture for picture in pictures)
