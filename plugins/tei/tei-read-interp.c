#include "tei-reader.h"

#include <string.h>

#define MAX_NAME 200

guint32
tei_reader_ensure_code (TeiReader *self, const char *group, const char *name)
{
  SchoCode code = { .name = name };
  guint32 id;

  if (group != NULL && *group != '\0' && !g_str_equal (group, name))
    code.parent = tei_reader_ensure_code (self, NULL, group);
  code.position = g_hash_table_size (self->code_ids);
  code.colour = scho_colour_nth (code.position);
  id = tei_nouns_add_code (self->nouns, &code);
  return id;
}

guint32
tei_reader_get_code (TeiReader *self, const char *id)
{
  guint32 code = GPOINTER_TO_UINT (g_hash_table_lookup (self->code_ids, id));
  TeiFeatures *features;
  const char *thing;

  if (code != 0)
    return code;
  features = g_hash_table_lookup (self->features, id);
  if (features != NULL && features->type != NULL)
    {
      const char *type = features->type;

      code = GPOINTER_TO_UINT (g_hash_table_lookup (self->code_ids, type));
      return code != 0 ? code : tei_reader_ensure_code (self, NULL, type);
    }
  if (features != NULL)
    return 0; /* the list that the coding is in tells */
  thing = g_hash_table_lookup (self->things, id);
  if (thing != NULL)
    {
      g_autofree char *name = g_strndup (thing, strcspn (thing, "\n"));

      return tei_reader_ensure_code (self, NULL, name);
    }
  code = tei_reader_ensure_code (self, NULL, id);
  g_hash_table_insert (self->code_ids, g_strdup (id), GUINT_TO_POINTER (code));
  tei_counts_add (&self->counts, TEI_COUNT_UNHEARD, 1, NULL);
  return code;
}

void
tei_reader_begin_interp (TeiReader *self,
                         TeiFrame *frame,
                         const TeiAttributes *attributes)
{
  g_autofree char *inst = tei_attributes_dup (attributes, "inst");
  g_autofree char *value = tei_attributes_dup (attributes, "value");
  TeiFrame *list = tei_reader_get_frame (self, 1);

  frame->key = tei_attributes_dup_id (attributes);
  frame->type = tei_attributes_dup (attributes, "type");
  if (frame->type == NULL && list->kind == TEI_INTERPS)
    frame->type = g_strdup (list->type);
  frame->name = g_steal_pointer (&value);
  tei_reader_capture (self, frame);
  if (inst != NULL)
    {
      TeiCoding coding = { .time = -1, .weight = SCHO_NO_WEIGHT };

      coding.ana = tei_attributes_dup (attributes, "ana");
      coding.resp = tei_attributes_dup (attributes, "resp");
      coding.target = g_steal_pointer (&inst);
      frame->coding = self->codings->len + 1;
      g_array_append_val (self->codings, coding);
    }
}

/* An interpretation is a code, unless it says that another one is meant. */
void
tei_reader_end_interp (TeiReader *self, TeiFrame *frame, const char *words)
{
  g_autofree char *name = tei_reader_tidy (self, words ? words : "");
  TeiCoding *coding = frame->coding > 0
                          ? &g_array_index (self->codings, TeiCoding, frame->coding - 1)
                          : NULL;
  guint32 code;

  if (coding != NULL && coding->ana != NULL && *name == '\0')
    return;
  if (*name == '\0' && (frame->name != NULL || frame->key != NULL))
    {
      g_free (name);
      name = g_strdup (frame->name ? frame->name : frame->key);
    }
  if (*name == '\0' || strlen (name) > MAX_NAME)
    return;
  code = tei_reader_ensure_code (self, frame->type, name);
  if (frame->key != NULL && !g_hash_table_contains (self->code_ids, frame->key))
    g_hash_table_insert (self->code_ids, g_strdup (frame->key), GUINT_TO_POINTER (code));
  if (coding != NULL)
    coding->code = code;
}
