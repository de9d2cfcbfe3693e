"""The workshop for pictures: an untrusted upload becomes a clean picture, or the reason why not."""
