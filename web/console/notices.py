"""How does a month become public, and how is what was published corrected or withdrawn?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, abort, request

from server import clock, errors
from server.actions.publication.approve_publication import approve_publication
from server.actions.publication.previewing import Preview, preview
from server.actions.publication.publish_month import publish_month
from server.actions.publication.reissue_month import reissue_month
from server.actions.publication.revise_month import revise_month
from server.actions.publication.withdraw_notice import CAN_BE_WITHDRAWN, withdraw_notice
from server.actions.publication.words import check_words
from server.errors import ChuangpingError, FormProblems, Problem
from server.gate import Door, console_actor, console_hall, open_to, status_of
from server.queries.publication.chained import chain_state
from server.queries.publication.notices import (
    Notice,
    NoticeState,
    Search,
    notice_numbered,
    search_notices,
    versions_of,
)
from server.queries.publication.rankings import waiting_months
from server.rules.accounts.roles import Permission
from server.rules.months import Month, day_of
from web.console.answers import page, see_other
from web.console.asked import asked, asked_page
from web.console.routes import at, office
from web.errors import remember
from web.public.changes import changes
from web.public.groups import ranking_part
from web.public.objections import objections

PAGE = "/console/notices"
DRAFTS, APPROVES = Permission.DRAFT_NOTICES, Permission.APPROVE_NOTICES
KINDS = ("ranking", "disclosure")


@dataclass(frozen=True)
class NoticePage:
    """The page of a published notice, with what was typed into one of its forms."""

    number: str
    form: str = ""
    words: str = ""

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page once more, with its form open and what is wrong with it."""
        problems = error.problems if isinstance(error, FormProblems) else ()
        return self.show(problems, trouble="" if problems else sentence, status=status_of(error))

    def show(
        self, problems: tuple[Problem, ...] = (), *, trouble: str = "", status: int = 200
    ) -> Response:
        """The notice, where it stands, and what can be done with it."""
        hall, actor = console_hall(), console_actor()
        today = day_of(clock.now(), hall.zone)
        notice = notice_numbered(hall.id, self.number)
        versions = versions_of(hall.id, notice.kind, notice.month)
        is_last = notice.revision == versions[0].revision
        return page(
            "console/notices/notice.html",
            status=status,
            notice=notice,
            versions=versions,
            objections=objections(hall, notice, today),
            today=today,
            can_correct=is_last and actor.may(DRAFTS, hall.id),
            can_withdraw=notice.state in CAN_BE_WITHDRAWN and actor.may(APPROVES, hall.id),
            can_reissue=is_last
            and notice.state is NoticeState.WITHDRAWN
            and actor.may(DRAFTS, hall.id),
            form=self.form,
            words=self.words,
            problems=problems,
            trouble=trouble,
            **_content(notice),
        )


@dataclass(frozen=True)
class DraftPage:
    """The page of a month before it is published."""

    month: Month
    words: str = ""
    more: Mapping[str, object] = field(default_factory=dict)

    def again(self, error: ChuangpingError, sentence: str) -> Response:
        """The page once more, saying what stopped it."""
        return self.show(trouble=sentence, status=status_of(error))

    def show(self, *, trouble: str = "", status: int = 200) -> Response:
        """What would be published, what the checks found, and who must agree."""
        hall, actor = console_hall(), console_actor()
        found = preview(hall, self.month, now=clock.now())
        ranking, disclosure = found.drafts
        is_own = found.sealed.sealed_by == actor.name
        return page(
            "console/notices/draft.html",
            status=status,
            found=found,
            ranking=ranking_part(dict(ranking.facts["content"])),
            totals=disclosure.facts["content"]["totals"],
            changed=_changed(found),
            is_own=is_own,
            may_approve=actor.may(APPROVES, hall.id) and not is_own,
            trouble=trouble,
        )


