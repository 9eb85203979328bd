/* failing-disk.h - a disk of which one operation fails, for SQLite's file layer. */
#pragma once

#include <glib.h>

typedef struct
{
  int code;          /* what fails with: SQLITE_FULL, SQLITE_IOERR_… */
  gboolean for_good; /* from then on everything that changes the disk fails */
} FailingDiskWay;

/* From now on all files that this process opens with SQLite lie on it. */
void failing_disk_register (void);

/* The @n-th operation from now on fails. */
void failing_disk_arm (FailingDiskWay way, gint64 n);

/* TRUE when something did. */
gboolean failing_disk_disarm (void);

/* The operation that failed: "write", "sync" … */
const char *failing_disk_get_operation (void);
