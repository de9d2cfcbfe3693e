"""Official documents after GB/T 9704: one content, set as PDF, Word and HTML."""
