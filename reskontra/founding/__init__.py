"""Companies made: from a preset, by the first person of an installation, as a copy to try things in."""
