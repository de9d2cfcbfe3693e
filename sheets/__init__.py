"""The workshop for tables: workbooks and CSV files become plain rows, and back."""
