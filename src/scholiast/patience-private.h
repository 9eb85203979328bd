/* patience-private.h - one connection's wait for the file. */
#pragma once

#include <scholiast/patience.h>
#include <sqlite3.h>

/* When the connection began to wait, by g_get_monotonic_time (). */
typedef gint64 SchoWait;

/* From now on @db waits as long as the thread that asks has patience. @wait must outlive
 * it. Returns SQLite's code. */
int scho_wait_attach (SchoWait *wait, sqlite3 *db);
