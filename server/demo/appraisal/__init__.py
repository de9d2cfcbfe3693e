"""The demo hall's appraisal: an adopted scheme, every source, months signed, a quarter closed."""
