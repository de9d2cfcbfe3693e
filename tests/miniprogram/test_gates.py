"""Would WeChat take the mini-program, and can everybody use it? Each gate has seen a fault."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.miniprogram import compilers, gates, wording
from tools import environment, miniprogram

HOME = "pages/home/home"
Fault = Callable[[Path], object]


pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The mini-program, to be spoilt."""
    shutil.copytree(miniprogram.SOURCE, tmp_path / "miniprogram")
    return tmp_path / "miniprogram"


def spoil(root: Path, name: str, more: str) -> None:
    """Write something more into a file."""
    with (root / name).open("a", encoding="utf-8") as file:
        file.write(more)


def declared() -> set[str]:
    """What the account's privacy guide has to name."""
    said = (miniprogram.HARNESS / "privacy.json").read_text(encoding="utf-8")
    return set(json.loads(said))


GATES: dict[str, Callable[[Path], list[str]]] = {
    "files": gates.missing_files,
    "tags": gates.unknown_tags,
    "size": gates.too_large,
    "calls": gates.unknown_calls,
    "privacy": lambda root: gates.undeclared(declared(), root),
    "wxs": gates.beyond_es5,
    "names": gates.unnamed,
    "packages": gates.strayed,
    "words": wording.wrong_words,
}
FAULTS: dict[str, tuple[str, Fault]] = {
    "a page without its style": ("files", lambda root: (root / f"{HOME}.wxss").unlink()),
    "a page that nobody names": (
        "files",
        lambda root: shutil.copytree(root / "pages" / "home", root / "pages" / "hall"),
    ),
    "a misspelt tag": ("tags", lambda root: spoil(root, f"{HOME}.wxml", "<viwe></viwe>")),
    "too much for the main package": (
        "size",
        lambda root: (root / "big.js").write_bytes(b" " * 500_000),
    ),
    "a call that nobody thought about": (
        "calls",
        lambda root: spoil(root, f"{HOME}.js", "wx.shakeHands()"),
    ),
    "a call that is not declared": (
        "privacy",
        lambda root: spoil(root, f"{HOME}.js", "wx.getLocation({})"),
    ),
    "a button that is not declared": (
        "privacy",
        lambda root: spoil(root, f"{HOME}.wxml", '<button open-type="getPhoneNumber">x</button>'),
    ),
    "an arrow in WXS": ("wxs", lambda root: spoil(root, "utils/fill.wxs", "var two = () => 2;")),
    "a field without a name": ("names", lambda root: spoil(root, f"{HOME}.wxml", "<input />")),
    "a picture without a name": ("names", lambda root: spoil(root, f"{HOME}.wxml", "<image />")),
    "a button without a name": (
        "names",
        lambda root: spoil(root, f"{HOME}.wxml", '<button bindtap="onScan"></button>'),
    ),
    "a view that can be pressed": (
        "names",
        lambda root: spoil(root, f"{HOME}.wxml", '<view bindtap="onScan">x</view>'),
    ),
    "a step into another package": (
        "packages",
        lambda root: spoil(root, f"{HOME}.js", "require('../../staff/own')"),
    ),
    "a word in one language": (
        "words",
        lambda root: spoil(root, "words/citizen.js", "module.exports.home_scan = ['扫码', '']"),
    ),
    "a word that nobody says": (
        "words",
        lambda root: spoil(root, "words/citizen.js", "module.exports.idle_one = ['闲', 'idle']"),
    ),
    "a word that is not there": (
        "words",
        lambda root: spoil(root, f"{HOME}.wxml", "<view>{{w.not_there}}</view>"),
    ),
}


@pytest.mark.parametrize("gate", GATES)
def test_the_mini_program_passes_the_gate(gate: str) -> None:
    assert GATES[gate](miniprogram.SOURCE) == []


@pytest.mark.parametrize("what", FAULTS)
def test_the_gate_sees(what: str, copy: Path) -> None:
    gate, plant = FAULTS[what]

    plant(copy)

    assert GATES[gate](copy) != []


def test_wechats_own_compilers_take_it(tmp_path: Path) -> None:
    assert compilers.not_compiled(miniprogram.SOURCE, tmp_path) == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (f"{HOME}.wxml", "<view>"),
        (f"{HOME}.wxml", "<view>{{`${look}`}}</view>"),
        (f"{HOME}.wxss", ".open { color: red;"),
    ],
    ids=["a tag that stays open", "a template string", "a rule that stays open"],
)
def test_wechats_own_compilers_refuse(name: str, fault: str, copy: Path, tmp_path: Path) -> None:
    spoil(copy, name, fault)

    assert compilers.not_compiled(copy, tmp_path) != []


def test_the_scripts_agree_with_the_description_of_wechats_calls_and_a_wrong_option_is_seen(
    copy: Path, tmp_path: Path
) -> None:
    spoil(copy, f"{HOME}.js", "wx.navigateTo({ uri: '/pages/home/home' })")

    found = compilers.ill_typed(copy, tmp_path)  # once for both: it takes its time

    assert len(found) == 1, found
    assert f"{HOME}.js" in found[0]
    assert "uri" in found[0]


def test_a_warning_of_the_builder_is_an_error(copy: Path) -> None:
    spoil(copy, f"{HOME}.wxml", '<view wx:else="1" wx:elif="{{x}}">x</view>')

    with pytest.raises(miniprogram.BuildFailed):
        miniprogram.bundle(copy)


def test_what_is_declared_says_what_for() -> None:
    said = json.loads((miniprogram.HARNESS / "privacy.json").read_text(encoding="utf-8"))
    handbook = (environment.ROOT / "docs" / "wechat.md").read_text(encoding="utf-8")

    assert all(one["declare"] in handbook and one["why"] for one in said.values())
