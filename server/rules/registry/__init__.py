"""What does a registry workbook say, and what would it change?

``read_registry`` turns sheets into rows; ``plan_import`` compares them with what is stored. Both
collect every problem of every row; only a workbook without any has a plan.
"""
