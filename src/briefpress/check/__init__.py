"""Documents and cards in, findings out: one rule a file, one place for each message."""

from briefpress.check.rule import Overview, Subject
from briefpress.check.runner import Checked, check_corpus, check_file, word

__all__ = ["Checked", "Overview", "Subject", "check_corpus", "check_file", "word"]
