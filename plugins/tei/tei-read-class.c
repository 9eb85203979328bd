/* What a header says about a whole document, and what of a header nobody reads. */
#include "tei-reader.h"

#include <string.h>

static void
reference_clear (gpointer data)
{
  TeiReference *self = data;

  g_free (self->target);
  g_free (self->scheme);
}

static void
attribute_clear (gpointer data)
{
  SchoAttribute *self = data;

  g_free ((char *) self->name);
  g_free ((char *) self->value);
}

void
tei_classes_init (TeiClasses *self)
{
  self->references = g_array_new (FALSE, FALSE, sizeof (TeiReference));
  g_array_set_clear_func (self->references, reference_clear);
  self->attributes = g_array_new (FALSE, FALSE, sizeof (SchoAttribute));
  g_array_set_clear_func (self->attributes, attribute_clear);
  self->unread = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
tei_classes_clear (TeiClasses *self)
{
  g_array_unref (self->references);
  g_array_unref (self->attributes);
  g_hash_table_unref (self->unread);
}

/* A name has one value; several are put into one. */
static void
add_value (TeiClasses *self, const char *name, const char *value)
{
  SchoAttribute attribute = { .type = SCHO_ATTRIBUTE_TEXT };

  for (guint i = 0; i < self->attributes->len; i++)
    {
      SchoAttribute *there = &g_array_index (self->attributes, SchoAttribute, i);
      char *joined;

      if (strcmp (there->name, name) != 0)
        continue;
      joined = g_strconcat (there->value, "; ", value, NULL);
      g_free ((char *) there->value);
      there->value = joined;
      return;
    }
  attribute.name = g_strdup (name);
  attribute.value = g_strdup (value);
  g_array_append_val (self->attributes, attribute);
}

void
tei_reader_add_reference (TeiReader *self, const TeiAttributes *attributes)
{
  TeiReference reference = { tei_attributes_dup (attributes, "target"),
                             tei_attributes_dup (attributes, "scheme") };

  g_array_append_val (self->header.classes.references, reference);
}

/* `#genres` of an element of the header, without its hash. */
static char *
dup_scheme (const char *scheme)
{
  const char *id = scheme != NULL ? tei_pointer_get_id (scheme) : NULL;

  return id != NULL && id[0] != '\0' ? g_uri_unescape_string (id, NULL) : NULL;
}

void
tei_reader_add_class (TeiReader *self,
                      const char *scheme,
                      const char *usual,
                      const char *words)
{
  g_autofree char *value = tei_reader_tidy (self, words);
  g_autofree char *name = dup_scheme (scheme);

  if (value[0] != '\0')
    add_value (&self->header.classes, name != NULL ? name : usual, value);
}

/* A category of a text is a value: that of the one above it, else of the taxonomy. */
static void
resolve_reference (TeiReader *self, const char *target, const char *scheme)
{
  const char *id = tei_pointer_get_id (target);
  gpointer number = id != NULL ? g_hash_table_lookup (self->code_ids, id) : NULL;
  const SchoCode *code = number != NULL
                             ? scho_step_get_code (self->step, GPOINTER_TO_UINT (number))
                             : NULL;
  const SchoCode *above = code != NULL && code->parent != 0
                              ? scho_step_get_code (self->step, code->parent)
                              : NULL;
  g_autofree char *name = dup_scheme (scheme);

  if (code == NULL)
    tei_counts_add (&self->counts, TEI_COUNT_REFERENCES, 1, target);
  else
    add_value (&self->header.classes,
               above != NULL  ? above->name
               : name != NULL ? name
                              : "class",
               code->name);
}

static void
tell_unread (TeiReader *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->header.classes.unread);
  while (g_hash_table_iter_next (&iter, &key, &value))
    tei_counts_add_part (&self->counts, key, GPOINTER_TO_UINT (value));
}

void
tei_reader_finish_classes (TeiReader *self)
{
  GArray *references = self->header.classes.references;

  if (self->header.own)
    return;
  for (guint i = 0; i < references->len; i++)
    {
      TeiReference *reference = &g_array_index (references, TeiReference, i);
      g_auto (GStrv) targets = g_strsplit_set (
          reference->target != NULL ? reference->target : "", " \t\n\r", -1);

      for (char **target = targets; *target != NULL; target++)
        if (**target != '\0')
          resolve_reference (self, *target, reference->scheme);
    }
  tell_unread (self);
}

/* The part of the header that is open: three below it at most, `publicationStmt/date`. */
static guint
find_part (TeiReader *self)
{
  guint i = 0;

  while (i + 1 < self->frames->len
         && g_array_index (self->frames, TeiFrame, i).kind != TEI_HEADER)
    i++;
  return MIN (i + 3, self->frames->len - 1);
}

/* What is said otherwise too, or nothing that a project could hold. */
static gboolean
is_idle (TeiReader *self)
{
  return tei_reader_get_frame (self, 0)->kind == TEI_LANGUAGE
         || tei_reader_get_frame (self, 1)->kind == TEI_RESP_STMT;
}

void
tei_reader_note_unread (TeiReader *self, const char *words, gsize n)
{
  gsize i = 0;

  while (i < n && g_ascii_isspace (words[i]))
    i++;
  if (i < n && !is_idle (self))
    g_array_index (self->frames, TeiFrame, find_part (self)).unread = TRUE;
}

void
tei_reader_end_unread (TeiReader *self, const TeiFrame *frame)
{
  g_autofree char *name = NULL;
  guint n;

  if (!frame->unread)
    return;
  name = g_strconcat (tei_reader_get_frame (self, 1)->element, "/", frame->element, NULL);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->header.classes.unread, name));
  g_hash_table_insert (self->header.classes.unread, g_steal_pointer (&name),
                       GUINT_TO_POINTER (n + 1));
}

void
tei_reader_note_person (TeiReader *self, const TeiAttributes *attributes)
{
  static const char *const known[] = { "id", "corresp", "n", NULL };

  for (int i = 0; i < attributes->n; i++)
    {
      const char *name = attributes->list[5 * i];
      g_autofree char *key = NULL;
      guint n;

      if (g_strv_contains (known, name))
        continue;
      key = g_strconcat ("person/@", name, NULL);
      n = GPOINTER_TO_UINT (g_hash_table_lookup (self->header.classes.unread, key));
      g_hash_table_insert (self->header.classes.unread, g_steal_pointer (&key),
                           GUINT_TO_POINTER (n + 1));
    }
}
