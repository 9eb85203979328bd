#include "codings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN 60        /* characters of a quote in a message */
#define MAX_NEW_CODES 5 /* that are named one by one */

struct _Codings
{
  SchoStep *step;
  SchoSnapshot *base;
  GHashTable *labels; /* of char * to id */
  GHashTable *codes;  /* of `parent name` to id */
  GHashTable *coders; /* of char * to id */
  GHashTable *uuids;  /* nullable; of SchoUuid: all of the base and of the step */
  GString *new_codes;
  gboolean repeat;
  guint n_new_codes, n_there, n_added;
};

Codings *
codings_new (SchoStep *step, gboolean repeat)
{
  Codings *self = g_new0 (Codings, 1);

  self->step = scho_step_ref (step);
  self->base = scho_step_get_base (step);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->coders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->new_codes = g_string_new (NULL);
  self->repeat = repeat;
  return self;
}

void
codings_free (Codings *self)
{
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->coders);
  g_clear_pointer (&self->uuids, g_hash_table_unref);
  g_string_free (self->new_codes, TRUE);
  scho_step_unref (self->step);
  g_free (self);
}

static guint32
add_code (Codings *self, const SchoCode *values)
{
  SchoCode code = *values;
  gsize n;

  scho_snapshot_get_codes (self->base, &n);
  n += self->n_new_codes++;
  code.position = (gint32) MIN (n, G_MAXINT32);
  if (code.colour == 0)
    code.colour = scho_colour_nth ((guint) n);
  if (self->n_new_codes <= MAX_NEW_CODES)
    g_string_append_printf (self->new_codes, "%s“%s”", self->n_new_codes > 1 ? ", " : "",
                            code.name);
  return scho_step_add_code (self->step, &code);
}

guint32
codings_ensure_code_below (Codings *self, const SchoCode *values)
{
  g_autoptr (SchoCode) clean = scho_code_new (values);
  g_autofree char *key = NULL;
  SchoCode code = *values;
  guint32 id;

  code.name = clean->name[0] != '\0' ? clean->name : _ ("Unnamed");
  key = g_strdup_printf ("%u %s", code.parent, code.name);
  id = GPOINTER_TO_UINT (g_hash_table_lookup (self->codes, key));
  if (id == 0)
    {
      if ((id = scho_step_find_code (self->step, code.parent, code.name)) == 0)
        id = add_code (self, &code);
      g_hash_table_insert (self->codes, g_steal_pointer (&key), GUINT_TO_POINTER (id));
    }
  return id;
}

guint32
codings_ensure_code (Codings *self, const char *label)
{
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, label));
  const SchoCode *code;

  if (id != 0)
    return id;
  if ((code = scho_lookup_code (self->base, label, NULL)) != NULL)
    id = code->id;
  else
    {
      g_autofree char *name = scho_code_path_dup_name (label);

      id = codings_ensure_code_below (self,
                                      &(SchoCode){ .name = name != NULL ? name : label });
    }
  g_hash_table_insert (self->labels, g_strdup (label), GUINT_TO_POINTER (id));
  return id;
}

guint32
codings_ensure_coder (Codings *self, const char *name)
{
  guint32 id = GPOINTER_TO_UINT (g_hash_table_lookup (self->coders, name));

  if (id == 0)
    {
      id = scho_step_ensure_coder (self->step, name);
      g_hash_table_insert (self->coders, g_strdup (name), GUINT_TO_POINTER (id));
    }
  return id;
}

static void
collect_uuids (Codings *self)
{
  gsize n_documents, n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (self->base, &n_documents);

  self->uuids = g_hash_table_new_full (scho_uuid_hash, scho_uuid_equal, g_free, NULL);
  for (gsize i = 0; i < n_documents; i++)
    {
      const SchoAnnotation *annotations
          = scho_snapshot_get_annotations (self->base, documents[i]->id, &n);

      for (gsize k = 0; k < n; k++)
        g_hash_table_add (self->uuids,
                          g_memdup2 (&annotations[k].uuid, sizeof annotations[k].uuid));
    }
}

static gboolean
is_taken (Codings *self, const SchoUuid *uuid)
{
  if (self->uuids == NULL)
    collect_uuids (self);
  return !g_hash_table_add (self->uuids, g_memdup2 (uuid, sizeof *uuid));
}

gboolean
codings_add (Codings *self, const SchoAnnotation *values)
{
  SchoAnnotation copy = *values;
  gboolean is_old = scho_snapshot_get_document (self->base, copy.document) != NULL;

  if (is_old && !self->repeat && scho_lookup_same_annotation (self->base, &copy) != NULL)
    {
      self->n_there++;
      return FALSE;
    }
  if (!scho_uuid_is_null (&copy.uuid) && is_taken (self, &copy.uuid))
    copy.uuid = (SchoUuid){ 0 };
  scho_step_add_annotation (self->step, &copy);
  self->n_added++;
  return TRUE;
}

guint
codings_get_n_added (Codings *self)
{
  return self->n_added;
}

void
codings_add_notes (Codings *self, const char *name)
{
  if (self->n_new_codes > MAX_NEW_CODES)
    g_string_append (self->new_codes, " …");
  if (self->n_new_codes > 0)
    scho_step_add_note (self->step,
                        ngettext ("%u code was added: %s.", "%u codes were added: %s.",
                                  self->n_new_codes),
                        self->n_new_codes, self->new_codes->str);
  if (self->n_there > 0)
    scho_step_add_note (self->step,
                        ngettext ("%u coding of %s is in the project already and was "
                                  "left out; with repeat=true it comes again.",
                                  "%u codings of %s are in the project already and were "
                                  "left out; with repeat=true they come again.",
                                  self->n_there),
                        self->n_there, name);
}

char *
codings_shorten (const char *words)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint n = 0;

  for (; *words != '\0' && n < SHOWN; words = g_utf8_next_char (words), n++)
    if (g_ascii_isspace (*words))
      g_string_append_c (line, ' ');
    else
      g_string_append_len (line, words, g_utf8_next_char (words) - words);
  if (*words != '\0')
    g_string_append (line, "…");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

gint64
codings_parse_time (const char *time)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *iso = g_strdup (time);
  g_autoptr (GDateTime) parsed = NULL;
  char *space = strchr (iso, ' ');

  if (space != NULL)
    *space = 'T';
  parsed = g_date_time_new_from_iso8601 (iso, utc);
  if (parsed == NULL)
    return -1;
  return MAX (-1, g_date_time_to_unix (parsed) * 1000
                      + g_date_time_get_microsecond (parsed) / 1000);
}
