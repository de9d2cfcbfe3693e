"""What must hold of the mini-program's files? Each gate gives the faults that it finds."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.miniprogram.markup import Element, elements
from tools.miniprogram import HARNESS, SOURCE

PARTS = ("wxml", "wxss", "js", "json")
MOST_MAIN_BYTES, MOST_PACKAGE_BYTES = 500_000, 2_000_000
STRUCTURE = {"block", "template", "import", "include", "slot", "wxs"}
FIELDS = {"input", "textarea", "picker", "switch"}
TAPS = ("bindtap", "catchtap", "bind:tap", "catch:tap", "bindlongpress")
ROLES = {"button", "link", "radio", "checkbox", "tab", "switch", "menuitem"}
# Calls that touch what belongs to the person (WeChat's list for the privacy guide), and those
# that do not.
PRIVATE = {
    "chooseAddress", "chooseImage", "chooseLocation", "chooseMedia", "chooseMessageFile",
    "choosePoi", "chooseVideo", "getClipboardData", "getFuzzyLocation", "getLocation",
    "getRecorderManager", "getUserInfo", "getUserProfile", "getWeRunData", "openBluetoothAdapter",
    "saveImageToPhotosAlbum", "saveVideoToPhotosAlbum", "setClipboardData", "startRecord",
    "startLocationUpdate", "addPhoneCalendar", "addPhoneContact", "createCameraContext",
}  # fmt: skip
PLAIN = {
    "arrayBufferToBase64", "downloadFile", "getEnterOptionsSync", "getFileSystemManager",
    "getNetworkType", "getPrivacySetting", "getStorageSync", "hideLoading", "login",
    "navigateBack", "navigateTo", "offNetworkStatusChange", "onNetworkStatusChange",
    "openPrivacyContract", "pageScrollTo", "previewImage", "reLaunch", "redirectTo",
    "removeStorageSync", "request", "requestSubscribeMessage", "scanCode",
    "setNavigationBarTitle", "setStorageSync", "showActionSheet", "showLoading", "showModal",
    "showToast", "stopPullDownRefresh", "switchTab", "uploadFile",
}  # fmt: skip
BEYOND_ES5 = re.compile(r"=>|\b(?:let|const|class|of)\s|`|\.\.\.")
REQUIRED = re.compile(r"require\('([^']+)'\)")
CALLED = re.compile(r"\bwx\.(\w+)")


def app(root: Path = SOURCE) -> dict[str, Any]:
    """What app.json says."""
    said: dict[str, Any] = json.loads((root / "app.json").read_text(encoding="utf-8"))
    return said


def pages(root: Path = SOURCE) -> list[str]:
    """Every page that app.json names."""
    said = app(root)
    packages = said.get("subPackages", [])
    return [
        *said["pages"],
        *(f"{one['root']}/{page}" for one in packages for page in one["pages"]),
    ]


def missing_files(root: Path = SOURCE) -> list[str]:
    """Pages and components without one of their four files, and folders that nobody names."""
    named = {*pages(root), *_components(root)}
    absent = [
        f"{name}.{part}"
        for name in sorted(named)
        for part in PARTS
        if not (root / f"{name}.{part}").exists()
    ]
    there = {str(file.relative_to(root).with_suffix("")) for file in root.rglob("*.wxml")}
    return [*absent, *(f"{name}: nobody names it" for name in sorted(there - named))]


def unknown_tags(root: Path = SOURCE) -> list[str]:
    """Tags that are neither WeChat's nor those of a component that the file uses."""
    builtins = set(json.loads((HARNESS / "runtime" / "builtin.json").read_text(encoding="utf-8")))
    known = builtins | STRUCTURE
    return [
        f"{file.relative_to(root)}:{one.line} <{one.tag}>"
        for file in sorted(root.rglob("*.wxml"))
        for one in elements(file)
        if one.tag not in known | set(_used_by(root, file))
    ]


def too_large(root: Path = SOURCE) -> list[str]:
    """Packages that are larger than they may be, as they ship."""
    roots = [one["root"] for one in app(root).get("subPackages", [])]
    sizes = {one: _bytes_of(root / one) for one in roots}
    main = _bytes_of(root) - sum(sizes.values())
    found = [f"main: {main}"] if main > MOST_MAIN_BYTES else []
    return [*found, *(f"{one}: {size}" for one, size in sizes.items() if size > MOST_PACKAGE_BYTES)]


