"""Numbers with check digits: each module has compact(), validate(), is_valid() and format()."""
