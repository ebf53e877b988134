"""What the archive knows about Arabic text: pure Python, without Django."""
