"""Which templates did the operator choose here?"""

from server.errors import FormProblems, SettingMissing
from server.packs.wechat_templates import chosen_by
from server.rules.messages.templates import SETTING, Chosen
from server.settings import Settings


def chosen_here(settings: Settings) -> tuple[Chosen, ...]:
    """The templates of WECHAT_TEMPLATES; none where it is not set.

    Raises SettingMissing where it cannot be right; ``wechat templates`` says why.
    """
    try:
        return chosen_by(settings.wechat.get(SETTING, ""))
    except FormProblems as error:
        raise SettingMissing(name=SETTING) from error
