"""What does an official document say, whatever file it becomes?

The parts and their names are those of GB/T 9704-2012 (党政机关公文格式). Everything is plain text;
no text is ever markup. An empty text means that the document has no such part.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from documents.official.blocks import Block

BREAK = "|"
"""Marks a place in a title where a line may end; it is never printed."""


class Form(Enum):
    """What kind of paper it is."""

    ISSUED = "issued"
    """公文: type of 16 pt, 22 lines of 28 characters; a red head and an imprint where given."""
    SHEET = "sheet"
    """表单: type of 12 pt, mostly tables that people read and sign; a page for each person."""


@dataclass(frozen=True)
class Attachment:
    """附件: a title, and what it holds. Without blocks it is only named and goes its own way."""

    title: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class OfficialDocument:
    """One official document; its numbers are texts already, as they are to be printed.

    ``title`` may hold ``BREAK`` where its lines may end; words between two of them stay whole.
    ``subtitle`` stands below it, such as （试行） or a period.
    ``red_head`` is the red name on top (发文机关标志), such as 示例区行政审批局文件.
    ``number`` is the 发文字号, such as 示政审〔2026〕12号; ``signer`` the 签发人 of a document that
    goes upward; ``urgency`` 特急 or 加急.
    ``recipients`` (主送) and ``copies_to`` (抄送) come without colon and full stop.
    ``issuer_line`` (发文机关署名) and ``formed_on`` (成文日期) stand below the text, as for a
    document that is sealed. ``remark`` (附注) stands below them in brackets, such as 此件公开发布.
    ``printed_by`` and ``printed_on`` (印发机关, 印发日期) make the imprint (版记), with
    ``copies_to``, at the bottom of the last page.
    ``digest_line`` stands very small at the foot of each page: what the figures can be checked by.
    ``watermark`` lies across each page, such as 草稿.
    """

    title: str
    blocks: tuple[Block, ...]
    form: Form = Form.ISSUED
    subtitle: str = ""
    issuer: str = ""
    red_head: str = ""
    number: str = ""
    signer: str = ""
    urgency: str = ""
    recipients: str = ""
    attachments: tuple[Attachment, ...] = ()
    issuer_line: str = ""
    formed_on: date | None = None
    remark: str = ""
    copies_to: str = ""
    printed_by: str = ""
    printed_on: date | None = None
    digest_line: str = ""
    watermark: str = ""
