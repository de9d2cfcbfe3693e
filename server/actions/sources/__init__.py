"""Applications, matters and work tasks: what people hand in, report and decide."""
