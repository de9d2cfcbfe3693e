"""The drawings of the console: places and lengths, exact, on scales that begin at 0."""

from fractions import Fraction

from web.console.charts import bar, heat, intervals, sparkline, stack


def test_a_column_is_made_of_three_kinds_from_below() -> None:
    drawn = stack([("10", (231, 118, 402)), ("11", (100, 0, 0))])

    assert drawn is not None
    assert [part.kind for part in drawn.columns[0].parts] == ["solid", "hatched", "dashed"]
    assert [part.kind for part in drawn.columns[1].parts] == ["solid"]
    assert [line.words for line in drawn.scale] == ["0", "200", "400", "600", "800"]


def test_the_pieces_of_a_column_stand_on_each_other() -> None:
    drawn = stack([("10", (300, 600, 600))])

    assert drawn is not None
    solid, hatched, dashed = drawn.columns[0].parts
    assert (solid.start, solid.length) == ("137.2", "28.8")
    assert (hatched.start, hatched.length) == ("79.6", "57.6")
    assert (dashed.start, dashed.length) == ("22.0", "57.6")


def test_nothing_is_not_drawn() -> None:
    assert stack([]) is None
    assert stack([("10", (0, 0, 0))]) is None


def test_few_things_have_a_scale_of_whole_numbers() -> None:
    drawn = stack([("10", (1, 0, 0))])

    assert drawn is not None
    assert [line.words for line in drawn.scale] == ["0", "1", "2"]


def test_a_bar_is_measured_by_the_longest() -> None:
    late, calm = bar((3, 1), 8)

    assert (late.kind, late.start, late.length) == ("solid", "0.00%", "37.50%")
    assert (calm.kind, calm.start, calm.length) == ("hatched", "37.50%", "12.50%")
    assert bar((0, 0), 8) == ()


def test_intervals_share_one_scale_and_what_has_no_ratings_has_none() -> None:
    drawn = intervals([(0, 58), (19, 431), (0, 0)])

    assert [line.words for line in drawn.scale] == ["0", "2", "4", "6", "8"]
    assert drawn.rows[0] is not None
    assert drawn.rows[0].low == drawn.rows[0].dot == "7.0%"
    assert drawn.rows[2] is None


def test_no_scale_of_shares_goes_beyond_a_hundred_percent() -> None:
    for bad in range(21):
        drawn = intervals([(bad, 20)])
        assert float(drawn.scale[-1].words) <= 100


def test_a_small_line_leaves_out_what_is_not_known() -> None:
    points = sparkline([Fraction(1, 2), None, Fraction(1)])

    assert points == "4.0,12.0 96.0,2.0"
    assert sparkline([None]) == ""


def test_the_strongest_ground_is_where_most_is() -> None:
    assert heat({"a": 4, "b": 1, "c": 0}) == {"a": "h4", "b": "h1", "c": "h0"}
    assert heat({}) == {}
