"""What a call wants, right in every part; tests change one of them."""

from typing import Any

from tests.wechat.phones import DATA, OPENID, PICTURE, TEMPLATE

IMAGE, SEND = "/wxa/getwxacodeunlimit", "/cgi-bin/message/subscribe/send"
TEXT, MEDIA = "/wxa/msg_sec_check", "/wxa/media_check_async"
SCENE: dict[str, Any] = {"scene": "7Q2K9F", "page": "pages/rate/rate"}
CHECKED: dict[str, Any] = {"version": 2, "openid": OPENID, "scene": 2, "content": "好"}
SHOWN: dict[str, Any] = {"version": 2, "openid": OPENID, "scene": 2, "media_type": 2}
SHOWN["media_url"] = PICTURE
LETTER: dict[str, Any] = {
    "touser": OPENID,
    "template_id": TEMPLATE,
    "data": {name: {"value": value} for name, value in DATA.items()},
}
