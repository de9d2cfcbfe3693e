"""How are days and moments written where people read them on pages and phones alike?"""

from datetime import date, datetime

from server.texts import say


def short_day(lang: str, day: date) -> str:
    """A day without its year: 11月6日, 6 Nov."""
    month = say(f"public.month_{day.month}", lang)
    return f"{day.day} {month}" if lang == "en" else f"{month}{day.day}日"


def day_and_time(moment: datetime, lang: str) -> str:
    """A local moment without its year: 11月25日 10:00, 25 November 10:00."""
    if lang == "en":
        return f"{moment.day} {moment:%B %H:%M}"
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def day_in_words(day: date, lang: str) -> str:
    """The day as people write it: 2026年11月25日, 25 November 2026."""
    if lang == "en":
        return f"{day.day} {day:%B} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def month_in_words(month: str, lang: str) -> str:
    """The month ``2026-11`` as people write it: 2026年11月, November 2026."""
    first = date.fromisoformat(f"{month}-01")
    return f"{first:%B} {first.year}" if lang == "en" else f"{first.year}年{first.month}月"
