"""The pages of what feeds the appraisal: applications, matters, work tasks, and their imports."""

from web.console.sources import applications, imports, matters, tasks

__all__ = ["applications", "imports", "matters", "tasks"]
