"""巡查抽查: rounds, findings and orders, as people ask for them."""
