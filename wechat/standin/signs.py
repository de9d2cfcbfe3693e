"""Which signs may stand where? Written from WeChat's tables a second time.

Were it shared with wechat/fields.py, the stand-in would agree with each of its mistakes.
"""

import re
from collections.abc import Mapping

from wechat.standin.refusal import Refusal

SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")
PAGE = re.compile(r"[0-9A-Za-z_-]+(?:/[0-9A-Za-z_-]+)*")

DATE = r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
HOUR = r"([01]?[0-9]|2[0-3]):[0-5][0-9]"
HAN = "\u4e00-\u9fff"
FIELDS: Mapping[str, str] = {
    "thing": r"[^\x00-\x1f]{1,20}",
    "number": r"[-0-9.]{1,32}",
    "letter": r"[A-Za-z]{1,32}",
    "symbol": r"[^0-9A-Za-z\u4e00-\u9fff\s]{1,5}",
    "character_string": r"[\x21-\x7e]{1,32}",
    "time": rf"({DATE} ?)?{HOUR}( ?~ ?({DATE} ?)?{HOUR})?",
    "date": rf"{DATE}( {HOUR})?( ?~ ?{DATE}( {HOUR})?)?",
    "amount": r"[¥￥$€£]?[0-9]{1,10}(\.[0-9]{1,2})?元?",
    "phone_number": r"[-0-9+() *]{1,17}",
    "car_number": rf"(?=.{{1,8}}$)[{HAN}]?[0-9A-Za-z]+[{HAN}]?",
    "name": rf"[\x20-\x7e]{{1,20}}|[{HAN}\x20-\x7e·]{{1,10}}",
    "phrase": rf"[{HAN}]{{1,5}}",
    "const": r"[^\x00-\x1f]{1,20}",
    "enum": r"[^\x00-\x1f]{1,20}",
}


def check_field(name: str, value: object) -> None:
    """Raises Refusal 47003, which names the field, for what WeChat would refuse."""
    if not isinstance(value, str) or not value.strip():
        raise Refusal(47003, f"argument invalid! data.{name}.value is empty")
    kind = name.rstrip("0123456789")
    # Nobody says whether an emoji counts once or twice: twice refuses too much, never too little.
    if not re.fullmatch(FIELDS.get(kind, "(?!)"), re.sub(r"[\U00010000-\U0010ffff]", "□□", value)):
        raise Refusal(47003, f"argument invalid! data.{name}.value invalid")
