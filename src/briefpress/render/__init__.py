"""From a checked document to a page: the only place that knows Jinja and Python-Markdown."""
