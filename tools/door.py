"""Which commands does run.py have, and who does the work?"""

import argparse
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from tools import bundle, demo, environment, suite
from tools.children import end_like_ctrl_c
from tools.environment import ROOT
from tools.progress import say

INTERRUPTED = 130  # as a shell says of a program that Ctrl-C ended


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; the exit code (130 when it was interrupted)."""
    asked = _parser().parse_args(arguments)
    act: Callable[[argparse.Namespace], int] = asked.act
    signal.signal(signal.SIGTERM, end_like_ctrl_c)
    try:
        return act(asked)
    except KeyboardInterrupt:
        say("Stopped.")
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py", description="The one door to Chuangping.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    command = commands.add_parser("demo", help="set up, load a demo hall, serve it (PORT, VAR_DIR)")
    command.add_argument("--once", action="store_true", help="start, look at each page, stop")
    command.set_defaults(act=lambda asked: demo.demo(once=asked.once))

    command = commands.add_parser("test", help="lint, types, imports and all tests")
    command.add_argument(
        "--full", action="store_true", help="install what is missing (as root); a skip is a failure"
    )
    command.set_defaults(act=lambda asked: suite.test(full=asked.full))

    command = commands.add_parser("check", help="lint, format, types and imports: before each push")
    command.set_defaults(act=lambda _asked: suite.check())

    command = commands.add_parser("bench", help="measure speed and memory; more with --help")
    command.add_argument("rest", nargs=argparse.REMAINDER, help="for the benchmarks themselves")
    command.set_defaults(act=lambda asked: _module("bench", asked.rest))

    command = commands.add_parser("bundle", help="all that one offline server needs, in a folder")
    command.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "bundle")
    command.set_defaults(act=lambda asked: bundle.bundle(asked.folder.resolve()))

    command = commands.add_parser("screenshots", help="take the pictures that the README shows")
    command.add_argument("names", nargs="*", help="only those that begin like that")
    command.set_defaults(act=lambda asked: _module("tools.screenshots", asked.names))
    return parser


def _module(name: str, arguments: Sequence[str]) -> int:
    """Run one of our modules inside the environment, with the developers' packages."""
    python = environment.ready("requirements-dev.txt")
    return environment.run([python, "-m", name, *arguments])
