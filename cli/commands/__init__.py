"""One module a noun. Each imports what it needs when it runs, so that `tasks done` starts without what it does not use."""
