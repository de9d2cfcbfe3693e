"""What happens between a poster and a phone's decoder?"""

import io
import math

from PIL import Image, ImageChops, ImageFilter

PHOTO_WIDTH = 1080


def as_photo(poster: Image.Image) -> Image.Image:
    """The poster as it fills a phone's picture."""
    height = round(poster.height * PHOTO_WIDTH / poster.width)
    return poster.convert("L").resize((PHOTO_WIDTH, height))


def blurred(photo: Image.Image, sigma: float = 1.5) -> Image.Image:
    return photo.filter(ImageFilter.GaussianBlur(sigma))


def tilted(photo: Image.Image, degrees: float = 35) -> Image.Image:
    """Seen from the side, from twice its width away."""
    angle, away = math.radians(degrees), 2 * photo.width
    x, y = photo.width / 2, photo.height / 2
    lean = -math.tan(angle) / away
    at_edge = 1 - lean * x
    rows = [
        [x * lean + 1 / math.cos(angle), 0, x * at_edge - x / math.cos(angle)],
        [y * lean, 1, y * at_edge - y],
        [lean, 0],
    ]
    numbers = [number / at_edge for row in rows for number in row]
    return photo.transform(
        photo.size,
        Image.Transform.PERSPECTIVE,
        numbers,
        resample=Image.Resampling.BICUBIC,
        fillcolor=128,
    )


def squeezed(photo: Image.Image, quality: int = 30) -> Image.Image:
    """Through JPEG."""
    file = io.BytesIO()
    photo.save(file, "JPEG", quality=quality)
    return Image.open(file)


def shaded(photo: Image.Image, darkest: float = 0.3) -> Image.Image:
    """Light from one side only."""
    light = Image.linear_gradient("L").rotate(90).resize(photo.size)
    lifted = light.point(lambda grey: round(255 * darkest + grey * (1 - darkest)))
    return ImageChops.multiply(photo, lifted)


def noisy(photo: Image.Image, sigma: float = 15) -> Image.Image:
    noise = Image.effect_noise(photo.size, sigma)
    return ImageChops.add(photo, noise, 1, -128)


def all_mild(photo: Image.Image) -> Image.Image:
    """A little of everything."""
    seen = shaded(tilted(blurred(photo, 1), 20), 0.6)
    return squeezed(noisy(seen, 8), 50)
