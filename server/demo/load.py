"""How does the demo hall come into the database: month by month, as it would have happened?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from qr.receipts import receipt_hash
from qr.screens import step_of
from server.actions.cases.submit_complaint import submit_complaint
from server.actions.codes.count_stray_scan import count_stray_scan
from server.actions.codes.issue_codes import issue_codes
from server.actions.codes.replace_code import replace_code
from server.actions.operations.claim_slot import Claim, claim_slot
from server.actions.operations.settle_slot import settle_slot
from server.actions.publication.end_objections import end_objections
from server.actions.publication.publish_month import publish_month
from server.actions.publication.seal_month import seal_month
from server.actions.ratings.approve_reattribution import approve_reattribution
from server.actions.ratings.submit_rating import submit_rating
from server.actions.ratings.submit_second_rating import submit_second_rating
from server.actions.registry.import_registry import import_registry
from server.actions.registry.seed_calendar import seed_calendar
from server.actions.registry.set_hall_setting import set_hall_setting
from server.db import hurried
from server.demo import hall as demo_hall
from server.demo.appraisal.living import appraise
from server.demo.casework import handle_cases
from server.demo.complaints import DemoComplaint, complaints
from server.demo.people import add_people
from server.demo.visits import DemoVisit, applications, visits
from server.errors import ChuangpingError
from server.queries.codes.scans import case_code_of, receipt_of
from server.queries.operations.jobs import run_of
from server.queries.ratings.owners import open_reattributions
from server.queries.registry.halls import Hall, all_halls, hall_named
from server.queries.registry.hours import national_calendar
from server.queries.registry.windows import hall_windows, window_numbered
from server.rules.cases.form import ComplaintForm
from server.rules.cases.kinds import CaseSource
from server.rules.hall_settings import YES, SettingRow
from server.rules.months import Month, month_of
from server.rules.ratings.form import RatingForm, Scan
from server.rules.ratings.levels import Lane, Level
from server.rules.registry.reading import read_registry
from server.rules.runs import RunState
from server.rules.slots import Slot
from server.rules.working_days import nth_working_day
from server.settings import Settings
from sheets.cells import Row, Sheet

PUBLISHED_MONTHS = 3
OFFICE, SECOND_PERSON = "办公室张某", "监督科李某"
REPLACED_WINDOW = "B05"
STRAY_SCANS = 7
COMES_BACK_AFTER = timedelta(hours=2)
SAMPLE_PHONE = "13800000000"
# The loading as a run in job_run: it is there while the hall is not whole.
LOADING, LOADED = "demo", Slot("loaded", datetime(2026, 1, 1, tzinfo=UTC))

Progress = Callable[[Iterable[DemoVisit], str], Iterable[DemoVisit]]


@dataclass(frozen=True)
class Stage:
    """Where the demo happens: the hall, the keys of the installation, who shows progress."""

    hall: Hall
    settings: Settings
    shown: Progress


class DemoHalfLoaded(ChuangpingError):
    """The hall that is there is the half of a demo whose loading was interrupted."""

    code = "demo.half_loaded"


def load_demo(
    settings: Settings, *, now: datetime, shown: Progress, is_appraised: bool = True
) -> bool:
    """Load three published months and the running one; False if any hall is there already.

    ``is_appraised``: with attendance, applications, inspections and all that a month is signed by.

    Raises DemoHalfLoaded where an earlier loading was interrupted: only an empty database will
    do then, since half a month cannot be told from a quiet one.
    """
    earlier = run_of(LOADING, LOADED.key)
    if all_halls():
        if earlier is not None and earlier.state is not RunState.DONE:
            raise DemoHalfLoaded
        return False
    claim = claim_slot(LOADING, LOADED, owner=LOADING, now=now, lease=timedelta())
    with hurried():
        _load(settings, now=now, shown=shown, is_appraised=is_appraised)
    if isinstance(claim, Claim):
        settle_slot(claim, RunState.DONE, now=now)
    return True


def _load(settings: Settings, *, now: datetime, shown: Progress, is_appraised: bool) -> None:
    months = demo_months(now)
    _found(months, now)
    stage = Stage(hall_named(demo_hall.HALL_CODE), settings, shown)
    for month in months:
        _live_through(stage, month, now)
    end_objections(stage.hall, now=now)
    handle_cases(stage.hall, now)
    if is_appraised:
        appraise(stage.hall, months, now)


def demo_months(now: datetime) -> tuple[Month, ...]:
    """The published months and the running one, the oldest first (in China's time)."""
    running = month_of(now, demo_hall.ZONE)
    months = [running]
    for _ in range(PUBLISHED_MONTHS):
        months.insert(0, months[0].previous())
    return tuple(months)


def _found(months: Sequence[Month], now: datetime) -> None:
    """The hall as its first month begins: registry, roster, calendar, codes, settings.

    Any earlier, and the worker would owe a month in which there was nothing to rate.
    """
    begun = months[0].starts_at(demo_hall.ZONE)
    seed_calendar(now=now)
    _enter(demo_hall.sheets(months), begun)
    hall = hall_named(demo_hall.HALL_CODE)
    issue_codes(hall.id, by=OFFICE, now=begun)
    automatic = SettingRow("automatic_publication", "", YES, begun.date())
    set_hall_setting(hall.id, automatic, by=OFFICE, now=begun)
    add_people(hall, begun)
    office = SettingRow("supervision_office", "", "示例区政务服务中心监督科", begun.date())
    set_hall_setting(hall.id, office, by=OFFICE, now=begun)


def _live_through(stage: Stage, month: Month, now: datetime) -> None:
    """One month: what citizens sent, the office's corrections, then the seal and the notices."""
    calendar = national_calendar()
    ends_at = month.ends_at(demo_hall.ZONE)
    sent = visits(month, demo_hall.ZONE, calendar, min(ends_at, now))
    codes = {window.number: window.code or "" for window in hall_windows(stage.hall.id)}
    for visit in stage.shown(sent, str(month)):
        _rate(stage, visit, codes[visit.window])
    for complaint in complaints(month, demo_hall.ZONE, calendar, min(ends_at, now)):
        _complain(stage, complaint)
    if month == demo_months(now)[demo_hall.CORRECTED_MONTH]:
        _correct_roster(stage, month, ends_at - timedelta(days=2))
        _replace_code(stage, ends_at - timedelta(days=1))
    if ends_at < now:
        _close(stage, month, ends_at)


def _rate(stage: Stage, visit: DemoVisit, code: str) -> None:
    scan = Scan(
        code,
        visit.scanned_at,
        visit.nonce,
        visit.lane,
        visit=visit.nonce.hex() if visit.lane is Lane.VERIFIED else None,
        step=step_of(visit.scanned_at) if visit.lane is Lane.PRESENT else None,
    )
    form = RatingForm(
        visit.level,
        tags=visit.tags,
        text=visit.text,
        contact=SAMPLE_PHONE if visit.has_contact else "",
        has_consented=visit.has_contact,
        is_pressed=visit.is_pressed,
    )
    found = receipt_hash(receipt_of(visit.nonce, stage.settings))
    contact_key = stage.settings.key("contact")
    sent_at = visit.scanned_at + visit.sent_after
    submit_rating(scan, form, receipt_hash=found, contact_key=contact_key, now=sent_at)
    if visit.comes_back:
        later = sent_at + COMES_BACK_AFTER
        submit_second_rating(found, RatingForm(Level.SATISFIED), contact_key=contact_key, now=later)


def _complain(stage: Stage, complaint: DemoComplaint) -> None:
    form = ComplaintForm(
        complaint.kind,
        complaint.category,
        complaint.text,
        complaint.nonce,
        CaseSource.WEB,
        window_number=complaint.window,
        contact=complaint.contact,
        has_consented=bool(complaint.contact),
    )
    submit_complaint(
        stage.hall.id,
        form,
        code_hash=receipt_hash(case_code_of(complaint.nonce, stage.settings)),
        contact_key=stage.settings.key("contact"),
        now=complaint.filed_at,
    )


def _report_volumes(month: Month, now: datetime) -> None:
    """The business system's monthly numbers, as the office enters them."""
    rows = [["月份", "窗口号", "办件量", "系统默认好评"]]
    for window in demo_hall.windows():
        handled, defaults = applications(window, month)
        rows.append([str(month), window.number, str(handled), str(defaults)])
    _enter({"办件量": rows}, now)


def _close(stage: Stage, month: Month, ends_at: datetime) -> None:
    """Seal the month ten minutes after its end, publish it on the hall's working day at nine."""
    _report_volumes(month, ends_at)
    hall = hall_named(stage.hall.code)
    seal_month(hall, month, by="timetable", now=ends_at + timedelta(minutes=10))
    after = month.next()
    day = nth_working_day(after.year, after.number, n=5, calendar=national_calendar()).due_on
    publish_month(hall, month, now=datetime.combine(day, time(9), demo_hall.ZONE))


def _correct_roster(stage: Stage, month: Month, now: datetime) -> None:
    """Somebody else sat at A03 one morning: entered by one person, approved by another."""
    _enter(demo_hall.correction(demo_hall.corrected_day(month)), now)
    for waiting in open_reattributions(stage.hall.id):
        approve_reattribution(stage.hall.id, waiting.id, by=SECOND_PERSON, now=now)


def _replace_code(stage: Stage, now: datetime) -> None:
    """An old poster is taken down, and some people still scan a photo of it."""
    old = window_numbered(stage.hall.id, REPLACED_WINDOW).code or ""
    replace_code(stage.hall.id, REPLACED_WINDOW, by=OFFICE, now=now)
    for _ in range(STRAY_SCANS):
        count_stray_scan(now.date(), old)


def _enter(sheets: Mapping[str, demo_hall.Table], now: datetime) -> None:
    """Hand in a workbook, as the office does."""
    reading = read_registry(
        [
            Sheet(name, tuple(Row(at, tuple(cells)) for at, cells in enumerate(rows, start=1)))
            for name, rows in sheets.items()
        ]
    )
    import_registry(reading, by=OFFICE, now=now)
