"""How people spell a word that a list looks for: each way makes it of the plain word."""

from collections.abc import Callable, Iterator

from server.packs.words import spellings

# Plain words of the shipped list, two of each script and category.
WORDS = (
    *("傻逼", "王八蛋", "操你妈", "狗杂种", "不得好死", "断子绝孙", "畜生", "人渣"),
    *("卖淫", "色情网", "招小姐", "线上赌场", "真人荷官", "兼职刷单", "加微信", "征信修复"),
    *("办假证", "枪支弹药", "摇头丸", "代孕", "贩毒", "出售个人信息"),
    *("fuck", "asshole", "caonima", "sb", "nmsl", "pornhub"),
)
TRADITIONAL = {simple: chr(other) for other, simple in spellings().items()}
CYRILLIC = str.maketrans("aeocpxyi", "аеосрхуі")
INVISIBLE = {
    "a space of no width": "\u200b",
    "a joiner": "\u200d",
    "a word joiner": "\u2060",
    "a byte order mark": "\ufeff",
    "a soft hyphen": "\u00ad",
    "a mark of direction": "\u202e",
    "a variation selector": "\ufe0f",
}
SEEN = {
    "spaces": " ",
    "ideographic spaces": "\u3000",
    "stars": "*",
    "full stops": ".",
    "middle dots": "·",
    "lines": "|",
    "dashes": "——",
    "smileys": "😡",
    "commas": "，",
    "new lines": "\n",
}


def _parted_by(sign: str) -> Callable[[str], str]:
    return sign.join


def _boxed(word: str) -> str:
    return _latin(word, 0x1F170)


def _circled(word: str) -> str:
    return _latin(word, 0x24D0)


def _flags(word: str) -> str:
    return _latin(word, 0x1F1E6)


def _latin(word: str, first: int) -> str:
    return "".join(chr(first + ord(a) - ord("a")) if "a" <= a <= "z" else a for a in word)


def _full_width(word: str) -> str:
    return "".join(chr(ord(a) + 0xFEE0) if "!" <= a <= "~" else a for a in word)


def _accented(word: str) -> str:
    return "".join(letter + "\u0301" for letter in word)


WAYS: dict[str, Callable[[str], str]] = {
    **{f"parted by {name}": _parted_by(sign) for name, sign in {**INVISIBLE, **SEEN}.items()},
    "with one star": lambda word: f"{word[:1]}*{word[1:]}",
    "in traditional characters": lambda word: "".join(TRADITIONAL.get(a, a) for a in word),
    "in capitals": str.upper,
    "with marks over the letters": _accented,
    "in full width": _full_width,
    "in boxes": _boxed,
    "in circles": _circled,
    "in flags": _flags,
    "in letters that look alike": lambda word: word.translate(CYRILLIC),
}


def evasions() -> Iterator[tuple[str, str, str]]:
    """Every word in every way that changes it: word, way, spelling."""
    for word in WORDS:
        for way, spell in WAYS.items():
            if spell(word) != word:
                yield word, way, spell(word)
