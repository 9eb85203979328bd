#include "caret-codes.h"

#include <glib/gi18n.h>

typedef struct
{
  SchoSnapshot *snapshot;
  SchoVisibility *visibility;
  guint32 before, now;
  GHashTable *told; /* set of char: codes of several coders are said once */
  GString *words;
} Telling;

static gboolean
covers (const SchoAnnotation *coding, guint32 offset)
{
  return coding->start <= offset && offset < coding->end;
}

/* Forwards one comes to beginnings and ends; backwards or with a jump only in or out. */
static char *
dup_event (const Telling *self, const SchoAnnotation *coding, const char *name)
{
  if (covers (coding, self->now))
    return g_strdup_printf (self->before < coding->start
                                ? /* Translators: %s is the name of a code. */
                                _ ("%s begins")
                                : /* Translators: %s is the name of a code. */
                                _ ("in %s"),
                            name);
  return g_strdup_printf (self->now >= coding->end
                              ? /* Translators: %s is the name of a code. */
                              _ ("%s ends")
                              : /* Translators: %s is the name of a code. */
                              _ ("before %s"),
                          name);
}

static void
tell (Telling *self, const SchoAnnotation *coding)
{
  const SchoCode *code = scho_snapshot_get_code (self->snapshot, coding->code);
  g_autofree char *event = NULL;

  if (code == NULL || !scho_visibility_has_code (self->visibility, coding->code)
      || !scho_visibility_has_coder (self->visibility, coding->coder)
      || covers (coding, self->before) == covers (coding, self->now))
    return;
  event = dup_event (self, coding, code->name);
  if (g_hash_table_contains (self->told, event))
    return;
  g_string_append_printf (self->words, "%s%s", self->words->len > 0 ? "; " : "", event);
  g_hash_table_add (self->told, g_steal_pointer (&event));
}

static void
tell_at (Telling *self, SchoIntervalIndex *index, guint32 offset)
{
  gsize n;
  const SchoAnnotation *all = scho_interval_index_get_annotations (index, &n);

  for (gsize i = scho_interval_index_next (index, 0, offset, offset + 1); i < n;
       i = scho_interval_index_next (index, i + 1, offset, offset + 1))
    tell (self, &all[i]);
}

char *
scho_caret_codes_dup_words (SchoSnapshot *snapshot,
                            SchoVisibility *visibility,
                            guint32 document,
                            guint32 before,
                            guint32 now)
{
  SchoIntervalIndex *index = scho_snapshot_get_index (snapshot, document);
  g_autoptr (GHashTable) told
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) words = g_string_new (NULL);
  Telling telling = { snapshot, visibility, before, now, told, words };

  if (index == NULL || before == now)
    return NULL;
  tell_at (&telling, index, before); /* ends come first */
  tell_at (&telling, index, now);
  return words->len > 0 ? g_strdup (words->str) : NULL;
}
