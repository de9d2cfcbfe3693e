"""巡查抽查: what inspectors, departments and the clock do."""
