"""Words that the sample documents share; every name in them is generic."""

from documents.official.blocks import Align

OFFICE = "示例区行政审批局"
HALL = "示例区政务服务中心"
DIGEST = f"数据摘要 SHA-256：{'9f2c4e0b7a5d1c88' * 4} · 2026年10月封账第1版"
RIGHT, LEFT, CENTRE = Align.RIGHT, Align.LEFT, Align.CENTRE
