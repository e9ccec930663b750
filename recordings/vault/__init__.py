"""The one door for anything sensitive: sealed before it is stored, opened only in memory."""
