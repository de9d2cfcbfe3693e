"""One case with its whole story, and the steps that may be taken in it now."""

import secrets
from base64 import urlsafe_b64decode
from binascii import Error
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from flask import Response, request
from werkzeug.datastructures import MultiDict

from photos.cleaning import sanitise
from server.errors import CaseMoved, ChuangpingError, FormProblems, Problem, StepNotAllowed
from server.gate import console_actor, console_hall, language, status_of, wiring
from server.queries.cases.office import office_of
from server.queries.cases.related import related
from server.queries.cases.standard_texts import (
    WITH_CHECK,
    WITH_STANDARD_TEXTS,
    Filled,
    measure_of,
    standard_texts,
)
from server.queries.cases.step_fields import StepFields, fields_of
from server.queries.cases.story import Story, story
from server.queries.cases.telling import (
    category_words,
    day_by_day,
    tag_words,
    time_line,
    unannounced_year,
)
from server.queries.safety.checks import doubted_photos
from server.rules.accounts.roles import Permission
from server.rules.cases.kinds import CaseKind
from server.rules.cases.next_steps import leading_step, refused_now
from server.rules.cases.reply_check import Lack, lacking
from server.rules.cases.seeing import is_insider
from server.rules.cases.step_form import StepForm
from server.rules.cases.step_names import StepName
from server.rules.ratings.form import CleanedPhoto
from server.texts import is_known, say
from web.console.answers import page

# These have a place of their own on the page.
APART = frozenset({StepName.LOOK, StepName.MESSAGE, StepName.NOTE, StepName.LINK, StepName.MERGE})
NONCE_BYTES = 16


@dataclass(frozen=True)
class Typed:
    """What was typed into the form of one step; nothing before the first time."""

    step: StepName | None = None
    values: "MultiDict[str, str]" = field(default_factory=MultiDict)

    def value(self, name: str) -> str:
        """What stands in that field."""
        return self.values.get(name, "")


@dataclass(frozen=True)
class CasePage:
    """The page of one case, with the form that was sent to it, if one was."""

    number: str
    now: datetime
    typed: Typed = Typed()
    problems: tuple[Problem, ...] = ()
    trouble: str = ""
    advice: tuple[Lack, ...] | None = None

    @property
    def words(self) -> str:
        """The free text that was typed."""
        return "\n\n".join(
            text for name, text in self.typed.values.items() if name.startswith("words-") and text
        )

    def again(self, error: ChuangpingError, sentence: str) -> Response | None:
        """The page with the form as it was typed, telling what is wrong with it."""
        if isinstance(error, FormProblems):
            shown = replace(self, problems=error.problems)
        elif isinstance(error, StepNotAllowed):
            shown = replace(self, trouble=_why_not(error))
        else:
            shown = replace(self, trouble=sentence)
        return shown.show(status=status_of(error))

    def show(self, *, status: int = 200) -> Response:
        """The page as it is now."""
        hall, actor, lang = console_hall(), console_actor(), language()
        told = story(hall, self.number, actor, now=self.now)
        steps = [(fields_of(step, told, lang), why) for step, why in told.next_steps]
        by_name = {fields.name: fields for fields, why in steps if why is None}
        at_work = office_of(hall, self.now)
        return page(
            "console/case.html",
            status=status,
            told=told,
            doubted=doubted_photos(hall.id, [photo.name for photo in told.photos]),
            zone=hall.zone,
            tag_words=partial(tag_words, lang=lang),
            category_words=partial(category_words, lang=lang),
            unannounced=unannounced_year(told),
            lines=time_line(told, hall.zone, lang),
            days=day_by_day(told, lang),
            allowed=by_name,
            listed=_main_first(told, by_name),
            refused=_refused(told),
            related=related(at_work, actor, self.number),
            is_inside=is_insider(actor, hall.id, told.facts.kind),
            asks_bonus=told.facts.kind is CaseKind.PRAISE
            and actor.may(Permission.REQUEST_BONUS, hall.id),
            typed=self.typed,
            problems=self.problems,
            trouble=self.trouble,
            advice=self.advice,
            standard=self._standard(told),
            with_check=WITH_CHECK,
        )

    def advised(self) -> Response:
        """The page with what the reply does not seem to say. Nothing is sent."""
        told = story(console_hall(), self.number, console_actor(), now=self.now)
        reply = self.typed.value("words-reply")
        found = lacking(reply, asked=told.words, measure=measure_of(told))
        return replace(self, advice=found).show()

    def filled(self, code: str) -> Response:
        """The page with a standard text of the case in the form, after what was typed."""
        told = story(console_hall(), self.number, console_actor(), now=self.now)
        step = self.typed.step or StepName.MESSAGE
        part = "words-message" if step is StepName.MESSAGE else "words-reply"
        values = self.typed.values.copy()
        for text in _texts(told, step, self.now):
            if text.code == code:
                values[part] = "\n".join(filter(None, (values.get(part, "").strip(), text.text)))
        return replace(self, typed=Typed(step, values)).show()

    def _standard(self, told: Story) -> dict[StepName, list[tuple[str, str]]]:
        """The standard texts that each step can begin from: code and title."""
        return {
            step: [(each.code, each.title) for each in _texts(told, step, self.now)]
            for step in WITH_STANDARD_TEXTS
        }

    def form(self, photos: tuple[CleanedPhoto, ...]) -> StepForm:
        """The form as the action takes it."""
        if self.typed.step is None:
            raise StepNotAllowed(step="", reason="not_from_here")
        sent = self.typed.values
        return StepForm(
            number=self.number,
            step=self.typed.step,
            seen_version=_version(sent.get("version", "")),
            facts=_of_prefix(sent, "fact-"),
            words=_of_prefix(sent, "words-"),
            photos=photos,
            nonce=nonce_of(sent.get("nonce", "")),
        )


