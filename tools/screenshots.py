"""How do the pages look? Pictures of a demo of its own for the README: phone, desktop, paper.

Runs inside the environment (``run.py screenshots``), unlike the rest of this folder.
"""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.sync_api import sync_playwright

from server import clock
from server.rules.months import month_of
from tests.house.chromium import QUIET
from tests.house.running import free_port
from tools.console_scenes import CONSOLE_SCENES, SUPERVISOR
from tools.demo import demo_settings, running
from tools.demo_phone import bind, phone_settings
from tools.environment import ROOT
from tools.phone_scenes import FOLDER, PHONE_SCENES, SUPERVISORS_PHONE
from tools.progress import Bar, say
from tools.scenes import SCENES, Scene, Stage

PICTURES = ROOT / "docs" / "screenshots"
ALL_SCENES = (*SCENES, *CONSOLE_SCENES, *PHONE_SCENES)
HALL_ZONE = ZoneInfo("Asia/Shanghai")
DOMAIN = "pj.example.gov.cn"
SHOWN_WINDOW = "A01"
DOTS_PER_INCH = "76"
MOST_BYTES = 250_000
COLOURS = 256
# The hall of the pictures never closes: they look the same whenever they are taken.
ALWAYS_OPEN = {
    "开放时间": "星期,开门,关门\n每天,0:00,23:59\n",
    "排班": "窗口号,工号,日期,类型\nA01,0101,2026-01-01,固定\n",
}


def main(wanted: Sequence[str] = ()) -> int:
    """Take the pictures anew from a demo of their own; the exit code.

    With ``wanted`` only those of the pages whose names begin like that.
    """
    scenes = [one for one in ALL_SCENES if not wanted or one.name.startswith(tuple(wanted))]
    chromium = _program("chromium", "google-chrome")
    (PICTURES / FOLDER).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(Path(folder))
        with running(Path(sys.executable), settings) as (_, addresses):
            _open_always(settings)
            bind(Path(sys.executable), settings, SUPERVISOR, SUPERVISORS_PHONE)
            code, wechat = _pairing_code(settings), settings["WECHAT_API_URL"]
            stage = Stage(addresses[0].url, f"http://{DOMAIN}", code, wechat)
            _take_all(chromium, scenes, stage, settings)
        if not wanted:
            _keep("poster", _poster(settings))
            _keep("bulletin", _bulletin(settings))
    return 0


def _settings(folder: Path) -> dict[str, str]:
    own = {"VAR_DIR": str(folder), "PORT": str(free_port()), "DATABASE_URL": ""}
    settings = demo_settings({**os.environ, **own, "PUBLIC_URL": f"http://{DOMAIN}"})
    return settings | phone_settings(Path(sys.executable), settings)


def _take_all(
    chromium: str, scenes: Sequence[Scene], stage: Stage, settings: dict[str, str]
) -> None:
    where = f"--host-resolver-rules=MAP {DOMAIN} 127.0.0.1:{settings['PORT']}"
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=[*QUIET, where]) as browser,
        Bar(len(scenes)) as bar,
    ):
        for scene in scenes:
            bar.step(scene.name)
            with browser.new_context(
                locale="zh-CN", timezone_id="Asia/Shanghai", **scene.screen
            ) as context:
                page = context.new_page()
                scene.play(page, stage)
                _keep(scene.name, page.screenshot())


def _open_always(settings: dict[str, str]) -> None:
    folder = Path(settings["VAR_DIR"], "always-open")
    folder.mkdir()
    for sheet, rows in ALWAYS_OPEN.items():
        (folder / f"{sheet}.csv").write_text(rows, encoding="utf-8")
    _flask(settings, "import-registry", str(folder))


def _pairing_code(settings: dict[str, str]) -> str:
    told = _flask(settings, "screens", "pair", SHOWN_WINDOW)
    return told.partition("配对码 ")[2].partition("（")[0]


def _poster(settings: dict[str, str]) -> bytes:
    papers = Path(settings["VAR_DIR"], "papers")
    shown = {**settings, "PUBLIC_URL": f"https://{DOMAIN}"}
    _flask(shown, "codes", "print", "--out", str(papers), "--window", SHOWN_WINDOW)
    return _first_page(papers / "posters-A4.pdf")


def _bulletin(settings: dict[str, str]) -> bytes:
    paper = Path(settings["VAR_DIR"], "bulletin.pdf")
    month = str(month_of(clock.now(), HALL_ZONE).previous())
    _flask(settings, "bulletin", month, "--format", "pdf", "--out", str(paper), "--by", "示例")
    return _first_page(paper)


def _first_page(paper: Path) -> bytes:
    program = _program("pdftoppm")
    _output(
        [program, "-r", DOTS_PER_INCH, "-png", "-singlefile", paper.name, paper.stem],
        cwd=paper.parent,
    )
    return paper.with_suffix(".png").read_bytes()


def _flask(settings: dict[str, str], *words: str) -> str:
    return _output([sys.executable, "-m", "flask", "--app", "wsgi", *words], settings)


def _output(
    command: Sequence[str], environment: dict[str, str] | None = None, cwd: Path = ROOT
) -> str:
    """What a program prints; its complaints stand on our terminal, and its failure is ours."""
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def _keep(name: str, png: bytes) -> None:
    """Keep a picture with 256 colours: pages are flat, and it takes a third of the bytes."""
    file = PICTURES / f"{name}.png"
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    size = file.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{file.name} has {size} bytes; a README's picture has at most {MOST_BYTES}.")
    say(f"  {file.relative_to(ROOT)}  {size // 1000} kB")


def _program(*names: str) -> str:
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        sys.exit(
            f"{names[0]} is missing; on Debian and Ubuntu: apt-get install chromium poppler-utils"
        )
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
