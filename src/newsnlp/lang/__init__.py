"""Languages: what the engine expects of one, and the Italian one."""
