"""The entrance for people: the citizen's pages and the public pages."""
