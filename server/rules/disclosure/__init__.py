"""What may everybody know of a month, and what would tell too much about one person?"""

from server.rules.disclosure.privacy import PrivacyProblem, privacy_problems
from server.rules.disclosure.public import public_facts
from server.rules.disclosure.shape import PublicFacts

__all__ = ["PrivacyProblem", "PublicFacts", "privacy_problems", "public_facts"]
