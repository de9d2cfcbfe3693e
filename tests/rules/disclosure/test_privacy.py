"""Is personal data found in a draft, and nothing seen where there is none?"""

import pytest

from server.rules.canonical import digest
from server.rules.disclosure import PrivacyProblem, privacy_problems
from server.rules.disclosure.privacy import PrivacyKind
from tests.rules.ranking.totals import a_unit, sealed

STAFF = ("张三", "欧阳小明", "Anna Li")


def kinds(draft: object) -> list[PrivacyKind]:
    return [problem.kind for problem in privacy_problems(draft, staff_names=STAFF)]


@pytest.mark.parametrize(
    "text",
    [
        "联系电话13800000000。",
        "电话 138 0000 0000",
        "138-0000-0000",
        "+86 13800000000",
        "１３８００００００００",
        "幺三八〇〇〇〇〇〇〇〇",
        "025-80000000",
        "(0510) 80000000",
    ],
)
def test_phone_numbers_are_found_however_they_are_written(text: str) -> None:
    assert kinds(text) == [PrivacyKind.PHONE]


@pytest.mark.parametrize(
    "text",
    [
        "身份证号 110101199001010000",
        "11010119900101000X",
        "110101 19900101 000x",
        "１１０１０１１９９００１０１０００Ｘ",
        "110101900101000",
    ],
)
def test_identity_numbers_are_found(text: str) -> None:
    assert kinds(text) == [PrivacyKind.IDENTITY_NUMBER]


@pytest.mark.parametrize(
    "text", ["由张三办理", "张 三", "张\u3000三", "欧阳 小明", "anna  li served"]
)
def test_names_of_staff_are_found_with_blanks_inside(text: str) -> None:
    assert kinds(text) == [PrivacyKind.STAFF_NAME]


@pytest.mark.parametrize(
    "text",
    [
        "2026年10月窗口A01共收到评价610条",
        "2026-10-31 12:00 至 13:30",
        "示例/2026-0047",
        "12345",
        "n=13800000",
        "0.9437348",
        digest({"n": 1}, ""),
        "138000000001",
        "110101199013010000",
        "张某",
        "Annalise Lind",
        "",
    ],
)
def test_what_is_not_personal_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_sealed_facts_hold_nothing_personal() -> None:
    assert kinds(sealed(*(a_unit(f"A{n:02}") for n in range(8)))) == []


def test_a_find_in_facts_says_where_and_masks_the_number() -> None:
    facts = {"groups": [{"name": "考核组A"}, {"name": "张三组", "note": ["电话13800000000"]}]}

    assert privacy_problems(facts, staff_names=STAFF) == [
        PrivacyProblem(PrivacyKind.STAFF_NAME, "groups[1].name", "张三"),
        PrivacyProblem(PrivacyKind.PHONE, "groups[1].note[0]", "138…00"),
    ]


def test_a_name_used_as_a_key_is_found() -> None:
    assert kinds({"张三": 5}) == [PrivacyKind.STAFF_NAME]


def test_the_halls_own_number_may_be_published() -> None:
    draft = "监督电话 0510-80000000，或 13800000000"

    found = privacy_problems(draft, public_numbers=["(0510) 80000000"])

    assert [problem.found for problem in found] == ["138…00"]


def test_a_blank_name_is_no_name() -> None:
    assert privacy_problems("窗口 A01", staff_names=["", " "]) == []
