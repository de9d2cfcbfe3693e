"""Is nobody asked for a consent that this installation cannot use?"""

from tests.web.forms import words_of
from tests.web.visitors import Visitor


def test_without_sms_and_mail_nobody_is_asked_whether_they_want_messages(visitor: Visitor) -> None:
    page = visitor.scan()

    assert 'name="tell"' not in page.text
    assert "发进展通知" not in words_of(page)
