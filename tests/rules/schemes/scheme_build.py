"""A small scheme file in which one part at a time can be written otherwise."""

TOP = 'format = 1\nid = "hall"\nversion = "1"\ntitle = "办法"\nfrom = 2026-01-01'
SHEET = '[sheet.person]\nsubject = "staff"'
CATEGORY = '[category.A]\nname = "纪律"'
ITEM = 'item.A1 = { text = "迟到", points = -1 }'


def a_file(
    more: str = "",
    *,
    top: str = TOP,
    sheet: str = SHEET,
    category: str = CATEGORY,
    item: str = ITEM,
) -> str:
    """The text of a sound scheme, but for what is given."""
    return f"{top}\n{sheet}\n{category}\n{item}\n{more}\n"


def an_item(keys: str) -> str:
    """The one item of the file, with its words and these keys."""
    return f'item.A1 = {{ text = "条款", {keys} }}'
