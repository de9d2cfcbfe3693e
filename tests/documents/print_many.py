"""Prints 500 posters and says how much memory that took, the typesetter's process included."""

import resource
import sys

from documents.posters import PosterSize, posters_pdf
from tests.documents.build import a_poster

NUMBER, SYMBOLS = 500, 50

if __name__ == "__main__":
    some = [a_poster(f"7Q2K9F{at:02}") for at in range(SYMBOLS)]
    pdf = posters_pdf(some * (NUMBER // SYMBOLS), PosterSize.A4)
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    sys.stdout.write(f"{len(pdf)} {max(resource.getrusage(one).ru_maxrss for one in who)}")
