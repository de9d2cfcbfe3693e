"""Does a masked contact hide enough?"""

import pytest

from server.rules.cases.masking import masked


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        pytest.param("13800000000", "138****0000", id="a mobile number"),
        pytest.param("1380000000", "1****", id="one letter less than a mobile number"),
        pytest.param("020-00000000", "020****0000", id="a landline"),
        pytest.param("zhang@example.cn", "z****@example.cn", id="an e-mail"),
        pytest.param("@example.cn", "****@example.cn", id="an e-mail without a name"),
        pytest.param("qq@", "q****", id="no e-mail"),
        pytest.param("张", "张****", id="one letter"),
        pytest.param("", "", id="none"),
    ],
)
def test_the_middle_of_a_contact_is_hidden(contact: str, shown: str) -> None:
    assert masked(contact) == shown
