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
