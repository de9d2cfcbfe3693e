"""Can a feed reader follow the notices?"""

from xml.etree import ElementTree as ET

from flask.testing import FlaskClient

from tests.house.installation import PUBLIC_URL
from tests.web.public.months import SECOND

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(reader: FlaskClient, query: str = "") -> list[ET.Element]:
    """The entries of the feed."""
    return ET.fromstring(reader.get(f"/public/feed.xml{query}").data).findall(f"{ATOM}entry")  # noqa: S314 - our own words


def test_the_newest_notice_comes_first_with_its_address(reader: FlaskClient) -> None:
    newest, second, *_ = entries(reader)

    assert newest.findtext(f"{ATOM}title") == "2026年10月服务评价信息公开（第2版）"
    link = second.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{PUBLIC_URL}/public/notices/{SECOND}"
    assert second.findtext(f"{ATOM}updated") == "2026-11-23T10:00:00+08:00"


def test_a_notice_keeps_its_name_in_every_language(reader: FlaskClient) -> None:
    names = [entry.findtext(f"{ATOM}id") for entry in entries(reader)]

    assert names == [entry.findtext(f"{ATOM}id") for entry in entries(reader, "?lang=en")]
    assert len(set(names)) == 6


def test_the_feed_is_announced_on_the_pages(reader: FlaskClient) -> None:
    page = reader.get("/public/")

    assert '<link rel="alternate" type="application/atom+xml" href="/public/feed.xml"' in page.text
    assert reader.get("/public/feed.xml").mimetype == "application/atom+xml"