def unknown_calls(root: Path = SOURCE) -> list[str]:
    """Calls of wx that nobody has thought about: add them to PLAIN, or declare them."""
    return sorted(calls(root) - PLAIN - PRIVATE)


def calls(root: Path = SOURCE) -> set[str]:
    """Every call of wx."""
    return {name for file in root.rglob("*.js") for name in CALLED.findall(_text(file))}


def undeclared(declared: set[str], root: Path = SOURCE) -> list[str]:
    """What touches the person's own and is not declared, and what is declared for nothing."""
    used = calls(root) & PRIVATE
    opened = {
        one.attributes.get("open-type", "")
        for file in root.rglob("*.wxml")
        for one in elements(file)
    }
    used |= opened & {"getPhoneNumber", "chooseAvatar", "getUserInfo"}
    return [
        *(f"{name} is not declared" for name in sorted(used - declared)),
        *(f"{name} is declared and not used" for name in sorted(declared - used)),
    ]


def beyond_es5(root: Path = SOURCE) -> list[str]:
    """WXS knows ES5 alone."""
    return [
        f"{file.relative_to(root)}: {line}"
        for file in sorted(root.rglob("*.wxs"))
        for line in _text(file).splitlines()
        if BEYOND_ES5.search(line.split("//")[0])
    ]


def unnamed(root: Path = SOURCE) -> list[str]:
    """Controls that a screen reader cannot name, or does not know as such."""
    return [
        f"{file.relative_to(root)}:{one.line} <{one.tag}> {fault}"
        for file in sorted(root.rglob("*.wxml"))
        for one in elements(file)
        for fault in _faults_of(one)
    ]


def strayed(root: Path = SOURCE) -> list[str]:
    """Files that need another package: it may not be there yet when they run."""
    return [
        f"{file.relative_to(root)}: {asked}"
        for file in sorted(root.rglob("*.js"))
        for asked in REQUIRED.findall(_text(file))
        if package_of((file.parent / asked).resolve(), root) not in {"", package_of(file, root)}
    ]


def _components(root: Path) -> set[str]:
    used = app(root).get("usingComponents", {})
    own = {where.lstrip("/") for where in used.values()}
    for file in root.rglob("*.json"):
        for where in json.loads(_text(file)).get("usingComponents", {}).values():
            own.add(_at(where, file, root))
    return own


def _used_by(root: Path, file: Path) -> list[str]:
    config = file.with_suffix(".json")
    said = json.loads(_text(config)) if config.exists() else {}
    return [*app(root).get("usingComponents", {}), *said.get("usingComponents", {})]


def _at(where: str, file: Path, root: Path) -> str:
    if where.startswith("/"):
        return where[1:]
    return str((file.parent / where).resolve().relative_to(root.resolve()))


def _bytes_of(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _faults_of(one: Element) -> Iterator[str]:
    return (fault for is_so, fault in FAULTS if is_so(one))


def _has_name(one: Element) -> bool:
    return bool(one.attributes.get("aria-label") or one.says)


def _is_pressed(one: Element) -> bool:
    return one.tag in {"view", "text", "image"} and any(tap in one.attributes for tap in TAPS)


def _has_a_role(one: Element) -> bool:
    said = one.attributes.get("aria-role", "")
    return said in ROLES or any(f"'{role}'" in said for role in ROLES)


def package_of(file: Path, root: Path) -> str:
    first = file.resolve().relative_to(root.resolve()).parts[0]
    return first if first in {one["root"] for one in app(root).get("subPackages", [])} else ""


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


FAULTS: tuple[tuple[Callable[[Element], bool], str], ...] = (
    (lambda one: one.tag in FIELDS and not one.attributes.get("aria-label"), "has no aria-label"),
    (
        lambda one: (
            one.tag == "image" and not {"aria-label", "aria-hidden"} & one.attributes.keys()
        ),
        "has neither aria-label nor aria-hidden",
    ),
    (lambda one: one.tag in {"button", "navigator"} and not _has_name(one), "has no name"),
    (lambda one: _is_pressed(one) and not _has_a_role(one), "is pressed and has no aria-role"),
    (lambda one: _is_pressed(one) and not _has_name(one), "is pressed and has no name"),
)
