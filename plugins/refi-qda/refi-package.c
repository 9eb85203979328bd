#include "refi-package.h"

#include "../shared/import.h"
#include "../shared/package.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PARTS 1000000
#define BLOCK (64 * 1024)
#define MIB (1024 * 1024)
/* What unpacks to more than so many times its size, and to much, was made for that. */
#define MAX_RATIO 300
#define HARMLESS (16 * MIB)

struct _RefiPackage
{
  char *name;
  char *bytes;
  gsize n_bytes, limit, total;
  gboolean is_package;
  char *main;        /* nullable: the name of the .qde */
  GPtrArray *others; /* of char *: names of more .qde */
  guint n_outside;
  GHashTable *names;    /* set of lower-case names, whether unpacked or not */
  struct archive *open; /* nullable: the .qde is being read */
  gsize offset;         /* of a bare file */
  GHashTable *parts;    /* lower-case name → GBytes */
  GError *error;
};

void
refi_package_free (RefiPackage *self)
{
  if (self->open != NULL)
    archive_read_free (self->open);
  g_clear_error (&self->error);
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->others);
  g_free (self->name);
  g_free (self->main);
  g_free (self->bytes);
  g_free (self);
}

static gboolean
fail_damaged (RefiPackage *self, struct archive *archive, GError **error)
{
  const char *why = archive_error_string (archive);
  g_autofree char *valid = g_utf8_make_valid (why != NULL ? why : "", -1);

  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” is damaged: %s"),
               self->name, valid);
  return FALSE;
}

static struct archive *
open_archive (RefiPackage *self, GError **error)
{
  struct archive *archive = archive_read_new ();

  archive_read_support_format_zip (archive);
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  /* What a fuzzer changes would stop at the checksum. */
  archive_read_set_format_option (archive, "zip", "ignorecrc32", "1");
#endif
  if (archive_read_open_memory (archive, self->bytes, self->n_bytes) == ARCHIVE_OK)
    return archive;
  fail_damaged (self, archive, error);
  archive_read_free (archive);
  return NULL;
}

static char *
dup_path (struct archive_entry *entry)
{
  const char *path = archive_entry_pathname_utf8 (entry);

  if (path == NULL)
    path = archive_entry_pathname (entry);
  return g_utf8_make_valid (path != NULL ? path : "", -1);
}

static gboolean
leads_outside (const char *path)
{
  g_auto (GStrv) words = g_strsplit_set (path, "/\\", -1);

  return path[0] == '/' || path[0] == '\\' || (path[0] != '\0' && path[1] == ':')
         || g_strv_contains ((const char *const *) words, "..");
}

static guint
get_depth (const char *path)
{
  guint depth = 0;

  for (; *path != '\0'; path++)
    depth += *path == '/';
  return depth;
}

/* At the root, and called as the standard says, before others. */
static gboolean
is_better (const char *path, const char *other)
{
  guint depth = get_depth (path);

  if (other == NULL || depth != get_depth (other))
    return other == NULL || depth < get_depth (other);
  return g_ascii_strcasecmp (refi_package_get_base (path), "project.qde") == 0;
}

/* Whether there is another entry; an error ends it too. */
static gboolean
next_entry (RefiPackage *self,
            struct archive *archive,
            struct archive_entry **entry,
            GCancellable *cancellable,
            GError **error)
{
  int result;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  result = archive_read_next_header (archive, entry);
  if (result == ARCHIVE_EOF)
    return FALSE;
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
    return fail_damaged (self, archive, error);
  if (!archive_entry_is_encrypted (*entry))
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is encrypted; save it without a password"), self->name);
  return FALSE;
}

