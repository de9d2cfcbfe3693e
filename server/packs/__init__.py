"""Standard data that ships with the program: tag sets, categories, calendars, standard replies."""
