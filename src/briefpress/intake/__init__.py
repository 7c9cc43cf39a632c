"""What an editor takes in, bytes of any kind -> its text and what it says about itself.

The only importer of the extractors, which are heavy: they are imported when a page or a PDF file is read, in a
process that can be stopped. What comes in is hostile until the opposite is shown; nothing here runs any of it.
"""

from briefpress.intake.extract import extracted
from briefpress.intake.material import Extract, Kind, Material, Refused, Told

__all__ = ["Extract", "Kind", "Material", "Refused", "Told", "extracted"]
