"""From schemes, facts and figures to the entries and results of one period. (Scheme, section 3.)

Steps 1 to 10 are in ``walking`` (with ``versions``, ``booking``, ``admission``, ``recasting``,
``matching``, ``charging``, ``units``, ``pointing``, ``repeating``, ``limits``, ``sharing``), 11 in
``figures``, 12 in ``categories``, 13 in ``rounding``, 14 in ``served``.
"""

from fractions import Fraction

from server.rules.appraisal.books import Books
from server.rules.appraisal.inputs import Inputs
from server.rules.appraisal.ordering import in_order
from server.rules.appraisal.periods import Period
from server.rules.appraisal.related import Known
from server.rules.appraisal.results import Computed, Entry, SheetResult
from server.rules.appraisal.sheets import Setting, gathered, score
from server.rules.appraisal.walking import walk


def compute(period: Period, inputs: Inputs) -> Computed:
    """Entries, what waits, and the results of every sheet whose cycle is that of the period.

    A pure function: the same inputs in any order give the same answer. Raises SchemeMissing.
    """
    books = Books(period, inputs)
    ledger = walk(books, inputs)
    results = {(one.sheet, one.who.id): one for one in inputs.published if one.period == period}
    known = Known(inputs.figures, sorted(inputs.members, key=lambda one: one.who), results)
    setting = Setting(books.result, period, known, gathered(ledger.entries))
    entries: list[Entry] = list(ledger.entries)
    found: list[SheetResult] = []
    medians: dict[tuple[str, str, str], Fraction] = {}
    for sheet in in_order(books.result, period.span):
        scored = score(sheet, setting)
        results.update({(one.sheet, one.who.id): one for one in scored.results})
        found += scored.results
        entries += scored.entries
        medians.update(scored.medians)
    return Computed(
        period, books.result.name, tuple(entries), ledger.waiting, tuple(found), medians=medians
    )
