"""Is a chosen password good enough here?"""

from server.errors import FormProblems
from server.packs.common_passwords import common_passwords
from server.queries.registry.halls import all_halls
from server.rules.accounts.passwords import password_problems

PROGRAM = ("chuangping", "窗评")


def check_password(password: str, name: str) -> None:
    """Lets a good password through. Raises FormProblems with everything that is wrong with it."""
    halls = [word for hall in all_halls() for word in (hall.code, hall.name, hall.name_en)]
    problems = password_problems(
        password, common=common_passwords(), words=(name, *halls, *PROGRAM)
    )
    if problems:
        raise FormProblems(problems)
