"""What comes in, in any known format, as records or refusals: no models, no database."""
