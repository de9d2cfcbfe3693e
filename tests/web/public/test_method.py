"""Does the page that explains the rule show what the rule says?"""

from flask.testing import FlaskClient

from tests.web.public.tables import bands_in_order, ranking_rows, said


def test_the_example_is_the_golden_one_computed_by_the_rule(reader: FlaskClient) -> None:
    page = reader.get("/public/method")

    assert bands_in_order(page) == [
        ("与本组相当", ["A01", "A02", "A03", "A07"]),
        ("暂不下结论", ["A05"]),
        ("低于本组", ["A04", "A06"]),
        ("只列出，不比较", ["A08"]),
    ]
    indices = {unit: cells["index"] for unit, cells in ranking_rows(page).items()}
    assert indices == {
        "A01": "0.74",
        "A02": "0.89",
        "A03": "1.06",
        "A04": "2.91",
        "A05": "1.42",
        "A06": "3.41",
        "A07": "0.91",
        "A08": "—",
    }


def test_the_rule_is_told_in_plain_words_with_its_own_numbers(reader: FlaskClient) -> None:
    words = said(reader.get("/public/method"))

    assert "任意 3 条评价就能改变的结论，我们不下结论。评价不足 30 条的" in words
    assert "python recompute.py 2026-10.csv --check 2026-10.json" in words


def test_every_reason_for_setting_aside_is_told(reader: FlaskClient) -> None:
    words = said(reader.get("/public/method"))

    assert "提交得比看完页面或办完一件事还快。" in words
    assert "这个窗口短时间内的评价多得不正常" in words
