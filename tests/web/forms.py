"""What would a browser send? The form of a page, with what is filled in, ticked and hidden."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse, encode_multipart

Fields = dict[str, list[str]]


@dataclass
class Form:
    """A form as a browser sees it: where it goes, and what it would send."""

    action: str = ""
    fields: Fields = field(default_factory=dict)

    def value(self, name: str) -> str:
        """The one value of that field, empty where it sends none."""
        return next(iter(self.fields.get(name, [])), "")

    def fill(self, **values: Any) -> "Form":
        """The same with other answers; a list answers a question with several, None takes back."""
        changed = {
            name: value if isinstance(value, list) else [value] for name, value in values.items()
        }
        kept = {**self.fields, **changed}
        return Form(self.action, {n: v for n, v in kept.items() if v != [None]})

    def send(self, client: FlaskClient, **values: Any) -> TestResponse:
        """The answer to the form, filled in like this."""
        filled = self.fill(**values)
        boundary, body = encode_multipart(MultiDict(filled.fields))
        kind = f"multipart/form-data; boundary={boundary}"
        return client.post(filled.action, data=body, content_type=kind)


def form_of(page: TestResponse) -> Form:
    """The first form of a page."""
    return forms_of(page)[0]


def forms_of(page: TestResponse) -> list[Form]:
    """All forms of a page, in order; it has one at least."""
    reader = _Reader()
    reader.feed(page.text)
    assert reader.forms, page.text
    return reader.forms


def form_to(page: TestResponse, address: str) -> Form:
    """The form of a page that goes to that address, whatever is chosen behind the question mark."""
    reader = _Reader()
    reader.feed(page.text)
    found = [form for form in reader.forms if form.action.partition("?")[0] == address]
    assert found, page.text
    return found[0]


def words_of(page: TestResponse) -> str:
    """What a page says, without its markup."""
    reader = _Reader()
    reader.feed(page.text)
    return " ".join(reader.words)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.textarea: str | None = None
        self.select = ""
        self.is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.is_style = tag == "style"
        match tag:
            case "form":
                self.forms.append(Form(given["action"]))
            case "textarea":
                self.textarea = given.get("name", "")
                self._add(self.textarea, "")
            case "select" | "option":
                self._choose(tag, given)
            case "input" if given.get("type") in {"radio", "checkbox"} and "checked" not in given:
                pass
            case "input" if given.get("type") != "file":
                self._add(given["name"], given.get("value", ""))

    def _choose(self, tag: str, given: dict[str, str]) -> None:
        if tag == "select":
            self.select = given.get("name", "")
        elif "selected" in given:
            self._add(self.select, given["value"])

    def handle_endtag(self, tag: str) -> None:
        self.is_style = False
        if tag == "textarea":
            self.textarea = None

    def handle_data(self, data: str) -> None:
        if self.textarea is not None and self.forms:
            # Browsers leave out the first line end of a text field.
            self.forms[-1].fields[self.textarea] = [data.removeprefix("\n")]
        if not self.is_style and data.strip():
            self.words.append(data.strip())

    def _add(self, name: str, value: str) -> None:
        if self.forms:
            self.forms[-1].fields.setdefault(name, []).append(value)
