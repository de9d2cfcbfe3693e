"""Each important act is written into the audit by the action that does it."""
