"""What is raised where a rule is broken, and turned into an answer once, centrally."""


class Conflict(Exception):
    """What was asked does not fit the state of the record. The message tells the person what to do."""
