"""What must hold between the parts of a scheme? One small function a rule, all in one table."""

from collections.abc import Callable, Iterator

from server.rules.schemes import checks_items as items
from server.rules.schemes import checks_outcomes as outcomes
from server.rules.schemes import checks_overlap as overlap
from server.rules.schemes import checks_references as references
from server.rules.schemes import checks_sums as sums
from server.rules.schemes.problems import Problem
from server.rules.schemes.shape import Scheme

Check = Callable[[Scheme], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    sums.ends_before_it_begins,  # E04
    sums.nothing_to_appraise,  # E05
    references.sheet_not_said,  # E08
    references.unknown_sheets,  # E09
    references.unknown_figures,  # E09 E17 E49
    items.gain_in_a_deduction,  # E21
    items.loss_in_an_addition,  # E22
    items.unit_without_quantity,  # E24
    items.once_and_free,  # E25
    items.blame_without_reason,  # E30
    sums.earns_without_full_score,  # E38
    sums.floor_above_full_score,  # E39
    items.code_twice,  # E41
    sums.weights_of_items,  # E42
    overlap.overlapping_items,  # E43
    sums.base_not_shared_out,  # E44
    references.unknown_categories,  # E46
    references.unknown_pools,  # E47
    references.orders_and_ties,  # E17 E46 E49 E64
    outcomes.grades_out_of_order,  # E50
    references.unknown_items,  # E53
    references.unknown_grades,  # E55
    references.unknown_awards,  # E56
    sums.weights_of_results,  # E57
    references.circular_scores,  # E60
    items.ratio_of_nothing,  # E61
    items.bonus_without_end,  # W01
    outcomes.bottom_without_guard,  # W02
    overlap.gaps,  # W03
)
"""Every rule between parts; what concerns one value alone is said where it is read."""
