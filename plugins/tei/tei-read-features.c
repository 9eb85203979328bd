#include "tei-reader.h"

#include <stdlib.h>
#include <string.h>

/* fs: what a coding says, as in CATMA's files and TXM's; fsDecl: the code itself. */

#define MAX_MEMO (16 * 1024)
/* A chain of tags upon tags is no tree that anybody could look at. */
#define MAX_LEVELS 64

void
tei_features_free (gpointer data)
{
  TeiFeatures *self = data;

  g_free (self->type);
  g_free (self->coder);
  g_string_free (self->memo, TRUE);
  g_free (self);
}

/* The fs that is open, outermost first. */
static TeiFrame *
find_open (TeiReader *self, TeiKind kind)
{
  for (guint above = 0; above < self->frames->len; above++)
    if (tei_reader_get_frame (self, above)->kind == kind)
      return tei_reader_get_frame (self, above);
  return NULL;
}

static void
begin_features (TeiReader *self, TeiFrame *frame, const TeiAttributes *attributes)
{
  char *id = tei_attributes_dup_id (attributes);
  TeiFeatures *features;

  if (id == NULL || g_hash_table_contains (self->features, id))
    {
      g_free (id);
      return;
    }
  features = g_new0 (TeiFeatures, 1);
  features->type = tei_attributes_dup (attributes, "type");
  features->memo = g_string_new (NULL);
  features->time = -1;
  features->weight = SCHO_NO_WEIGHT;
  tei_catma_parse_uuid (id, &features->uuid);
  frame->key = g_strdup (id);
  g_hash_table_insert (self->features, id, features);
}

void
tei_reader_begin_in_features (TeiReader *self,
                              TeiFrame *frame,
                              const TeiAttributes *attributes)
{
  if (frame->kind == TEI_FEATURES)
    begin_features (self, frame, attributes);
  else if (frame->kind == TEI_FEATURE)
    frame->key = tei_attributes_dup (attributes, "name");
  else if (frame->kind == TEI_VALUE)
    {
      frame->key = tei_attributes_dup (attributes, "value");
      tei_reader_capture (self, frame);
    }
}

static gboolean
parse_colour (const char *value, guint32 *colour)
{
  char *end;
  gint64 number = g_ascii_strtoll (value, &end, 10);

  /* A number of Java's: alpha, red, green, blue, with a sign. */
  if (end == value || *end != '\0')
    return scho_colour_parse (value, colour);
  *colour = (guint64) number & 0xffffff;
  return TRUE;
}

static gboolean
parse_weight (const char *value, gint16 *weight)
{
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, 0, 100, &number, NULL))
    return FALSE;
  *weight = number;
  return TRUE;
}

static void
add_feature (TeiFeatures *self, const char *name, const char *value)
{
  g_autoptr (GDateTime) time = NULL;

  if (g_str_equal (name, "catma_displaycolor"))
    self->has_colour = parse_colour (value, &self->colour);
  else if (g_str_equal (name, "catma_markupauthor"))
    {
      g_free (self->coder);
      self->coder = g_strdup (value);
    }
  else if (g_str_equal (name, "catma_markuptimestamp"))
    {
      time = g_date_time_new_from_iso8601 (value, NULL);
      self->time = time ? g_date_time_to_unix (time) * 1000 : -1;
    }
  else if (g_str_equal (name, TEI_TYPE_WEIGHT) && parse_weight (value, &self->weight))
    return;
  else if (g_str_equal (name, TEI_TYPE_MEMO) && self->memo->len < MAX_MEMO)
    g_string_append_printf (self->memo, "%s%s", self->memo->len > 0 ? "\n" : "", value);
  else if (*value != '\0' && self->memo->len < MAX_MEMO)
    g_string_append_printf (self->memo, "%s%s: %s", self->memo->len > 0 ? "\n" : "", name,
                            value);
}

void
tei_reader_end_in_features (TeiReader *self, TeiFrame *frame, const char *words)
{
  TeiFrame *feature = find_open (self, TEI_FEATURE);
  TeiFrame *open = find_open (self, TEI_FEATURES);
  g_autofree char *value = NULL;
  TeiFeatures *features;

  if (frame->kind != TEI_VALUE || feature == NULL || feature->key == NULL || open == NULL
      || open->key == NULL)
    return;
  features = g_hash_table_lookup (self->features, open->key);
  /* A memo has lines. */
  if (frame->key != NULL)
    value = g_strdup (frame->key);
  else if (g_str_equal (feature->key, TEI_TYPE_MEMO))
    value = g_strdup (words);
  else
    value = tei_reader_tidy (self, words);
  if (features != NULL && strlen (value) < MAX_MEMO)
    add_feature (features, feature->key, value);
  else if (features != NULL)
    tei_counts_add (&self->counts, TEI_COUNT_MEMOS, 1, value);
}

