"""Why is an upload not kept as a photo?"""

from server.errors import ChuangpingError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 10_000
MOST_WORKING_BYTES = 150_000_000
WEBP_BYTES_PER_PIXEL = 16


class PictureRefused(ChuangpingError):
    """The upload is no photo we keep; the rest of the form it came with stays valid."""

    code = "photo.broken"


class NotAPicture(PictureRefused):
    """Neither JPEG nor PNG nor WebP, whatever its name says."""

    code = "photo.not_a_picture"


class PictureTooLarge(PictureRefused):
    """More bytes than we read; ``megabytes`` is the limit."""

    code = "photo.too_large"

    def __init__(self) -> None:
        super().__init__(megabytes=MOST_BYTES // 1024**2)


class PictureTooManyPixels(PictureRefused):
    """More pixels, or a longer side, than we unpack.

    The limits: ``megapixels``, for WebP ``webp_megapixels``, and ``side`` in pixels.
    """

    code = "photo.too_many_pixels"

    def __init__(self) -> None:
        super().__init__(
            megapixels=MOST_PIXELS // 1_000_000,
            webp_megapixels=MOST_WORKING_BYTES // WEBP_BYTES_PER_PIXEL // 1_000_000,
            side=LONGEST_SIDE,
        )


class PictureMoves(PictureRefused):
    """An animation; only still pictures are kept."""

    code = "photo.moves"


class PictureBroken(PictureRefused):
    """It begins like a picture but cannot be read to its end with reasonable effort."""

    code = "photo.broken"


class WorkshopClosed(ChuangpingError):
    """Pictures cannot be cleaned at the moment: our fault, not the picture's.

    ``reason`` is for the operator: ``busy``, ``no process`` or the name of an exception.
    """

    code = "photo.workshop_closed"


EXIT_CODES: dict[int, type[PictureRefused]] = {
    10: NotAPicture,
    11: PictureTooManyPixels,
    12: PictureMoves,
    13: PictureBroken,
}
"""How the child process, which cannot raise across to its parent, tells its verdict."""
