"""Phones are bound and let go; the token for WeChat is kept."""
