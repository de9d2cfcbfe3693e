"""The one door for people: try it, test it, check it; ``python3 run.py --help`` says more.

Needs Python 3.11 or newer and pip, nothing else.
"""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit("Chuangping needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))

from tools.door import main  # noqa: E402 - an older Python could not even read what follows

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
