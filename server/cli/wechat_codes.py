"""``wechat codes``: the mini-program code of each window, as a picture to print."""

from pathlib import Path
from shutil import copyfile

import click

from server.cli.speaking import command, hall_option, with_bar
from server.errors import SettingMissing
from server.gate import wiring
from server.queries.registry.halls import Hall
from server.queries.registry.windows import hall_windows
from server.texts import say
from wechat.client import Wechat
from wechat.kept_images import KeptImages

PAGE = "pages/rate/rate"
KEPT_IN = "wechat-codes"


@command("codes", "各窗口的小程序码，每个只向微信取一次 (each window's mini-program code)")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
@hall_option
def codes(out: Path, hall: Hall) -> None:
    """Write one picture a window, named as its other pictures; what was fetched is kept."""
    images = KeptImages(wiring().settings.var_dir / KEPT_IN, set_up(), PAGE)
    scenes = [each.code for each in hall_windows(hall.id) if each.code and not each.closed_on]
    fetched = sum(images.kept(scene) is None for scene in scenes)
    out.mkdir(parents=True, exist_ok=True)
    for scene in with_bar(scenes, say("code.drawing")):
        file = images.image(scene)
        copyfile(file, out / f"{hall.code}-{scene}-wechat{file.suffix}")
    click.echo(say("wechat_check.codes_written", count=len(scenes), fetched=fetched, folder=out))


def set_up() -> Wechat:
    """The client. Raises SettingMissing where no mini-program is set up."""
    client = wiring().wechat
    if client is None:
        raise SettingMissing(name="WECHAT_APPID, WECHAT_SECRET")
    return client
