from documents.posters import Poster
from qr import symbol


def a_poster(code: str = "7Q2K9FXY", domain: str = "pingjia.example") -> Poster:
    """A poster of window A01 whose symbol says its address."""
    address = f"https://{domain}/w/{code}"
    return Poster(
        hall="示例区政务服务中心",
        window_number="A01",
        window_name="综合受理 · 企业开办",
        code=code,
        address=address,
        domain=domain,
        symbol_svg=symbol.svg(address),
        phone="000-0000000",
    )
