"""From the printed poster to what a phone reads off it."""

import subprocess
from pathlib import Path

import zxingcpp
from PIL import Image

PPI = "150"


def addresses_on(papers: Path) -> list[str]:
    """What stands in the symbols of a PDF, page by page, read off a picture of each page."""
    folder = papers.parent / "pictures"
    folder.mkdir()
    subprocess.run(
        ["pdftoppm", "-r", PPI, "-png", str(papers), str(folder / "page")],  # noqa: S607 - the one on the path is meant
        check=True,
    )
    return [_address_on(picture) for picture in sorted(folder.glob("*.png"))]


def _address_on(picture: Path) -> str:
    with Image.open(picture) as page:
        [symbol] = zxingcpp.read_barcodes(page)
    return symbol.text
