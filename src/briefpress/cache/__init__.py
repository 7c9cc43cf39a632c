"""What former runs found out, on disk: may be thrown away at any time, and is doubted whenever it is read."""
