"""文件: questions about official documents and their copies."""
