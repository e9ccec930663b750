"""The council's calendar: its one-off holidays, its versions of the rules, and the dates that moved."""
