"""How is a form of a page filled in with what was typed into it before?

Any form: the page knows nothing of it. Hidden fields, passwords and files stay as the page has
them; everything a person can see and change gets what was kept.
"""

from collections import defaultdict
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

Fields = Sequence[tuple[str, str]]
Attributes = list[tuple[str, str | None]]
LEFT_ALONE = frozenset({"hidden", "password", "file", "submit", "button", "image", "reset"})
TICKED = frozenset({"checkbox", "radio"})


def filled(page: str, action: str, fields: Fields, *, first: str) -> str | None:
    """The page with its form for that address filled in; None where it has no such form.

    ``first`` is markup that is put at the beginning of the form.
    """
    filling = _Filling(action, fields, first)
    filling.feed(page)
    filling.close()
    return "".join(filling.out) if filling.is_found else None


class _Filling(HTMLParser):
    def __init__(self, action: str, fields: Fields, first: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.is_found = False
        self._action, self._first = action, first
        self._kept: defaultdict[str, list[str]] = defaultdict(list)
        for name, value in fields:
            self._kept[name].append(value)
        self._is_inside = False
        self._select = ""
        self._is_dropping = False  # the old words of a text field
        self._folds: list[int] = []  # where in ``out`` the folds around this place begin

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("action", "").partition("?")[0] == self._action:
            self._is_inside = self.is_found = True
            self._unfold()
            self._raw()
            self.out.append(self._first)
        elif self._is_inside and tag in {"input", "textarea", "select", "option"}:
            self._fill(tag, attrs, given)
        else:
            self._raw()
            if tag == "details":
                self._folds.append(len(self.out) - 1)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_inside = False
        if tag == "textarea":
            self._is_dropping = False
        if tag == "select":
            self._select = ""
        if tag == "details" and self._folds:
            self._folds.pop()
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._pass_on(data)

    def handle_entityref(self, name: str) -> None:
        self._pass_on(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._pass_on(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")

    def _unfold(self) -> None:
        """What is folded away would not be seen."""
        for at in self._folds:
            if " open" not in self.out[at]:
                self.out[at] = self.out[at].removesuffix(">") + " open>"

    def _fill(self, tag: str, attrs: Attributes, given: dict[str, str]) -> None:
        name = given.get("name", "")
        match tag:
            case "input" if given.get("type", "text") in TICKED:
                is_on = given.get("value", "on") in self._kept[name]
                self._write(tag, attrs, flag="checked", is_on=is_on)
            case "input" if given.get("type", "text") not in LEFT_ALONE and self._kept[name]:
                rest = [(key, value) for key, value in attrs if key != "value"]
                self._write(tag, [*rest, ("value", self._kept[name].pop(0))])
            case "textarea" if self._kept[name]:
                self._raw()
                self.out.append("\n" + escape(self._kept[name].pop(0)))
                self._is_dropping = True
            case "select":
                self._select = name
                self._raw()
            case "option" if self._kept[self._select]:
                is_on = given.get("value") in self._kept[self._select]
                self._write(tag, attrs, flag="selected", is_on=is_on)
            case _:
                self._raw()

    def _write(self, tag: str, attrs: Attributes, *, flag: str = "", is_on: bool = False) -> None:
        rest = [(key, value) for key, value in attrs if key != flag]
        if is_on:
            rest.append((flag, None))
        words = (key if value is None else f'{key}="{escape(value)}"' for key, value in rest)
        self.out.append(f"<{' '.join((tag, *words))}>")

    def _raw(self) -> None:
        self._pass_on(self.get_starttag_text() or "")

    def _pass_on(self, text: str) -> None:
        if not self._is_dropping:
            self.out.append(text)
