"""How does the API describe itself, to programs (OpenAPI 3.1) and to people (a page)?"""

from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response
from flask_smorest import Api

from api.problem import PROBLEM_TYPE, ProblemOut
from api.section import BEARER, PHONE, PREFIX, SIGN_IN, Section
from api.wire import JSON_TYPE, encoded
from server.gate import Door, open_to
from server.texts import say

# The same sign-in as at the console; a page of ours in the same browser may read these routes.
COOKIE = {"type": "apiKey", "in": "cookie", "name": "__Host-console"}
OF_PHONES = (
    "小程序登录后的令牌（POST /wechat/login）；已绑定本单位账号的，可用于本人有权限的接口。"
    "What a phone was given when it signed in; bound to an account, it stands for its person."
)
PAGE = Path(__file__).with_name("docs.html")
# RapiDoc writes its own style elements; scripts come from this server alone.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
ABOUT = """\
窗评的接口：扫码、评价、投诉、公示，以及排队和排班系统的对接。
What a mini-program, a kiosk or another system needs: scan, rate, complain, read what is published.

- 出错时回答 `application/problem+json`（RFC 9457），`code` 不随语言变化，`detail` 用读者的语言。
- 没有列出的字段一律拒绝；类型从严：`"5"` 不是 `5`，`true` 不是 `1`。
- 写操作可带 `Idempotency-Key`；没有它，评价和投诉凭票据也不会重复。
"""


class Description(Api):
    """flask-smorest's collector of routes, with our errors and our pages."""

    # Every status that a route can answer is listed; "default" would cover up what is missing.
    DEFAULT_ERROR_RESPONSE_NAME = None

    @open_to(Door.PUBLIC)
    def _openapi_json(self) -> Response:
        return Response(encoded(self.spec.to_dict()), mimetype=JSON_TYPE)

    @open_to(Door.PUBLIC)
    def _openapi_rapidoc(self) -> Response:
        page = Response(PAGE.read_text(encoding="utf-8"), mimetype="text/html")
        page.headers["Content-Security-Policy"] = PAGE_POLICY
        return page

    def _register_error_handlers(self) -> None:
        """Leave errors to api.errors: pages answer theirs in their own way."""

    def _register_responses(self) -> None:
        content = {PROBLEM_TYPE: {"schema": ProblemOut}}
        for status in HTTPStatus:
            response = {"description": status.phrase, "content": content}
            self.spec.components.response(status.name, response, lazy=True)


def describe(app: Flask, sections: tuple[Section, ...]) -> Description:
    """Register the sections and serve their description."""
    app.config.update(
        API_TITLE=say("api.title"),
        API_VERSION="1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_RAPIDOC_PATH="docs",
        OPENAPI_RAPIDOC_URL="/static/vendor/rapidoc/rapidoc-min.js",
    )
    description = Description(app, spec_kwargs={"info": {"description": ABOUT}})
    bearer = {"type": "http", "scheme": "bearer"}
    description.spec.components.security_scheme(BEARER, bearer)
    description.spec.components.security_scheme(SIGN_IN, COOKIE)
    description.spec.components.security_scheme(PHONE, {**bearer, "description": OF_PHONES})
    for section in sections:
        description.register_blueprint(section)
    return description
