"""`python -m briefpress`, and the command of that name: so little that it can be stopped from the first moment."""

import sys


def main() -> None:
    """Runs the command. Whoever stops it is told so, and sees no traceback."""
    try:
        from briefpress.cli import main as run  # noqa: PLC0415 - may be stopped while it is imported

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
