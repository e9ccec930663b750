"""How the service is wired and run."""
