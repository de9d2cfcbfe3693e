"""Which files does somebody send who means harm, or whose phone is odd?"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from random import Random

from PIL import Image, ImageCms

from tests.photos.pieces import (
    COLOUR,
    MARKER,
    PNG_HEAD,
    a_jpeg,
    a_png,
    chunk,
    drawn,
    encoded,
    flipped,
    gps_exif,
    png_head,
    png_of_zeros,
    turned_exif,
    with_chunk,
    with_segment,
    zeros,
)

HTML = b"<html><script>alert('" + MARKER + b"')</script></html>"
PHP = b"<?php system('" + MARKER + b"'); ?>"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>' + MARKER + b"</rdf></x:xmpmeta>"
TEN_MB = 10 * 1024 * 1024


def redrawn() -> Mapping[str, bytes]:
    """Files that are photos, with all that may hang on a photo."""
    return _plain() | _talkative_jpegs() | _talkative_others() | _polyglots() | _large()


def refused() -> Mapping[str, Mapping[str, bytes]]:
    """Files that are not kept, by the name of the reason."""
    return {
        "NotAPicture": _foreign(),
        "PictureTooManyPixels": _bombs(),
        "PictureMoves": _moving(),
        "PictureBroken": _damaged(),
        "PictureTooLarge": {
            "11 MB": a_jpeg() + bytes(TEN_MB),
            "10 MB and a byte": _padded(TEN_MB + 1),
        },
    }


def either() -> Mapping[str, bytes]:
    """JPEGs with one wrong bit each: some are still readable, none may do harm."""
    chance, jpeg = Random(20261125), a_jpeg(exif=gps_exif())  # noqa: S311 - a repeatable corpus
    return {
        f"JPEG with bit {bit} flipped": flipped(jpeg, bit)
        for bit in sorted(chance.sample(range(8 * len(jpeg)), 24))
    }


def _plain() -> dict[str, bytes]:
    deep = Image.new("I;16", (64, 48), 40_000)
    return {
        "JPEG": a_jpeg(),
        "JPEG, progressive": a_jpeg(progressive=True),
        "JPEG, grey": encoded(drawn(mode="L"), "JPEG"),
        "JPEG, CMYK": encoded(drawn(mode="CMYK"), "JPEG"),
        "JPEG, one pixel": encoded(drawn(1, 1), "JPEG"),
        "JPEG of two pictures (MPO)": encoded(
            drawn(), "MPO", save_all=True, append_images=[drawn(32, 24)]
        ),
        "PNG": a_png(),
        "PNG, see-through": encoded(drawn(mode="RGBA"), "PNG"),
        "PNG, grey and see-through": encoded(drawn(mode="LA"), "PNG"),
        "PNG, palette": encoded(drawn(mode="P"), "PNG"),
        "PNG, palette with a see-through colour": encoded(drawn(mode="P"), "PNG", transparency=3),
        "PNG, black and white": encoded(drawn(mode="1"), "PNG"),
        "PNG, 16 bits grey": encoded(deep, "PNG"),
        "PNG, 16 bits grey, see-through": with_chunk(
            encoded(deep, "PNG"), b"tRNS", struct.pack(">H", 40_000)
        ),
        "PNG, 16 bits colour": png_of_zeros(64, 48, depth=16, kind=COLOUR),
        "PNG with fewer pixels than it says": png_head(64, 48) + chunk(b"IDAT", zeros(9)),
        "WebP": encoded(drawn(), "WEBP"),
        "WebP, lossless, see-through": encoded(drawn(mode="RGBA"), "WEBP", lossless=True),
    }


def _talkative_jpegs() -> dict[str, bytes]:
    with_thumbnail = b"Exif\0\0MM\0*\0\0\0\x08\0\0" + a_jpeg() + MARKER
    return {
        "JPEG with GPS": a_jpeg(exif=gps_exif()),
        "JPEG with a comment": a_jpeg(comment=MARKER),
        "JPEG with HTML as its comment": a_jpeg(comment=HTML),
        "JPEG with XMP": with_segment(a_jpeg(), 0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        "JPEG with IPTC": with_segment(
            a_jpeg(), 0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + MARKER
        ),
        "JPEG with a colour profile": a_jpeg(icc_profile=_profile()),
        "JPEG with a maker's segment": with_segment(a_jpeg(), 0xE7, MARKER),
        "JPEG with a thumbnail": with_segment(a_jpeg(), 0xE1, with_thumbnail),
        "JPEG with nonsense as Exif": with_segment(a_jpeg(), 0xE1, b"Exif\0\0" + MARKER * 9),
        "JPEG with endless Exif": with_segment(
            a_jpeg(), 0xE1, b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + MARKER
        ),
    } | {f"JPEG held the way {way}": a_jpeg(exif=turned_exif(way)) for way in (*range(2, 9), 9)}


def _talkative_others() -> dict[str, bytes]:
    packed = zlib.compress(MARKER * 9)
    return {
        "PNG with GPS": a_png(exif=gps_exif()),
        "PNG with text": with_chunk(a_png(), b"tEXt", b"Author\0" + MARKER),
        "PNG with packed text": with_chunk(a_png(), b"zTXt", b"Comment\0\0" + packed),
        "PNG with XMP": with_chunk(a_png(), b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP),
        "PNG with a colour profile": a_png(icc_profile=_profile()),
        "PNG with a private chunk": with_chunk(a_png(), b"prVt", MARKER),
        "PNG with a moment": with_chunk(a_png(), b"tIME", bytes([7, 234, 11, 2, 9, 0, 0])),
        "WebP with GPS": encoded(drawn(), "WEBP", exif=gps_exif()),
        "WebP with XMP": encoded(drawn(), "WEBP", xmp=XMP),
        "WebP with a colour profile": encoded(drawn(), "WEBP", icc_profile=_profile()),
    }


def _polyglots() -> dict[str, bytes]:
    return {
        "JPEG that is also HTML": a_jpeg() + HTML,
        "JPEG that is also a ZIP": a_jpeg() + _zip(),
        "JPEG that is also PDF": a_jpeg() + b"%PDF-1.7\n" + MARKER,
        "PNG that is also PHP": a_png() + PHP,
        "PNG that is also a ZIP": a_png() + _zip(),
        "WebP that is also HTML": encoded(drawn(), "WEBP") + HTML,
    }


def _large() -> dict[str, bytes]:
    """On the border of what is unpacked, in the costliest way of each format."""
    photo = drawn(5000, 5000)
    return {
        "JPEG, 25 MP, progressive": encoded(
            photo, "JPEG", quality=30, progressive=True, subsampling=0
        ),
        "JPEG, CMYK, 18.7 MP, progressive": encoded(
            drawn(5000, 3750, "CMYK"), "JPEG", quality=30, progressive=True, subsampling=0
        ),
        "PNG, 25 MP, see-through": encoded(
            Image.new("RGBA", (5000, 5000), (9, 9, 9, 9)), "PNG", compress_level=1
        ),
        "WebP, 9.3 MP": encoded(drawn(3125, 3000), "WEBP", method=0, quality=30),
        "PNG, 10000 wide": png_of_zeros(10_000, 1),
        "JPEG, 10 MB": _padded(TEN_MB),
    }


def _foreign() -> dict[str, bytes]:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>' + MARKER + b"</script></svg>"
    return {
        "nothing": b"",
        "one byte": b"\xff",
        "a JPEG's first bytes only": b"\xff\xd8\xff\xe0",
        "a PNG's first bytes only": PNG_HEAD,
        "text": "很满意".encode(),
        "HTML": HTML,
        "SVG": svg,
        "SVG, packed": zlib.compress(svg),
        "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(" + MARKER + b") run\n%%EOF",
        "PDF": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
        "GIF": encoded(drawn(mode="P"), "GIF"),
        "GIF that moves": encoded(
            drawn(mode="P"), "GIF", save_all=True, append_images=[drawn(mode="L")]
        ),
        "TIFF": encoded(drawn(), "TIFF"),
        "BMP": encoded(drawn(), "BMP"),
        "ICO": encoded(drawn(), "ICO"),
        "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(40),
        "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(40),
        "AVIF": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + bytes(40),
        "PSD": b"8BPS\0\x01" + bytes(40),
        "ZIP": _zip(),
        "program": b"MZ" + bytes(200),
        "film": b"\0\0\0\x18ftypmp42" + bytes(40),
        "PNG without a width": png_of_zeros(0, 9),
        "PNG with a false checksum in its head": flipped(a_png(), 8 * 30),
    }


def _bombs() -> dict[str, bytes]:
    jpeg = a_jpeg()
    size = jpeg.index(b"\xff\xc0") + 5
    return {
        "PNG, 81 MP": png_of_zeros(9_000, 9_000, depth=8, kind=COLOUR),
        "PNG, 196 MP": png_of_zeros(14_000, 14_000),
        "PNG, 400 MP": png_of_zeros(20_000, 20_000),
        "PNG, 1 by 60000": png_of_zeros(1, 60_000),
        "PNG, 60000 by 1": png_of_zeros(60_000, 1),
        "PNG, 10001 wide": png_of_zeros(10_001, 1),
        "PNG, one row over 25 MP": png_of_zeros(5_000, 5_001),
        "PNG, the largest there is": png_head(2**31 - 1, 2**31 - 1) + chunk(b"IDAT", b""),
        "JPEG, a head of 65500 by 65500": jpeg[:size]
        + struct.pack(">HH", 65_500, 65_500)
        + jpeg[size + 4 :],
        "JPEG, CMYK, over 18.75 MP": encoded(Image.new("CMYK", (5_000, 3_751)), "JPEG"),
        "WebP, over 9.375 MP": encoded(Image.new("RGB", (3_125, 3_001)), "WEBP", method=0),
    }


def _moving() -> dict[str, bytes]:
    frames = {"save_all": True, "append_images": [drawn(mode="L").convert("RGB")]}
    return {
        "APNG": encoded(drawn(), "PNG", **frames),
        "WebP that moves": encoded(drawn(), "WEBP", **frames),
    }


def _damaged() -> dict[str, bytes]:
    jpeg, png, webp = a_jpeg(), a_png(), encoded(drawn(), "WEBP", lossless=True)
    pixels = png.index(b"IDAT") + 20
    return {
        "JPEG, half of it": jpeg[: len(jpeg) // 2 + 200],
        "JPEG of a thousand scans": many_scans(1_000),
        "PNG, half of it": png[: len(png) // 2],
        "PNG with a bit flipped among its pixels": flipped(png, 8 * pixels),
        "PNG with a bomb as its text": with_chunk(png, b"zTXt", b"Comment\0\0" + zeros(100 << 20)),
        "PNG with a bomb as its XMP": with_chunk(
            png, b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zeros(100 << 20)
        ),
        "WebP, half of it": webp[: len(webp) // 2],
    }


def many_scans(number: int) -> bytes:
    """A JPEG of 25 MP that is drawn over and over, in little over 100 kB."""
    jpeg = encoded(Image.new("L", (5_000, 5_000), 128), "JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    before = jpeg[:last].count(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * (number - before) + jpeg[-2:]


def _padded(length: int) -> bytes:
    jpeg = a_jpeg()
    return jpeg + bytes(length - len(jpeg))


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + MARKER


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("index.html", HTML)
    return file.getvalue()
