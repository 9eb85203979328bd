#include "package.h"

#include "import.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PARTS 100000
#define BLOCK (64 * 1024)

struct _Package
{
  char *name;
  GHashTable *parts; /* name → GString */
};

void
package_free (Package *self)
{
  g_free (self->name);
  g_hash_table_unref (self->parts);
  g_free (self);
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static gboolean
refuse_bytes (const char *bytes, gsize n_bytes, const char *name, GError **error)
{
  if (n_bytes >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    return TRUE;
  if (n_bytes >= 4 && memcmp (bytes, "\xd0\xcf\x11\xe0", 4) == 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” is encrypted, or an old Office document; save it without a "
                    "password in the current format"),
                 name);
  else if (n_bytes == 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” is empty"), name);
  else
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” is not what its name says: it is no ZIP package"), name);
  return FALSE;
}

static gboolean
refuse_damaged (Package *self, struct archive *archive, GError **error)
{
  const char *why = archive_error_string (archive);
  g_autofree char *valid = g_utf8_make_valid (why != NULL ? why : "", -1);

  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” is damaged: %s"),
               self->name, valid);
  return FALSE;
}

/* What a part says of its own size is not believed. */
static gboolean
read_part (Package *self,
           struct archive *archive,
           const char *part,
           gsize limit,
           gsize *total,
           GCancellable *cancellable,
           GError **error)
{
  GString *content = g_string_new (NULL);
  char block[BLOCK];
  la_ssize_t n;

  g_hash_table_insert (self->parts, g_strdup (part), content);
  while ((n = archive_read_data (archive, block, sizeof block)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if ((*total += n) > limit)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("“%s” is bigger than %zu MiB when unpacked"), self->name,
                       limit / 1024 / 1024);
          return FALSE;
        }
      g_string_append_len (content, block, n);
    }
  return n == 0 || refuse_damaged (self, archive, error);
}

static gboolean
read_entry (Package *self,
            struct archive *archive,
            struct archive_entry *entry,
            gsize limit,
            gsize *total,
            PackageWants wants,
            GCancellable *cancellable,
            GError **error)
{
  const char *path = archive_entry_pathname (entry);

  if (archive_entry_filetype (entry) == AE_IFLNK)
    return TRUE; /* it names something, but is nothing */
  if (path == NULL || !g_utf8_validate (path, -1, NULL) || !wants (path)
      || g_hash_table_contains (self->parts, path))
    return TRUE;
  if (archive_entry_is_encrypted (entry))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("“%s” is encrypted; save it without a password"), self->name);
      return FALSE;
    }
  return read_part (self, archive, path, limit, total, cancellable, error);
}

static gboolean
read_all (Package *self,
          struct archive *archive,
          gsize limit,
          PackageWants wants,
          GCancellable *cancellable,
          GError **error)
{
  struct archive_entry *entry;
  gsize total = 0;
  guint n = 0;
  int result;

  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK
         || result == ARCHIVE_WARN)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (++n > MAX_PARTS)
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("“%s” has more than %d parts"), self->name, MAX_PARTS);
          return FALSE;
        }
      if (!read_entry (self, archive, entry, limit, &total, wants, cancellable, error))
        return FALSE;
    }
  return result == ARCHIVE_EOF || refuse_damaged (self, archive, error);
}

locale_t
package_begin_names (void)
{
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);

  return utf8 != (locale_t) 0 ? uselocale (utf8) : (locale_t) 0;
}

void
package_end_names (locale_t before)
{
  if (before != (locale_t) 0)
    freelocale (uselocale (before));
}

Package *
package_open (char *bytes,
              gsize n_bytes,
              const char *name,
              gsize limit,
              PackageWants wants,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *owned = bytes;
  g_autoptr (Package) self = g_new0 (Package, 1);
  struct archive *archive;
  locale_t before;
  gboolean good;

  self->name = g_strdup (name);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
  if (!refuse_bytes (bytes, n_bytes, name, error))
    return NULL;
  before = package_begin_names ();
  archive = archive_read_new ();
  archive_read_support_format_zip (archive);
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
  /* What a fuzzer changes would stop at the checksum. */
  archive_read_set_format_option (archive, "zip", "ignorecrc32", "1");
#endif
  good = (archive_read_open_memory (archive, bytes, n_bytes) == ARCHIVE_OK
          || refuse_damaged (self, archive, error))
         && read_all (self, archive, limit, wants, cancellable, error);
  archive_read_free (archive);
  package_end_names (before);
  return good ? g_steal_pointer (&self) : NULL;
}

const char *
package_get (Package *self, const char *part, gsize *n_bytes)
{
  GString *content = g_hash_table_lookup (self->parts, part);

  *n_bytes = content != NULL ? content->len : 0;
  return content != NULL ? content->str : NULL;
}

const char *
package_need (Package *self, const char *part, gsize *n_bytes, GError **error)
{
  const char *bytes = package_get (self, part, n_bytes);

  if (bytes == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 /* Translators: a file, the name of a part within it */
                 _ ("“%s” is not what its name says: it has no part “%s”"), self->name,
                 part);
  return bytes;
}

/* What is below the root stays there: `..` beyond it is dropped. */
char *
package_resolve (const char *base, const char *reference)
{
  g_autofree char *decoded = g_uri_unescape_string (reference, NULL);
  const char *from = decoded != NULL ? decoded : reference;
  const char *slash = strrchr (base, '/');
  g_autofree char *path
      = from[0] == '/' ? g_strdup (from)
                       : g_strdup_printf ("%.*s%s", slash ? (int) (slash + 1 - base) : 0,
                                          base, from);
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  path[strcspn (path, "#?")] = '\0';
  words = g_strsplit (path, "/", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], ".."))
      g_ptr_array_set_size (kept, MAX ((int) kept->len - 1, 0));
    else if (words[i][0] != '\0' && !g_str_equal (words[i], "."))
      g_ptr_array_add (kept, words[i]);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
package_list (Package *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

const char *
package_find_ending (Package *self, const char *ending)
{
  const char *found = NULL;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_suffix (name, ending) && (found == NULL || strcmp (name, found) < 0))
      found = name;
  return found;
}

int
package_guess (const guint8 *head,
               gsize n_bytes,
               const char *name,
               const char *extensions,
               const char *const *marks)
{
  gboolean called = import_is_called (name, extensions);

  if (n_bytes >= 4 && memcmp (head, "\xd0\xcf\x11\xe0", 4) == 0)
    return called ? 70 : 0; /* to say what it is */
  if (n_bytes < 4 || memcmp (head, "PK\x03\x04", 4) != 0)
    return called ? 15 : 0;
  for (guint i = 0; marks[i] != NULL; i++)
    if (memmem (head, n_bytes, marks[i], strlen (marks[i])) != NULL)
      return called ? 95 : 85;
  return called ? 75 : 0;
}
