"""Is a field that WeChat would refuse seen before it is sent, and a text made to fit?"""

import pytest

from wechat.errors import TemplateFieldUnfit
from wechat.fields import KINDS, field_problems, fitted, length
from wechat.standin.refusal import Refusal
from wechat.standin.signs import FIELDS, check_field

FIT: list[tuple[str, str]] = [
    ("thing1", "字" * 20),
    ("thing1", "a b，，！" + "字" * 14),
    ("number2", "1" * 32),
    ("number2", "-12.50"),
    ("letter3", "a" * 32),
    ("symbol4", "！@#￥%"),
    ("character_string5", "CP-2026/11.0001" + "x" * 17),
    ("time6", "15:01"),
    ("time6", "2026年11月2日 15:01"),
    ("time6", "9:00~11:30"),
    ("date7", "2026年11月2日"),
    ("date7", "2026年11月2日 09:30"),
    ("date7", "2026年11月2日~2026年11月9日"),
    ("amount8", "￥1234567890.50"),
    ("amount8", "1元"),
    ("phone_number9", "+86-0766-66888866"),
    ("car_number10", "粤A8Z888挂"),
    ("name11", "张" * 10),
    ("name11", "Zhang " + "a" * 14),
    ("phrase12", "已经答复了"),
    ("const13", "已办结"),
    ("enum14", "已办结"),
]
UNFIT: list[tuple[str, str]] = [
    ("thing1", "字" * 21),
    ("thing1", ""),
    ("thing1", "  "),
    ("thing1", "两\n行"),
    ("thing1", "表\t格"),
    ("thing1", "😀" * 10 + "字"),
    ("number2", "1" * 33),
    ("number2", "三"),
    ("letter3", "a1"),
    ("symbol4", "!@#$%^"),
    ("character_string5", "编号1"),
    ("character_string5", "x" * 33),
    ("time6", "24:00"),
    ("time6", "下午三点"),
    ("date7", "2026-11-02"),
    ("date7", "明天"),
    ("amount8", "12345678901"),
    ("phone_number9", "1" * 18),
    ("phone_number9", "电话"),
    ("car_number10", "粤A8Z8888挂"),
    ("name11", "张" * 11),
    ("name11", "a" * 21),
    ("phrase12", "已经答复了吗"),
    ("phrase12", "已答复。"),
    ("phrase12", "ok"),
    ("thing", "没有数字"),
    ("something1", "没有这种"),
]


@pytest.mark.parametrize(("name", "value"), FIT)
def test_what_fits_is_let_through_by_both_sides(name: str, value: str) -> None:
    check_field(name, value)

    assert field_problems({name: value}) == ()


@pytest.mark.parametrize(("name", "value"), UNFIT)
def test_what_does_not_fit_is_seen_and_named(name: str, value: str) -> None:
    (problem,) = field_problems({"thing9": "好", name: value})

    assert problem.field == name


@pytest.mark.parametrize(
    ("name", "value"), [row for row in UNFIT if row[0] not in {"thing", "something1"}]
)
def test_the_stand_in_refuses_it_too(name: str, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_field(name, value)

    assert refused.value.errcode == 47003
    assert name in refused.value.errmsg


def test_both_sides_know_the_same_kinds() -> None:
    assert set(KINDS) == set(FIELDS)


FITTED: list[tuple[str, str, str]] = [
    ("thing1", "字" * 20, "字" * 20),
    ("thing1", "字" * 21, "字" * 19 + "…"),
    ("thing1", " 两\n行\t ", "两 行"),
    ("thing1", "😀" * 11, "😀" * 9 + "…"),
    ("character_string2", "编号 CP-1", "CP-1"),
    ("character_string2", "x" * 33, "x" * 32),
    ("phrase3", "已答复。", "已答复"),
    ("phrase3", "已经全部答复", "已经全部答"),
    ("name4", "张" * 11, "张" * 10),
    ("name4", "a" * 21, "a" * 20),
    ("date5", "2026-11-02", "2026年11月2日"),
    ("date5", "2026-11-02 09:05", "2026年11月2日 09:05"),
    ("time6", "2026-11-02T09:05", "2026年11月2日 09:05"),
    ("letter7", "a" * 40, "a" * 32),
]


@pytest.mark.parametrize(("name", "value", "result"), FITTED)
def test_a_text_is_made_to_fit(name: str, value: str, result: str) -> None:
    found = fitted(name, value)

    assert found == result
    assert field_problems({name: found}) == ()


def test_what_cannot_be_mended_is_told_after_all() -> None:
    assert [one.code for one in field_problems({"phrase1": fitted("phrase1", "ok")})] == [
        "wechat.field_empty"
    ]
    assert [one.code for one in field_problems({"thing2": "字" * 21})] == ["wechat.field_too_long"]


def test_an_emoji_counts_as_two() -> None:
    assert [length(text) for text in ("", "字", "a", "😀", "𠮷")] == [0, 1, 1, 2, 2]


def test_an_error_names_the_field_and_not_what_it_held() -> None:
    assert str(TemplateFieldUnfit(field="thing1")) == (
        "wechat.template_field_unfit {'field': 'thing1'}"
    )
