"""One module a source: each turns a file into a `SourceText`; none knows what the words mean."""
