"""What the rooms' endpoints share: who asks, problems, pages of rows, answers given once."""
