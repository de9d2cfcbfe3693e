"""Which shape has what the supervising office asks of cases and sends to them?"""

from api.case_shapes import LONGEST_NUMBER, MOST_VERSIONS
from api.fields import Choice, Day, Inner, Several, Whole, Words, by_value
from api.photo_references import LONGEST_REFERENCE
from api.shape import Shape
from api.staff_shapes import OwnIn
from server.rules.cases.kinds import CaseState
from server.rules.cases.queue import QueueFilter, Urgency
from server.rules.cases.step_form import LONGEST_WORDS, MOST_PHOTOS
from server.rules.cases.steps import STEPS
from server.rules.cases.takers import By

LONGEST_VALUE, LONGEST_SOUGHT = 64, 60
OF_PEOPLE = [step for step in STEPS if step.by is By.PERSON and step.states]
NAMES = sorted({fact.name for step in OF_PEOPLE for fact in step.facts})
PARTS = sorted({part for step in OF_PEOPLE for part in (*step.words, *step.may_say)})


class QueueIn(OwnIn):
    """Which cases."""

    filter = Choice(by_value(*QueueFilter), load_default=QueueFilter.ALL)
    urgency = Choice(by_value(*Urgency), load_default=None)
    state = Choice(by_value(*CaseState), load_default=None)
    q = Words(
        most=LONGEST_SOUGHT,
        load_default="",
        metadata={"description": "编号、窗口号或原话；这时不论办结与否，其他条件不用"},
    )
    after = Words(most=LONGEST_NUMBER, load_default="", metadata={"description": "见 next"})
    due = Day(load_default=None, metadata={"description": "见 next"})


class FactsIn(Shape):
    """选定的 What was chosen, by the names of the step's choices"""


class PartsIn(Shape):
    """写下的 What was written, by the names of the step's parts"""


FactsOfStepIn = FactsIn.from_dict(
    {name: Words(most=LONGEST_VALUE) for name in NAMES}, name="FactsOfStepIn"
)
PartsOfStepIn = PartsIn.from_dict(
    {part: Words(most=LONGEST_WORDS) for part in PARTS}, name="PartsOfStepIn"
)


class ReplyIn(Shape):
    """一份还没发出的答复 A reply that was not sent yet"""

    reply = Words(most=LONGEST_WORDS, least=1, required=True)


class OfficeStepIn(Shape):
    """办一步 A step that is taken"""

    step = Choice({step.name.value: step.name for step in OF_PEOPLE}, required=True)
    seen_version = Whole(
        least=1,
        most=MOST_VERSIONS,
        required=True,
        metadata={"description": "看到的 version；其后有人办理过时 409"},
    )
    facts = Inner(FactsOfStepIn, load_default=dict)
    words = Inner(PartsOfStepIn, load_default=dict)
    photos = Several(Words(most=LONGEST_REFERENCE), most=MOST_PHOTOS, load_default=list)
