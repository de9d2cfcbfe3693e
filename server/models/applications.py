"""办件、事项进驻、工作任务: what was handled, what is stationed, what was to be done."""
