"""The engine: use cases over the tables. Knows no web framework, no command line, no Prefect."""
