"""The only place that opens the site's files, writes them and starts programs on them."""
