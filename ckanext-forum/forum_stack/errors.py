"""The one exception of the stack: what stops it, as a sentence for the person at the keyboard."""


class StackError(Exception):
    """The services cannot start or go on; the message is a French sentence that says what to do."""