static gboolean
find_main (RefiPackage *self, GCancellable *cancellable, GError **error)
{
  struct archive *archive = open_archive (self, error);
  struct archive_entry *entry;
  GError *problem = NULL;
  guint n = 0;

  if (archive == NULL)
    return FALSE;
  while (n++ < MAX_PARTS && next_entry (self, archive, &entry, cancellable, &problem))
    {
      g_autofree char *path = dup_path (entry);

      if (leads_outside (path))
        {
          self->n_outside++;
          continue;
        }
      g_hash_table_add (self->names, g_utf8_strdown (refi_package_get_base (path), -1));
      if (!import_is_called (path, "qde") || refi_package_get_base (path)[0] == '.')
        continue;
      if (is_better (path, self->main))
        {
          char *other = self->main;

          self->main = g_steal_pointer (&path);
          path = other;
        }
      if (path != NULL)
        g_ptr_array_add (self->others, g_steal_pointer (&path));
    }
  archive_read_free (archive);
  if (problem == NULL && self->main == NULL)
    g_set_error (&problem, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” is no REFI-QDA project: there is no .qde in it"), self->name);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
check_start (RefiPackage *self, GError **error)
{
  if (self->n_bytes > 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” is empty"), self->name);
  return FALSE;
}

RefiPackage *
refi_package_open (char *bytes,
                   gsize n_bytes,
                   const char *name,
                   gsize limit,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (RefiPackage) self = g_new0 (RefiPackage, 1);
  locale_t before;
  gboolean good;

  self->bytes = bytes;
  self->n_bytes = n_bytes;
  self->name = g_strdup (name);
  self->limit = limit;
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_bytes_unref);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->others = g_ptr_array_new_with_free_func (g_free);
  self->is_package = n_bytes >= 2 && memcmp (bytes, "PK", 2) == 0;
  before = package_begin_names ();
  good = check_start (self, error)
         && (!self->is_package || find_main (self, cancellable, error));
  package_end_names (before);
  return good ? g_steal_pointer (&self) : NULL;
}

void
refi_package_tell_others (RefiPackage *self, SchoLosses *losses)
{
  for (guint i = 0; i < self->others->len; i++)
    scho_losses_add (losses, 1, _ ("Other projects in the package"),
                     self->others->pdata[i]);
}

guint
refi_package_get_n_outside (RefiPackage *self)
{
  return self->n_outside;
}

static gboolean
go_to_main (RefiPackage *self, GError **error)
{
  struct archive_entry *entry;

  while (next_entry (self, self->open, &entry, NULL, error))
    {
      g_autofree char *path = dup_path (entry);

      if (g_str_equal (path, self->main))
        return TRUE;
    }
  return FALSE;
}

gboolean
refi_package_rewind (RefiPackage *self, GError **error)
{
  locale_t before;
  gboolean good;

  g_clear_error (&self->error);
  self->offset = 0;
  self->total = 0;
  g_clear_pointer (&self->open, archive_read_free);
  if (!self->is_package)
    return TRUE;
  if (!(self->open = open_archive (self, error)))
    return FALSE;
  before = package_begin_names ();
  good = go_to_main (self, error);
  package_end_names (before);
  return good;
}

/* What a package says of its sizes is not believed. */
static gboolean
count (RefiPackage *self, gsize n, GError **error)
{
  self->total += n;
  if (self->total <= self->limit
      && (self->total <= HARMLESS || self->total / MAX_RATIO <= self->n_bytes))
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is bigger than %zu MiB when unpacked"), self->name,
               MIN (self->limit, self->total) / MIB);
  return FALSE;
}

int
refi_package_read (gpointer data, char *buffer, int n_bytes)
{
  RefiPackage *self = data;
  la_ssize_t n;

  if (self->error != NULL)
    return -1;
  if (!self->is_package)
    {
      n = MIN ((gsize) n_bytes, self->n_bytes - self->offset);
      memcpy (buffer, self->bytes + self->offset, n);
      self->offset += n;
      return n;
    }
  n = archive_read_data (self->open, buffer, n_bytes);
  if (n < 0)
    fail_damaged (self, self->open, &self->error);
  else
    count (self, n, &self->error);
  return self->error != NULL ? -1 : (int) n;
}

const GError *
refi_package_get_error (RefiPackage *self)
{
  return self->error;
}

static gboolean
unpack_entry (RefiPackage *self,
              struct archive *archive,
              const char *path,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  const char *base = refi_package_get_base (path);
  char block[BLOCK];
  la_ssize_t n;

  while ((n = archive_read_data (archive, block, sizeof block)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !count (self, n, error))
        return FALSE;
      g_byte_array_append (content, (const guint8 *) block, n);
    }
  if (n < 0)
    return fail_damaged (self, archive, error);
  g_hash_table_insert (self->parts, g_utf8_strdown (base, -1),
                       g_byte_array_free_to_bytes (g_steal_pointer (&content)));
  return TRUE;
}

/* Folders have entries of their own in some packages, and mean nothing. */
static gboolean
is_wanted (RefiPackage *self, const char *path)
{
  return path[0] != '\0' && !g_str_has_suffix (path, "/") && !leads_outside (path)
         && refi_package_get_base (path)[0] != '.' && !g_str_equal (path, self->main);
}

/* All of them are unpacked, and the sound may be large. */
static void
drop_bytes (RefiPackage *self)
{
  g_clear_pointer (&self->open, archive_read_free);
  g_clear_pointer (&self->bytes, g_free);
}

gboolean
refi_package_unpack (RefiPackage *self, GCancellable *cancellable, GError **error)
{
  struct archive_entry *entry;
  struct archive *archive;
  GError *problem = NULL;
  locale_t before;

  if (!self->is_package)
    return TRUE;
  if (!(archive = open_archive (self, error)))
    return FALSE;
  before = package_begin_names ();
  while (next_entry (self, archive, &entry, cancellable, &problem))
    {
      g_autofree char *path = dup_path (entry);

      if (is_wanted (self, path)
          && !unpack_entry (self, archive, path, cancellable, &problem))
        break;
    }
  package_end_names (before);
  archive_read_free (archive);
  drop_bytes (self);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

const char *
refi_package_get_base (const char *path)
{
  const char *slash = strrchr (path, '/');
  const char *back = strrchr (slash != NULL ? slash + 1 : path, '\\');

  return back != NULL ? back + 1 : slash != NULL ? slash + 1 : path;
}

GBytes *
refi_package_get (RefiPackage *self, const char *path)
{
  g_autofree char *name = NULL;

  if (path == NULL)
    return NULL;
  name = g_utf8_strdown (refi_package_get_base (path), -1);
  return g_hash_table_lookup (self->parts, name);
}

gboolean
refi_package_has (RefiPackage *self, const char *path)
{
  g_autofree char *name
      = path != NULL ? g_utf8_strdown (refi_package_get_base (path), -1) : NULL;

  return name != NULL && name[0] != '\0' && g_hash_table_contains (self->names, name);
}
