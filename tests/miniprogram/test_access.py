"""Can everybody use the pages of citizens on a phone: by ear, in large type, in the dark?"""

from typing import Any

import pytest

from tests.house.barriers import grave_findings
from tests.miniprogram.phone import Phone
from tests.miniprogram.served import ServedHall
from tests.miniprogram.states import (
    ENGLISH_STATES,
    LARGE_STATES,
    STATES,
    State,
    a_form_with_problems,
    a_notice,
    a_questionnaire,
    a_ranking,
    an_answered_case,
    own_receipts,
    thanks_for_a_bad_rating,
    the_last_large_question,
)

pytestmark = pytest.mark.browser

# Between them they hold every colour that a page of citizens has.
IN_THE_DARK = {
    a_form_with_problems,
    the_last_large_question,
    thanks_for_a_bad_rating,
    an_answered_case,
    own_receipts,
    a_ranking,
    a_notice,
    a_questionnaire,
}
SMALLEST_TARGET, SMALLEST_LARGE_TARGET = 44, 60
SMALLEST_TEXT, SMALLEST_LARGE_TEXT = 16, 18
# On the page on top: what is pressed and too low, text that is too small, what sticks out of the
# phone, sentences with a blank that nobody filled in, and how many things there are to press.
LOOK = """([lowest, smallest]) => {
  const page = document.querySelector('.phone-page:not([hidden])')
  const all = [...page.querySelectorAll('*')].filter(one => one.checkVisibility())
  const pressed = all.filter(one => one.matches(
    '[role=button], [role=link], [role=radio], [role=checkbox], wx-button, wx-input, wx-textarea'))
  const written = all.filter(one => !one.closest('[aria-hidden=true]')
    && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  return {
    low: pressed.map(one => [one.innerText || one.outerHTML, one.getBoundingClientRect().height])
      .filter(([, height]) => height < lowest - 0.5),
    small: written.map(one => [one.innerText, parseFloat(getComputedStyle(one).fontSize)])
      .filter(([, size]) => size < smallest),
    wide: all.filter(one => one.getBoundingClientRect().right > innerWidth + 1)
      .map(one => one.className),
    blank: page.innerText.match(/\\{[^}]*\\}?|undefined|NaN|\\[object/g) || [],
  }
}"""


def faults(phone: Phone, hall: ServedHall, state: State, sizes: tuple[int, int]) -> Any:
    """What is wrong in that state, empty where nothing is."""
    phone.launch().forgets()
    state(phone, hall)
    seen = phone.page.evaluate(LOOK, list(sizes))
    seen["barriers"] = grave_findings(phone.page, in_the_dark=state in IN_THE_DARK)
    return {what: found for what, found in seen.items() if found}


def test_no_state_of_any_page_keeps_somebody_out(phone: Phone, served_hall: ServedHall) -> None:
    sizes = SMALLEST_TARGET, SMALLEST_TEXT

    found = {
        state.__name__: faults(phone, served_hall, state, sizes)
        for state in (*STATES, *ENGLISH_STATES)
    }

    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_large_type_is_large_everywhere(phone: Phone, served_hall: ServedHall) -> None:
    sizes = SMALLEST_LARGE_TARGET, SMALLEST_LARGE_TEXT

    found = {state.__name__: faults(phone, served_hall, state, sizes) for state in LARGE_STATES}

    assert {state: wrong for state, wrong in found.items() if wrong} == {}
