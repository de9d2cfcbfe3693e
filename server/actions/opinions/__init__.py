"""Questionnaires, the suggestion box, symposia, self-inspection and the problems they find."""
