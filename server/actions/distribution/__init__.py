"""文件: what people do with official documents: form, send, read, sign for."""
