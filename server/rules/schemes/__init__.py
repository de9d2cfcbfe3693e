"""The scheme (考核办法) as data: its shape, and how it is read, checked, written and explained."""
