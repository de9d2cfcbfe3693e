"""Which sheets does a registry workbook have, and which words do people use in it?"""

from server.rules.registry.lasting_layouts import (
    DEPARTMENTS,
    HALL,
    MATTERS,
    PEER_GROUPS,
    STAFF,
    WINDOWS,
)
from server.rules.registry.timed_layouts import DUTY, MONTHLY_VOLUME, OPENING_HOURS

__all__ = [
    "DEPARTMENTS",
    "DUTY",
    "DUTY_WORDS",
    "HALL",
    "IGNORED_HEADINGS",
    "IGNORED_SHEETS",
    "LAYOUTS",
    "MATTERS",
    "MONTHLY_VOLUME",
    "OPENING_HOURS",
    "PEER_GROUPS",
    "REGULAR",
    "STAFF",
    "STANDING",
    "SUBSTITUTE",
    "WINDOWS",
]

# Columns that people keep for themselves.
IGNORED_HEADINGS = ("序号", "备注")
# Sheets that hold words for people: ours is the first one.
IGNORED_SHEETS = ("说明", "填表说明", "填写说明", "备注")

REGULAR, SUBSTITUTE, STANDING = "regular", "substitute", "standing"
# How people write the kinds of duty; the first word of each is the one we write ourselves.
DUTY_WORDS = {
    REGULAR: ("正式", "正班", "正常", "在岗"),
    SUBSTITUTE: ("替班", "顶岗", "顶班", "代班", "替岗"),
    STANDING: ("固定", "常驻", "长期"),
}

# In the order in which rows are added: what others refer to comes first.
LAYOUTS = (
    HALL,
    DEPARTMENTS,
    PEER_GROUPS,
    WINDOWS,
    STAFF,
    MATTERS,
    OPENING_HOURS,
    DUTY,
    MONTHLY_VOLUME,
)
