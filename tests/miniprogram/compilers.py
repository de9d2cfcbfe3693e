"""What do the compilers say that WeChat and its descriptions of the calls come with?"""

import json
import subprocess
from pathlib import Path

from tools.miniprogram import HARNESS, PACKAGES

TSC = PACKAGES / "typescript" / "bin" / "tsc"


def not_compiled(root: Path, out: Path) -> list[str]:
    """What WeChat's own compilers of WXML and WXSS say against it; they are strict, of 2020."""
    binaries = PACKAGES / "miniprogram-compiler" / "bin" / "linux"
    found = []
    for name, kinds, told in (("wcc", ("wxml", "wxs"), ["-d"]), ("wcsc", ("wxss",), ["-lc"])):
        program = out / name
        program.write_bytes((binaries / name).read_bytes())
        program.chmod(0o755)
        files = sorted(
            f"./{one.relative_to(root)}" for kind in kinds for one in root.rglob(f"*.{kind}")
        )
        done = subprocess.run(
            [program, *told, "-o", out / f"{name}.js", *files],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            found.append((done.stderr or done.stdout).strip())
    return found


def ill_typed(root: Path, out: Path) -> list[str]:
    """What TypeScript says against the scripts, with WeChat's own descriptions of its calls."""
    settings = {"extends": str(HARNESS / "tsconfig.json"), "include": [f"{root}/**/*.js"]}
    (out / "tsconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    done = subprocess.run(
        ["node", TSC, "-p", out / "tsconfig.json"],  # noqa: S607 - found on the path
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in done.stdout.splitlines() if "error" in line]
