"""Who received which document, and who has read and signed it."""
