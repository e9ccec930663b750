"""Who may do what, and the proof that they did."""
