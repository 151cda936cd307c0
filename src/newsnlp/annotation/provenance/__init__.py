"""Where in the text each argument of an event stands, and how it hangs on the trigger."""
