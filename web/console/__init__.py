"""The pages that people of the hall work with, behind their accounts."""