def sent_page(number: str, step: str, now: datetime) -> CasePage:
    """The page with what this request sent. Raises StepNotAllowed for a step that is none."""
    if step not in set(StepName):
        raise StepNotAllowed(step=step, reason="not_from_here")
    return CasePage(number, now, Typed(StepName(step), MultiDict(request.form)))


def sent_photos() -> tuple[CleanedPhoto, ...]:
    """The photos of this request, cleaned and kept. Raises PictureRefused."""
    found = []
    for file in request.files.getlist("photos"):
        if file.filename:
            clean = sanitise(file.read())
            name = wiring().photo_store.save(clean.jpeg)
            found.append(CleanedPhoto(name, clean.sha256.hex(), clean.width, clean.height))
    return tuple(found)


def nonce_of(text: str) -> bytes:
    """The nonce of a form; a fresh one where it is damaged, so that the step is taken once."""
    try:
        nonce = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Error, ValueError):
        nonce = b""
    return nonce if len(nonce) == NONCE_BYTES else secrets.token_bytes(NONCE_BYTES)


def _texts(told: Story, step: StepName, now: datetime) -> tuple[Filled, ...]:
    return standard_texts(console_hall(), told, step, language(), now=now)


def _main_first(told: Story, allowed: dict[StepName, StepFields]) -> list[StepFields]:
    """The allowed steps; the one that leads on stands first."""
    leading = leading_step(told.facts.state, told.next_steps)
    listed = [fields for name, fields in allowed.items() if name not in APART]
    return sorted(listed, key=lambda fields: fields.name != leading if leading else False)


def _refused(told: Story) -> list[tuple[str, str]]:
    """The steps that are not possible now and why; those that never are from here are left out."""
    lang = language()
    return [
        (say(f"step.{name}", lang), say(f"guard.{why}", lang))
        for name, why in refused_now(told.next_steps)
    ]


def _why_not(error: StepNotAllowed) -> str:
    lang = language()
    reason = f"guard.{error.data.get('reason', '')}"
    if isinstance(error, CaseMoved) or not is_known(reason):
        return say(error.code, lang, **error.data)
    return say(
        "console_case.not_allowed",
        lang,
        step=say(f"step.{error.data['step']}", lang),
        reason=say(reason, lang),
    )


def _version(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _of_prefix(sent: "MultiDict[str, str]", prefix: str) -> dict[str, str]:
    """The fields whose name begins so, without it; empty ones are as good as absent."""
    return {
        name.removeprefix(prefix): value
        for name, value in sent.items()
        if name.startswith(prefix) and value.strip()
    }
