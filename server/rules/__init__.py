"""What is true in a hall: pure functions of plain values, standard library only."""
