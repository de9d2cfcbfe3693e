"""Which units are below, above or like their peer group, and is that more than chance?

The rule is explained in docs/scoring.md. ``numbers`` holds its constants, ``counts`` and
``coverage`` say what is compared, ``exact`` and ``estimate`` how probable it is, ``apart``,
``border`` and ``bands`` what follows, ``sealing`` freezes it for a month.
"""
