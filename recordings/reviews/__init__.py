"""The quality service: samples, scorecards, trends."""
