"""Questionnaires, suggestion box, symposia, self-inspection, and the problems they find."""
