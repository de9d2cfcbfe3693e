"""Applications, matters and work tasks: questions about what was handed in."""
