"""What has a citizen typed into a form of their case's page?"""

import secrets
from dataclasses import dataclass, field, replace
from hashlib import sha256

from server.rules.cases.citizens_steps import PARTS
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.ratings.form import CleanedPhoto
from web.citizen.typed import Fields, tidy

NONCE_BYTES = 16
# What cannot be undone asks to be sure.
SURE = frozenset({StepName.ERASE_CONTACT, StepName.ERASE_WORDS})
STEPS = {step.value: step for step in PARTS}


def fresh_nonce() -> bytes:
    """What makes the forms of a page that is just shown its own."""
    return secrets.token_bytes(NONCE_BYTES)


@dataclass(frozen=True)
class TypedStep:
    """The one form of the page that was sent. ``nonce`` is the page's, 16 bytes.

    ``seen`` is the version of the case that the page showed; None where that cannot be read.
    """

    step: str = ""
    words: str = ""
    level: str = ""
    is_sure: bool = False
    seen: int | None = None
    nonce: bytes = field(default_factory=fresh_nonce)
    photos: tuple[CleanedPhoto, ...] = ()

    @classmethod
    def of(cls, fields: Fields) -> "TypedStep":
        """What the fields of a form say."""
        seen = fields.get("seen", "")
        return cls(
            step=fields.get("step", ""),
            words=tidy(fields.get("words", "")).strip(),
            level=fields.get("level", ""),
            is_sure="sure" in fields,
            seen=int(seen) if seen.isascii() and seen.isdecimal() else None,
            nonce=_nonce(fields.get("nonce", "")),
        )

    def with_photos(self, photos: tuple[CleanedPhoto, ...]) -> "TypedStep":
        """The same with these photos."""
        return replace(self, photos=photos)

    @property
    def name(self) -> StepName | None:
        """The step; a message with photos is evidence. None where there is no such step."""
        name = STEPS.get(self.step)
        if name is StepName.CITIZEN_MESSAGE and self.photos:
            return StepName.ADD_EVIDENCE
        return name

    @property
    def lacks_sureness(self) -> bool:
        """Whether the step cannot be undone and the box "I am sure" is not ticked."""
        return self.name in SURE and not self.is_sure

    def form(self, number: str, step: StepName) -> StepForm:
        """The step that was typed; each step of a page has a nonce of its own."""
        part = PARTS[step]
        return StepForm(
            number=number,
            step=step,
            seen_version=self.seen,
            facts={"level": self.level} if step is StepName.RATE_HANDLING else {},
            words={part: self.words} if part and self.words else {},
            photos=self.photos,
            nonce=sha256(self.nonce + step.encode()).digest()[:NONCE_BYTES],
        )


def _nonce(typed: str) -> bytes:
    """The page's nonce; a fresh one where the field was damaged."""
    try:
        nonce = bytes.fromhex(typed)
    except ValueError:
        return fresh_nonce()
    return nonce if len(nonce) == NONCE_BYTES else fresh_nonce()
