"""Where are code images kept, so that each is fetched once? They are for ever and cost a call."""

from pathlib import Path

from wechat.client import Wechat

ENDINGS = {b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png", b"GIF8": ".gif"}


class KeptImages:
    """The code images of one page, one file a scene. A scene is fit to be a file's name.

    Each appid and edition has a folder of its own: an image of the trial opens nothing later.
    """

    def __init__(self, folder: Path, wechat: Wechat, page: str) -> None:
        account = wechat.account
        self._folder = folder / account.appid / account.env_version / page.replace("/", "-")
        self._wechat = wechat
        self._page = page

    def kept(self, scene: str) -> Path | None:
        """The file of that scene, None where it was not fetched yet."""
        found = (self._folder / f"{scene}{ending}" for ending in ENDINGS.values())
        return next((file for file in found if file.is_file()), None)

    def image(self, scene: str) -> Path:
        """The file of that scene, fetched where it is not there. Raises WechatError."""
        return self.kept(scene) or self._fetched(scene)

    def _fetched(self, scene: str) -> Path:
        content = self._wechat.code_image(scene, self._page)
        ending = next((name for start, name in ENDINGS.items() if content.startswith(start)), "")
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{scene}{ending}"
        # Whole or not at all: a file that is there is never fetched again.
        beginning = file.with_suffix(".part")
        beginning.write_bytes(content)
        return beginning.replace(file)
