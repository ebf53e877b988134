"""The admin: parses, calls one service or query, renders."""
