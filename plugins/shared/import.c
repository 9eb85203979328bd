#include "import.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define BLOCK_SIZE (256 * 1024)
#define MIB (1024 * 1024)
#define MAX_LIMIT 2047 /* MiB: what a text can be at all */

gsize
import_get_limit (SchoOptions *options)
{
  gint64 limit = scho_options_get_integer (options, "limit");

  return (gsize) CLAMP (limit, 1, MAX_LIMIT) * MIB;
}

gboolean
import_is_called (const char *name, const char *extensions)
{
  const char *dot = strrchr (name, '.');
  g_auto (GStrv) list = g_strsplit (extensions, "|", -1);

  for (guint i = 0; dot != NULL && list[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, list[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
import_head_has (const guint8 *head, gsize n_bytes, const char *words)
{
  /* The sanitizer's compiler wants to see that there is something to look in. */
  return head != NULL && n_bytes > 0
         && memmem (head, n_bytes, words, strlen (words)) != NULL;
}

gboolean
import_head_begins (const guint8 *head,
                    gsize n_bytes,
                    const char *name,
                    const char *letters)
{
  static const char skipped[] = "\xef\xbb\xbf\xff\xfe \t\r\n"; /* and zero: UTF-16 */
  gsize i = 0;

  if (import_is_called (name, "txt|text|md|markdown|mkd"))
    return FALSE;
  while (i < n_bytes && strchr (skipped, head[i]) != NULL)
    i++;
  return i < n_bytes && strchr (letters, head[i]) != NULL;
}

char *
import_read_all (GInputStream *stream,
                 const char *name,
                 gsize limit,
                 gsize *n_bytes,
                 GCancellable *cancellable,
                 GError **error)
{
  gsize size = BLOCK_SIZE, filled = 0;
  g_autofree char *bytes = g_malloc (size + 1);
  gssize n;

  while ((n = g_input_stream_read (stream, bytes + filled, size - filled, cancellable,
                                   error))
         > 0)
    if ((filled += n) > limit)
      {
        g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                     _ ("“%s” is bigger than %zu MiB"), name, limit / MIB);
        return NULL;
      }
    else if (filled == size)
      bytes = g_realloc (bytes, (size *= 2) + 1);

  bytes[filled] = '\0';
  *n_bytes = filled;
  return n == 0 ? g_steal_pointer (&bytes) : NULL;
}

SchoStep *
import_step_new (SchoSnapshot *base, const char *name)
{
  g_autofree char *label = g_strdup_printf (_ ("Document “%s” added"), name);

  return scho_step_new (base, label);
}

static char *
make_title (SchoStep *step, const char *name)
{
  char *title = g_strdup (name);

  for (guint i = 2; scho_step_find_document (step, title) != 0; i++)
    {
      g_free (title);
      title = g_strdup_printf ("%s (%u)", name, i);
    }
  if (strcmp (title, name) != 0)
    scho_step_add_note (step, _ ("“%s” is there already; the new one is “%s”."), name,
                        title);
  return title;
}

guint32
import_add_document (SchoStep *step,
                     const char *name,
                     const SchoDocument *values,
                     SchoText *text)
{
  g_autofree char *title = make_title (step, name);
  SchoDocument document = *values;

  document.title = title;
  return scho_step_add_document (step, &document, text);
}

void
import_note_formulas (SchoStep *step, const char *name, guint n)
{
  if (n > 0)
    scho_step_add_note (step, _ ("“%s”: formulas written on one line: %u"), name, n);
}

void
import_note_encoding (SchoStep *step, const char *name, const char *encoding)
{
  scho_step_add_note (step,
                      _ ("“%s” was read as %s, which is a guess; if it looks wrong, "
                         "import it again and say the encoding, as with --set "
                         "encoding=Windows-1252."),
                      name, encoding);
}

struct _ImportAttributes
{
  GArray *list; /* of SchoAttribute */
};

static void
clear_attribute (gpointer data)
{
  SchoAttribute *attribute = data;

  g_free ((char *) attribute->name);
  g_free ((char *) attribute->value);
}

ImportAttributes *
import_attributes_new (void)
{
  ImportAttributes *self = g_new0 (ImportAttributes, 1);

  self->list = g_array_new (FALSE, FALSE, sizeof (SchoAttribute));
  g_array_set_clear_func (self->list, clear_attribute);
  return self;
}

void
import_attributes_free (ImportAttributes *self)
{
  g_array_unref (self->list);
  g_free (self);
}

gboolean
import_is_date (const char *value)
{
  int year, month, day, n = 0;

  if (sscanf (value, "%4d-%2d-%2d%n", &year, &month, &day, &n) < 3 || n != 10
      || !g_date_valid_dmy (day, month, year))
    return FALSE;
  if (value[n] != '\0')
    {
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (value, utc);

      return time != NULL;
    }
  return TRUE;
}

/* White space is one space. */
static char *
tidy (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (out, *p);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  return g_strchomp (g_string_free (out, FALSE));
}

static SchoAttribute *
find_attribute (ImportAttributes *self, const char *name)
{
  for (guint i = 0; i < self->list->len; i++)
    if (g_str_equal (g_array_index (self->list, SchoAttribute, i).name, name))
      return &g_array_index (self->list, SchoAttribute, i);
  return NULL;
}

void
import_attributes_add (ImportAttributes *self,
                       const char *name,
                       const char *value,
                       SchoAttributeType type)
{
  g_autofree char *tidied = value != NULL ? tidy (value) : NULL;
  SchoAttribute attribute;

  if (tidied == NULL || tidied[0] == '\0' || name[0] == '\0')
    return;
  if (find_attribute (self, name) != NULL)
    return;
  if (type == SCHO_ATTRIBUTE_DATE && !import_is_date (tidied))
    type = SCHO_ATTRIBUTE_TEXT;
  attribute = (SchoAttribute){ g_strdup (name), g_steal_pointer (&tidied), type };
  g_array_append_val (self->list, attribute);
}

void
import_attributes_join (ImportAttributes *self, const char *name, const char *value)
{
  SchoAttribute *found = find_attribute (self, name);
  g_autofree char *more = value != NULL ? tidy (value) : NULL;
  g_autofree char *before = NULL;

  if (found == NULL)
    import_attributes_add (self, name, value, SCHO_ATTRIBUTE_TEXT);
  else if (more != NULL && more[0] != '\0' && !g_str_equal (found->value, more))
    {
      before = (char *) found->value;
      found->value = g_strconcat (before, "; ", more, NULL);
    }
}

const SchoAttribute *
import_attributes_get (ImportAttributes *self, gsize *n)
{
  *n = self->list->len;
  return (const SchoAttribute *) self->list->data;
}
