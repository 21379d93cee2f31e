"""Pages of set-up that say how payments find their documents."""
