"""The French sentence of every code, made once: the fact, the place, the remedy. No cell is ever quoted."""

from forum_core.sentences.say import Sentence, say, say_error, say_repair

__all__ = ["Sentence", "say", "say_error", "say_repair"]
