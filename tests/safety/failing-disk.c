#include "failing-disk.h"

#include <sqlite3.h>
#include <string.h>

/* Ours first; the real file of SQLite's own layer follows in the same memory. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} File;

/* SQLite asks its file layer without an argument for the caller's data. */
static struct
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  FailingDiskWay way;
  gint64 left; /* 0: nothing fails */
  gboolean broken;
  gboolean fired;
  const char *operation;
} disk;

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static gboolean
must_fail (const char *operation)
{
  if (!disk.broken)
    {
      if (disk.left == 0 || --disk.left > 0)
        return FALSE;
      disk.operation = operation;
    }
  disk.broken = disk.way.for_good;
  disk.fired = TRUE;
  return TRUE;
}

static int
close_file (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
read_file (sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
  return get_real (file)->pMethods->xRead (get_real (file), bytes, n, at);
}

/* A disk that is full takes the first half. */
static int
write_file (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
  if (!must_fail ("write"))
    return get_real (file)->pMethods->xWrite (get_real (file), bytes, n, at);
  get_real (file)->pMethods->xWrite (get_real (file), bytes, n / 2, at);
  return disk.way.code;
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  return must_fail ("truncate")
             ? SQLITE_IOERR_TRUNCATE
             : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
sync_file (sqlite3_file *file, int flags)
{
  return must_fail ("sync") ? SQLITE_IOERR_FSYNC
                            : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
lock_file (sqlite3_file *file, int lock)
{
  return get_real (file)->pMethods->xLock (get_real (file), lock);
}

static int
unlock_file (sqlite3_file *file, int lock)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), lock);
}

static int
check_lock (sqlite3_file *file, int *is_reserved)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), is_reserved);
}

static int
control_file (sqlite3_file *file, int what, void *data)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), what, data);
}

static int
get_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
get_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
map_shared (sqlite3_file *file, int region, int size, int extend, void volatile **at)
{
  return extend && must_fail ("map") ? SQLITE_IOERR_SHMSIZE
                                     : get_real (file)->pMethods->xShmMap (
                                         get_real (file), region, size, extend, at);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
put_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
unmap_shared (sqlite3_file *file, int remove)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2, /* without the memory maps of 3 */
  .xClose = close_file,
  .xRead = read_file,
  .xWrite = write_file,
  .xTruncate = truncate_file,
  .xSync = sync_file,
  .xFileSize = get_size,
  .xLock = lock_file,
  .xUnlock = unlock_file,
  .xCheckReservedLock = check_lock,
  .xFileControl = control_file,
  .xSectorSize = get_sector_size,
  .xDeviceCharacteristics = get_characteristics,
  .xShmMap = map_shared,
  .xShmLock = lock_shared,
  .xShmBarrier = put_barrier,
  .xShmUnmap = unmap_shared,
};

static int
open_file (
    sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  int result;

  self->base.pMethods = NULL;
  self->real = (sqlite3_file *) (self + 1);
  if ((flags & SQLITE_OPEN_CREATE) != 0 && must_fail ("open"))
    return SQLITE_CANTOPEN;
  result = disk.real->xOpen (disk.real, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  return result;
}

static int
delete_file (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  return must_fail ("delete") ? SQLITE_IOERR_DELETE
                              : disk.real->xDelete (disk.real, name, sync_folder);
}

void
failing_disk_register (void)
{
  disk.real = sqlite3_vfs_find (NULL);
  disk.vfs = *disk.real;
  disk.vfs.zName = "failing-disk";
  disk.vfs.szOsFile = (int) sizeof (File) + disk.real->szOsFile;
  disk.vfs.xOpen = open_file;
  disk.vfs.xDelete = delete_file;
  sqlite3_vfs_register (&disk.vfs, 1);
}

void
failing_disk_arm (FailingDiskWay way, gint64 n)
{
  disk.way = way;
  disk.left = n;
  disk.broken = FALSE;
  disk.fired = FALSE;
  disk.operation = "nothing";
}

gboolean
failing_disk_disarm (void)
{
  gboolean fired = disk.fired;

  disk.left = 0;
  disk.broken = FALSE;
  disk.fired = FALSE;
  return fired;
}

const char *
failing_disk_get_operation (void)
{
  return disk.operation;
}
