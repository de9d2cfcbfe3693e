"""文件: which official documents there are, and who may receive them."""
