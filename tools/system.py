"""What does the full run need beside Python, and how does it come here?"""

import os
import shutil
import subprocess
import sys

from tools import environment
from tools.progress import say

# Debian's names; fonts, because Chromium draws empty boxes without a Chinese one.
PACKAGES = (
    "chromium",
    "fonts-noto-cjk",
    "poppler-utils",
    "libimage-exiftool-perl",
    "postgresql",
    "wrk",
    "nginx-light",
    "caddy",
)
# The mini-program is built and checked with Node. Elsewhere npm comes with Node itself.
NODE = {"node": "nodejs", "npm": "npm"}


def install() -> int:
    """Install the missing packages through apt-get when we are root; the exit code.

    Elsewhere it does nothing: what is missing then shows as failed tests, with the reason.
    """
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        say("Not root, or no apt-get: using what is installed.")
        return 0
    missing = [package for package in PACKAGES if not _is_installed(package)]
    missing += [package for program, package in NODE.items() if shutil.which(program) is None]
    if not missing:
        return 0
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return environment.run(["apt-get", "update", "-q"], quiet) or environment.run(
        ["apt-get", "install", "-y", "-q", "--no-install-recommends", *missing], quiet
    )


def _is_installed(package: str) -> bool:
    state = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    return state.stdout.endswith("ok installed")


if __name__ == "__main__":
    sys.exit(install())
