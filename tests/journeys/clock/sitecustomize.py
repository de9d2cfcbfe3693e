"""What time is it for this program? So many seconds from now as SECONDS_AHEAD says.

Python imports this at its start, and at that of each of its children, wherever the folder stands
on PYTHONPATH. The clock goes on from there.
"""

import os
from datetime import UTC, datetime, timedelta

import time_machine

ahead = timedelta(seconds=float(os.environ["SECONDS_AHEAD"]))
time_machine.travel(datetime.now(UTC) + ahead).start()
