"""Which appraisal schemes ship, as examples to begin from?

Each is a complete file of the kind ``scheme check`` reads; a hall exports one, writes its own
numbers into it and adopts that.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from server.rules.schemes.reading import examine
from server.rules.schemes.refusals import UnknownScheme
from server.rules.schemes.shape import Scheme


@dataclass(frozen=True)
class Preset:
    """One example: the name of its file, its text, and what that says."""

    file: str
    text: str
    scheme: Scheme

    @property
    def key(self) -> str:
        """What people call it by: the id of the scheme."""
        return self.scheme.id


@cache
def presets() -> tuple[Preset, ...]:
    """All of them, in the order of their files."""
    return tuple(
        _preset(file.name, file.read_text(encoding="utf-8"))
        for file in sorted(files(__package__).iterdir(), key=lambda one: one.name)
        if file.name.endswith(".toml")
    )


def preset(key: str) -> Preset:
    """The example of that id. Raises UnknownScheme."""
    found = next((one for one in presets() if one.key == key), None)
    if found is None:
        raise UnknownScheme(name=key)
    return found


def _preset(file: str, text: str) -> Preset:
    examined = examine(text)
    if examined.scheme is None:
        raise ValueError(file, examined.errors)
    return Preset(file, text, examined.scheme)
