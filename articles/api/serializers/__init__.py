"""What the API publishes of each entity: names, types and meaning of its members."""
