"""One file a change, named by its day. See `script.py.mako` for the rule."""
