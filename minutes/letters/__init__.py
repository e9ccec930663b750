"""What the conference decided for each child, and the letters that say so."""
