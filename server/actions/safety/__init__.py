"""Words are held before others see them, decided by a person, and asked about at WeChat."""
