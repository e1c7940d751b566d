"""``python -m entente``: the same as the command ``entente``."""

import sys

from entente.cli import main

sys.exit(main())
