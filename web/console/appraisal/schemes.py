"""Which schemes does the hall have, what does each say, and who put it in force?"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, abort

from documents import official
from server import clock
from server.actions.appraisal.adopt_scheme import adopt_scheme
from server.actions.appraisal.what_if import last_closed_month
from server.errors import ChuangpingError
from server.gate import Door, console_actor, console_hall, language, open_to, status_of
from server.packs.schemes import presets
from server.queries.appraisal.scheme_paper import as_document, explained
from server.queries.appraisal.schemes import Adoption, KeptScheme, all_schemes, kept_on
from server.queries.registry.units import peer_groups
from server.rules.accounts.roles import Permission
from server.rules.months import day_of, month_of
from server.rules.schemes.explaining import Explained
from server.rules.schemes.shape import Scheme
from web.console.answers import attached, page, see_other
from web.console.routes import at, office
from web.errors import remember

P = Permission
SCHEMES = "/console/appraisal/schemes"
SCHEME = f"{SCHEMES}/<key>/<version>"
TOML = "application/toml; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS: dict[str, tuple[Callable[..., bytes], str]] = {
    "docx": (official.word, WORD),
    "pdf": (official.pdf, "application/pdf"),
}


@dataclass(frozen=True)
class Shown:
    """A version of the hall, or an example (``kept`` is None)."""

    scheme: Scheme
    text: str
    kept: KeptScheme | None

    @property
    def path(self) -> str:
        """The address of its page."""
        return f"{SCHEMES}/{self.scheme.id}/{self.scheme.version}"

    @property
    def adoption(self) -> Adoption | None:
        """Its record, complete or not."""
        return self.kept.adoption if self.kept else None


@dataclass(frozen=True)
class SchemePage:
    """The page of one version."""

    shown: Shown
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page once more, saying what was not done."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, trouble: str = "", status: int = 200) -> Response:
        """What it says, its record, and what can be done with it."""
        hall, actor = console_hall(), console_actor()
        shown, adoption = self.shown, self.shown.adoption
        waits = adoption is not None and not adoption.is_approved
        is_own = adoption is not None and adoption.proposed_by == actor.name
        may_try = actor.may(P.MANAGE_APPRAISAL, hall.id) or actor.may(P.SIGN_APPRAISAL, hall.id)
        last = last_closed_month(hall) or month_of(clock.now(), hall.zone).previous()
        return page(
            "console/appraisal/scheme.html",
            status=status,
            shown=shown,
            adoption=adoption,
            told=in_words(shown),
            may_adopt=waits and not is_own and actor.may(P.SIGN_APPRAISAL, hall.id),
            is_own=waits and is_own,
            may_try=may_try,
            may_propose=actor.may(P.MANAGE_APPRAISAL, hall.id),
            month=last,
            trouble=trouble,
        )


@office.get(SCHEMES)
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def schemes() -> Response:
    """Every version of the hall, and the examples."""
    hall, kept = console_hall(), all_schemes(console_hall().id)
    return page(
        "console/appraisal/schemes.html",
        kept=kept,
        current=kept_on(kept, day_of(clock.now(), hall.zone)),
        presets=presets(),
        may_propose=console_actor().may(P.MANAGE_APPRAISAL, hall.id),
    )


@office.get(SCHEME)
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def scheme(key: str, version: str) -> Response:
    """One version in plain words."""
    return SchemePage(known(key, version)).show()


@office.post(f"{SCHEME}/adopt")
@open_to(Door.CONSOLE, P.SIGN_APPRAISAL, needs_fresh=True)
def adopt_version(key: str, version: str) -> Response:
    """A second person puts the version in force."""
    shown = known(key, version)
    remember(SchemePage(shown))
    adopt_scheme(console_hall(), key, version, by=console_actor(), now=clock.now())
    return see_other(at(shown.path, done="scheme_adopted"))


@office.get(f"{SCHEME}/file.toml")
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def scheme_file(key: str, version: str) -> Response:
    """The text as it was entered."""
    shown = known(key, version)
    return attached(Response(shown.text, mimetype=TOML), f"{key}-{version}.toml")


@office.get(f"{SCHEME}/paper.<ending>")
@open_to(Door.CONSOLE, P.SEE_APPRAISAL)
def scheme_paper(key: str, version: str, ending: str) -> Response:
    """The scheme to print, as Word or PDF."""
    shown = known(key, version)
    if ending not in PAPERS:
        abort(404)
    write, mimetype = PAPERS[ending]
    told = in_words(shown)
    paper = write(as_document(told, language(), shown.adoption))
    return attached(Response(paper, mimetype=mimetype), f"{shown.scheme.title}.{ending}")


def in_words(shown: Shown) -> Explained:
    """The version in the reader's language, with the names of the hall's peer groups."""
    groups = dict(peer_groups(console_hall().id))
    return explained(shown.scheme, language(), shown.adoption, groups=groups)


def known(key: str, version: str) -> Shown:
    """The version of the hall, else the example of that name; 404 for neither."""
    examples = [Shown(one.scheme, one.text, None) for one in presets()]
    own = [Shown(one.scheme(), one.text, one) for one in all_schemes(console_hall().id)]
    found = next((one for one in (*own, *examples) if one.scheme.name == f"{key}/{version}"), None)
    return found or abort(404)
