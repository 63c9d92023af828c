"""Every statement of SQL about a memory but the tables themselves, which stand in `schema/`.

Connections are in autocommit mode: `tmx.memory.store` begins and ends transactions. A module for
each group of tables.
"""
