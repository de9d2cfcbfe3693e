"""巡查抽查: rounds, findings, rectification orders."""