/* Declarations */

/* `narrative_levels_1 2018-06-18T14:12:08.000+0200`: without the time. */
static char *
dup_tagset_name (const char *n)
{
  const char *space = strrchr (n, ' ');

  if (space != NULL && space > n
      && g_regex_match_simple ("^ \\d\\d(\\d\\d)?-\\d\\d-\\d\\dT\\d", space, 0, 0))
    return g_strndup (n, space - n);
  return g_strdup (n);
}

void
tei_reader_begin_declaration (TeiReader *self,
                              TeiFrame *frame,
                              const TeiAttributes *attributes)
{
  g_autofree char *n = tei_attributes_dup (attributes, "n");
  SchoUuid uuid;

  if (frame->kind == TEI_DECLARATIONS)
    {
      frame->key = n != NULL ? dup_tagset_name (n) : tei_attributes_dup_id (attributes);
      /* A whole codebook of ours is no code. */
      tei_reader_read_uuid (attributes, &uuid);
      if (frame->key != NULL && *frame->key != '\0' && scho_uuid_is_null (&uuid))
        frame->extent = tei_reader_ensure_code (self, NULL, frame->key);
    }
  else if (frame->kind == TEI_DECLARATION)
    {
      frame->key = tei_attributes_dup_id (attributes);
      if (frame->key == NULL)
        frame->key = tei_attributes_dup (attributes, "type");
      frame->type = tei_attributes_dup (attributes, "baseTypes");
    }
  else if (frame->kind == TEI_DECLARED_FEATURE)
    frame->key = tei_attributes_dup (attributes, "name");
  else if (frame->kind == TEI_VALUE)
    {
      frame->key = tei_attributes_dup (attributes, "value");
      tei_reader_capture (self, frame);
    }
  else if (frame->kind == TEI_DECLARED_NAME)
    tei_reader_capture (self, frame);
}

static guint
get_level (TeiReader *self, guint32 code)
{
  return GPOINTER_TO_UINT (
      g_hash_table_lookup (self->code_levels, GUINT_TO_POINTER (code)));
}

/* A code below that of its base type, if that was declared before, else below its set. */
static void
end_declaration (TeiReader *self, TeiFrame *frame)
{
  TeiFrame *set = find_open (self, TEI_DECLARATIONS);
  guint32 parent = 0, id;
  SchoCode code = { .colour = frame->columns };

  if (frame->key == NULL || g_str_equal (frame->key, "CATMA_BASE_TAG"))
    return;
  if (frame->type != NULL)
    parent = GPOINTER_TO_UINT (g_hash_table_lookup (self->code_ids, frame->type));
  if (parent == 0 || get_level (self, parent) >= MAX_LEVELS)
    parent = set != NULL ? set->extent : 0;
  code.parent = parent;
  code.name = frame->name != NULL && *frame->name != '\0' ? frame->name : frame->key;
  if (frame->level == 0)
    code.colour = scho_colour_nth (g_hash_table_size (self->code_ids));
  code.position = g_hash_table_size (self->code_ids);
  tei_catma_parse_uuid (frame->key, &code.uuid);
  id = tei_nouns_add_code (self->nouns, &code);
  g_hash_table_insert (self->code_levels, GUINT_TO_POINTER (id),
                       GUINT_TO_POINTER (get_level (self, parent) + 1));
  if (!g_hash_table_contains (self->code_ids, frame->key))
    g_hash_table_insert (self->code_ids, g_strdup (frame->key), GUINT_TO_POINTER (id));
}

/* The colour of a declaration waits in its frame: `columns`, if `level` is 1. */
static void
end_declared_value (TeiReader *self, TeiFrame *frame, const char *words)
{
  TeiFrame *feature = find_open (self, TEI_DECLARED_FEATURE);
  TeiFrame *declaration = find_open (self, TEI_DECLARATION);
  g_autofree char *value
      = frame->key != NULL ? g_strdup (frame->key) : tei_reader_tidy (self, words);
  guint32 colour;

  if (feature == NULL || declaration == NULL
      || g_strcmp0 (feature->key, "catma_displaycolor") != 0
      || !parse_colour (value, &colour))
    return;
  declaration->columns = colour;
  declaration->level = 1;
}

void
tei_reader_end_declaration (TeiReader *self, TeiFrame *frame, const char *words)
{
  TeiFrame *declaration = find_open (self, TEI_DECLARATION);

  if (frame->kind == TEI_DECLARATION)
    end_declaration (self, frame);
  else if (frame->kind == TEI_DECLARED_NAME && declaration != NULL
           && declaration->name == NULL && words != NULL)
    declaration->name = tei_reader_tidy (self, words);
  else if (frame->kind == TEI_VALUE && words != NULL)
    end_declared_value (self, frame, words);
}
