"""Do the two lists of pinned packages agree?"""

from pathlib import Path


def pins_apart(root: Path) -> list[str]:
    """Pins of what runs that the list of what checks has otherwise, or not at all."""
    runs, checks = (_pins(root / name) for name in ("requirements.txt", "requirements-dev.txt"))
    return [
        f"requirements-dev.txt: {name} is {checks.get(name, 'missing')}, but {pin} runs"
        for name, pin in runs.items()
        if checks.get(name) != pin
    ]


def _pins(path: Path) -> dict[str, str]:
    lines = [line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines()]
    pins = [line.partition(";")[0].strip() for line in lines if line]
    return {pin.partition("==")[0]: pin.partition("==")[2] for pin in pins}
