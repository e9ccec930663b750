"""Words into agreed minutes, letters, and the copies people ask for."""
