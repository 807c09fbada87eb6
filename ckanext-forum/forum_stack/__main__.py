"""`python -m forum_stack`."""

import sys

from forum_stack.cli import main

sys.exit(main())
