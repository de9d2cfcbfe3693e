"""The process that says which fonts there are: folders on its standard input, a list on its output.

A process of its own, as for setting: who asks must not carry the typesetter along.
"""

import json
import sys

from documents.child import fonts


def main() -> None:
    """Lists the upright fonts of the machine, those in the folders and the shipped ones."""
    folders = json.load(sys.stdin)
    found = [
        {"family": font.family, "weight": font.weight, "file": font.path, "index": font.index}
        for font in fonts(*folders, of_the_machine=True).fonts()
        if font.style == "normal" and font.path
    ]
    json.dump(sorted(found, key=lambda font: (font["family"], font["weight"])), sys.stdout)


if __name__ == "__main__":
    main()