@office.get(PAGE)
@open_to(Door.CONSOLE, DRAFTS, APPROVES)
def notices() -> Response:
    """What waits for a second person, then every notice, the newest first."""
    hall = console_hall()
    kind, month = asked("kind"), asked("month")
    search = Search(asked("q"), kind if kind in KINDS else "", month)
    return page(
        "console/notices/list.html",
        waiting=waiting_months(hall.id),
        found=search_notices(hall.id, search, page=asked_page()),
        kinds=KINDS,
        chain=chain_state(hall.id),
        today=day_of(clock.now(), hall.zone),
    )


@office.get(f"{PAGE}/drafts/<month>")
@open_to(Door.CONSOLE, DRAFTS, APPROVES)
def draft(month: str) -> Response:
    """A sealed month as it would be published."""
    return DraftPage(known_month(month)).show()


@office.post(f"{PAGE}/drafts/<month>")
@open_to(Door.CONSOLE, APPROVES, needs_fresh=True)
def approve_draft(month: str) -> Response:
    """A second person approves the last revision, and it is published."""
    hall, wanted, by, now = console_hall(), known_month(month), console_actor(), clock.now()
    remember(DraftPage(wanted))
    if request.form.get("revision", "") != str(preview(hall, wanted, now=now).sealed.revision):
        raise errors.StepNotAllowed(step="approve")
    approve_publication(hall, wanted, by=by, now=now)
    publish_month(hall, wanted, by=by, now=now)
    return see_other(at(PAGE, done="published"))


@office.get(f"{PAGE}/published/<path:number>")
@open_to(Door.CONSOLE, DRAFTS, APPROVES)
def notice(number: str) -> Response:
    """A published notice."""
    return NoticePage(number).show()


@office.post(f"{PAGE}/correct/<path:number>")
@open_to(Door.CONSOLE, DRAFTS, needs_fresh=True)
def correct_notice(number: str) -> Response:
    """The month is counted again; what changed becomes a further revision for approval."""
    hall, reason, now = console_hall(), _reason(number, "correct"), clock.now()
    month = Month.parse(notice_numbered(hall.id, number).month)
    check_words("reason", reason, hall)
    revised = revise_month(hall, month, reason=reason, by=console_actor(), now=now)
    if not revised.is_new:
        return see_other(at(f"{PAGE}/published/{number}", done="nothing_changed"))
    return see_other(at(f"{PAGE}/drafts/{month}", done="revision_drafted"))


@office.post(f"{PAGE}/withdraw/<path:number>")
@open_to(Door.CONSOLE, APPROVES, needs_fresh=True)
def withdraw_published(number: str) -> Response:
    """The notice is withdrawn, and says why."""
    reason = _reason(number, "withdraw")
    withdraw_notice(console_hall(), number, reason=reason, by=console_actor(), now=clock.now())
    return see_other(at(f"{PAGE}/published/{number}", done="withdrawn"))


@office.post(f"{PAGE}/reissue/<path:number>")
@open_to(Door.CONSOLE, DRAFTS, needs_fresh=True)
def reissue_withdrawn(number: str) -> Response:
    """The month of a withdrawn notice gets a further revision for approval."""
    hall, reason = console_hall(), _reason(number, "reissue")
    month = Month.parse(notice_numbered(hall.id, number).month)
    reissue_month(hall, month, reason=reason, by=console_actor(), now=clock.now())
    return see_other(at(f"{PAGE}/drafts/{month}", done="revision_drafted"))


def known_month(text: str) -> Month:
    """The month as in ``2026-11``; anything else is 404."""
    try:
        return Month.parse(text)
    except errors.NotAMonth:
        abort(404)


def _reason(number: str, form: str) -> str:
    """The reason that was typed; it is shown again if something is wrong."""
    reason = request.form.get("reason", "")
    remember(NoticePage(number, form, reason))
    return reason


def _content(found: Notice) -> dict[str, Any]:
    content = found.facts["content"]
    if found.kind == "ranking":
        return {"ranking": ranking_part(content), "totals": content["totals"]}
    return {"ranking": None, "totals": content["totals"]}


def _changed(found: Preview) -> tuple[object, ...]:
    """The windows that the revision shows otherwise than the notice published last."""
    if found.earlier is None:
        return ()
    ranking = next(each for each in found.drafts if each.kind == "ranking")
    return changes(found.earlier, ranking)
