"""One of several processes that count the same number up: each reads, thinks a moment, and writes.

Arguments: the database, the way a transaction begins, how many transactions. Prints how many were refused.
"""

import sys
import time

from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from service.store.engine import begin_immediate, open_engine

url, way_to_begin, times = sys.argv[1:]
engine = open_engine(url)
if way_to_begin != "BEGIN IMMEDIATE":
    event.remove(engine, "begin", begin_immediate)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(way_to_begin))

refused = 0
for _ in range(int(times)):
    try:
        with engine.begin() as connection:
            turns = int(connection.scalar(text("SELECT value FROM settings_kept WHERE name = 'turns'")))
            time.sleep(0.001)
            connection.execute(text("UPDATE settings_kept SET value = :n WHERE name = 'turns'"), {"n": str(turns + 1)})
    except OperationalError:
        refused += 1
sys.stdout.write(f"{refused}\n")
