"""Which numbers does the rating ranking use? Changing any of them needs a new RULE_VERSION."""

from fractions import Fraction

RULE_VERSION = "2026-11"

LEAST_RATINGS = 30  # fewer prove nothing about a unit
LEAST_UNITS = 4  # fewer are no group
SPARE_RATINGS = 3  # what a few friends or enemies can add must not move anybody
PRIOR_RATINGS = 4  # added to bad ratings seen and expected; pulls small numbers towards 1
ERROR = Fraction(5, 100)  # shared out among the ranked units of a group
SUMMONS_ERROR = Fraction(1, 100)
MATERIAL = Fraction(3, 2)  # an index nearer to 1 is no difference worth a word
COVERAGE_CAP = Fraction(3, 2)  # times the usual ratings per application
INTERVAL_ERROR = Fraction(5, 100)
GRID = 10_000  # intervals are given in hundredths of a percent

# How figures are written down, rounded half up after all is decided.
INDEX_PLACES = 2
CHANCE_PLACES = 7
USUAL_SHARE_PLACES = 4
