"""The command line: gathers what the rooms offer, and the demo company."""
