"""Which step has which effects, in order? All in the transaction of the step."""

from collections.abc import Callable, Mapping

from server.actions.cases.effects import (
    approved,
    charged,
    contact,
    excluded,
    finding,
    parties,
    proposals,
    replies,
    rounds,
    ties,
    words,
)
from server.actions.cases.taking import Taking
from server.rules.cases.step_names import StepName as Step

Effect = Callable[[Taking], None]

EFFECTS: Mapping[Step, tuple[Effect, ...]] = {
    Step.ASSIGN: (parties.hand_over,),
    Step.TRANSFER: (parties.lay_before_unit,),
    Step.ASK_UNIT: (parties.lay_before_unit,),
    Step.SEND_BACK: (parties.take_back,),
    Step.RECTIFY: (parties.lay_before_rectifier,),
    Step.DECIDE: (charged.check_person, finding.write_finding, charged.charge),
    Step.CALL_BACK: (rounds.count_attempt,),
    Step.RATE_HANDLING: (rounds.keep_level,),
    Step.REOPEN: (rounds.begin_again,),
    Step.ESCALATE: (rounds.begin_last_round,),
    Step.MERGE: (ties.merge_into, charged.take_back),
    Step.LINK: (ties.link_with,),
    Step.ASK_EXTENSION: (proposals.ask,),
    Step.APPROVE_EXTENSION: (approved.extend, proposals.approve),
    Step.REFUSE_EXTENSION: (proposals.refuse,),
    Step.ASK_NEW_KIND: (proposals.ask,),
    Step.AGREE_NEW_KIND: (approved.relabel, proposals.approve),
    Step.DECLINE_NEW_KIND: (proposals.refuse,),
    Step.APPROVE_NEW_KIND: (approved.relabel, proposals.approve),
    Step.REFUSE_NEW_KIND: (proposals.refuse,),
    Step.ASK_EXCLUSION: (proposals.ask,),
    Step.APPROVE_EXCLUSION: (excluded.set_aside, proposals.approve),
    Step.REFUSE_EXCLUSION: (proposals.refuse,),
    Step.ERASE_CONTACT: (contact.erase_contact,),
    Step.ERASE_WORDS: (words.erase_words,),
    Step.PUBLISH_REPLY: (replies.check, replies.publish),
    Step.WITHDRAW_REPLY: (replies.take_back,),
}
