"""Which number does a Chinese numeral below one hundred mean?"""

import re

UP_TO_99 = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
DIGITS = str.maketrans("〇零○一二两三四五六七八九", "0001223456789")
# 一刻 and 三刻 are quarters of an hour, not numbers of something.
NUMERAL = re.compile(rf"[零〇]?({UP_TO_99})(?!刻)")


def number_of(words: str) -> int:
    """十一 is 11, 二十 is 20, 三 is 3."""
    tens, ten, ones = words.translate(DIGITS).rpartition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(ones)


def with_digits(text: str) -> str:
    """The text with its numerals in digits: 九点二十分 is 9点20分."""
    return NUMERAL.sub(lambda numeral: str(number_of(numeral[1])), text)
