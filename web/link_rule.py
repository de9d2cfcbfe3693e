"""How does WeChat see that an address is ours? By a file of its choosing, served beside it.

For a rule on links ("扫普通链接二维码打开小程序") WeChat asks for a file in the last folder that
the rule names, or at the root: /w/<name>.txt, /<name>.txt. They stand in WECHAT_VERIFY_FILES.
"""

from flask import Blueprint, Flask, Response, abort

from server.gate import Door, open_to, wiring
from web.errors import answer_on

ENDING = ".txt"

files = Blueprint("link_rule", __name__)
answer_on(files)


def register(app: Flask) -> None:
    """Give the app the addresses of the files."""
    app.register_blueprint(files)


@files.get(f"/w/<name>{ENDING}")
@files.get(f"/<name>{ENDING}")
@open_to(Door.PUBLIC)
def verification(name: str) -> Response:
    """The content of the file of that name; one that the operator did not name is 404."""
    content = _contents(wiring().settings.wechat.get("WECHAT_VERIFY_FILES", "")).get(name)
    return Response(content, mimetype="text/plain") if content else abort(404)


def _contents(said: str) -> dict[str, str]:
    """``name=content`` pairs with blanks between them; the names with their ending or without."""
    pairs = (pair.partition("=") for pair in said.split())
    return {name.removesuffix(ENDING): content for name, _, content in pairs}
