"""Cleans every file of a folder and writes down what came of it.

A small process of its own: the memory that a child seems to use is never less than what its
parent uses, so the parent must not hold the corpus.
"""

import json
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from photos.cleaning import BENCHES, sanitise
from photos.errors import PictureRefused


def outcome(upload: Path) -> dict[str, str | int]:
    try:
        photo = sanitise(upload.read_bytes())
    except PictureRefused as refusal:
        said = type(refusal).__name__
    else:
        said = "redrawn"
        upload.with_suffix(".jpg").write_bytes(photo.jpeg)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"said": said, "most_kib_so_far": most}


def main(folder: Path) -> None:
    uploads = sorted(folder.glob("*.upload"))
    with ThreadPoolExecutor(BENCHES) as benches:
        outcomes = dict(
            zip([upload.stem for upload in uploads], benches.map(outcome, uploads), strict=True)
        )
    (folder / "outcomes.json").write_text(json.dumps(outcomes))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
