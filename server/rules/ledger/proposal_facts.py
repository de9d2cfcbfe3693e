"""What does a proposal to set a rating aside remember beside its reason?"""

import json


def facts_of_appeal(number: str) -> str:
    """The proposal would uphold the appeal of that number; '' for none."""
    return json.dumps({"appeal": number})


def appeal_of_proposal(facts: str) -> str:
    """The number of the appeal that the proposal would uphold, '' for none."""
    return str(json.loads(facts).get("appeal", ""))
