"""The workshop for WeChat: its mini-program interfaces, its callbacks, and a stand-in for both."""
