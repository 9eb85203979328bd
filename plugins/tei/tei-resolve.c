#include "tei-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A coding with a thousand pointers and a thousand codes would be a million codings. */
#define MAX_PER_CODING 1024

typedef struct
{
  guint32 start, end;
} Range;

typedef struct
{
  TeiReader *reader;
  guint32 document;
  GHashTable *there; /* SchoUuid of the codings that the project has */
  GHashTable *seen;  /* SchoUuid of those of the file */
} Resolver;

static void
add_range (Resolver *self, GArray *ranges, guint32 start, guint32 end)
{
  Range range = { start, end };

  if (start >= end)
    self->reader->counts.empty++;
  else
    g_array_append_val (ranges, range);
}

/* `a,b` or `a,b,c,d`: from the start of one element to the end of the next. */
static void
read_pairs (Resolver *self, GArray *ranges, const char *list)
{
  g_auto (GStrv) ids = g_strsplit (list, ",", 2 * MAX_PER_CODING);
  guint n = g_strv_length (ids);

  for (guint i = 0; i + 1 < n; i += 2)
    {
      guint32 start, end, unused;

      if (tei_text_find (self->reader->text, g_strstrip (ids[i]), &start, &unused)
          && tei_text_find (self->reader->text, g_strstrip (ids[i + 1]), &unused, &end))
        add_range (self, ranges, start, end);
      else
        self->reader->counts.targets++;
    }
  if (n == 0 || n % 2 != 0)
    self->reader->counts.targets++;
}

/* One pointer: `#range(a,b)` or `#id`. */
static void
read_pointer (Resolver *self, GArray *ranges, char *pointer)
{
  gsize n = strlen (pointer);
  guint32 start, end;

  if (g_str_has_prefix (pointer, "#range(") && pointer[n - 1] == ')')
    {
      pointer[n - 1] = '\0';
      read_pairs (self, ranges, pointer + strlen ("#range("));
    }
  else if (*pointer == '#'
           && tei_text_find (self->reader->text, pointer + 1, &start, &end))
    add_range (self, ranges, start, end);
  else
    self->reader->counts.targets++;
}

/* Words of an attribute: its first ones, if there are too many. */
static GStrv
split (TeiReader *reader, const char *words)
{
  GStrv list = g_strsplit_set (words ? words : "", " \t\n\r", MAX_PER_CODING + 1);
  guint n = g_strv_length (list);

  if (n > MAX_PER_CODING)
    {
      g_clear_pointer (&list[n - 1], g_free);
      reader->counts.bounded++;
    }
  return list;
}

static GArray *
find_ranges (Resolver *self, const TeiCoding *coding)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_auto (GStrv) pointers = split (self->reader, coding->target);
  guint32 start, end;

  if (coding->extent != 0)
    {
      tei_text_get_extent (self->reader->text, coding->extent - 1, &start, &end);
      add_range (self, ranges, start, end);
    }
  for (char **pointer = pointers; *pointer != NULL; pointer++)
    if (**pointer != '\0')
      read_pointer (self, ranges, *pointer);
  return ranges;
}

static GArray *
find_codes (Resolver *self, const TeiCoding *coding)
{
  GArray *codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (GStrv) pointers = split (self->reader, coding->ana);

  for (char **pointer = pointers; *pointer != NULL; pointer++)
    {
      const char *id = strrchr (*pointer, '#');
      guint32 code;

      if (**pointer == '\0')
        continue;
      id = id != NULL ? id + 1 : *pointer;
      code = GPOINTER_TO_UINT (g_hash_table_lookup (self->reader->code_ids, id));
      if (code != 0)
        g_array_append_val (codes, code);
      else
        self->reader->counts.codes++;
    }
  /* A mark without a code is none of ours. */
  if (coding->ana == NULL)
    self->reader->counts.codes++;
  return codes;
}

/* @resp: `#id`; the first of several. */
static guint32
find_coder (Resolver *self, const TeiCoding *coding)
{
  TeiReader *reader = self->reader;
  g_auto (GStrv) words = g_strsplit_set (coding->resp ? coding->resp : "", " \t\n", 2);
  const char *id = words[0] == NULL ? "" : strchr (words[0], '#');
  const char *name;
  guint32 coder;

  id = id == NULL ? words[0] : *id == '#' ? id + 1 : id;
  if (*id == '\0')
    id = coding->name != NULL ? coding->name : reader->coder;
  /* Translators: the name of a coder of whom the file says nothing. */
  if (id == NULL || *id == '\0')
    id = _ ("Unknown");
  coder = GPOINTER_TO_UINT (g_hash_table_lookup (reader->coder_ids, id));
  if (coder != 0)
    return coder;
  name = g_hash_table_lookup (reader->people, id);
  coder = tei_nouns_add_coder (reader->nouns, &(SchoCoder){ .name = name ? name : id });
  g_hash_table_insert (reader->coder_ids, g_strdup (id), GUINT_TO_POINTER (coder));
  return coder;
}

/* The coding's own UUID for the first of what it becomes; FALSE: the project has it. */
static gboolean
pick_uuid (Resolver *self, const TeiCoding *coding, gboolean first, SchoUuid *uuid)
{
  if (first && !scho_uuid_is_null (&coding->uuid))
    {
      if (g_hash_table_contains (self->there, &coding->uuid))
        return FALSE;
      if (g_hash_table_add (self->seen, (gpointer) &coding->uuid))
        {
          *uuid = coding->uuid;
          return TRUE;
        }
    }
  *uuid = coding->time >= 0 ? scho_uuid_new_at (coding->time) : scho_uuid_new ();
  return TRUE;
}

static void
add_codings (Resolver *self, const TeiCoding *coding)
{
  g_autoptr (GArray) ranges = find_ranges (self, coding);
  g_autoptr (GArray) codes = find_codes (self, coding);
  guint n = MIN ((guint64) ranges->len * codes->len, MAX_PER_CODING);
  SchoAnnotation annotation = {
    .document = self->document,
    .weight = coding->weight,
    .flags = coding->flags,
    .memo = coding->memo,
  };

  if (n == 0)
    return;
  if ((guint64) ranges->len * codes->len > n)
    self->reader->counts.bounded++;
  annotation.coder = find_coder (self, coding);
  for (guint i = 0; i < n; i++)
    {
      Range range = g_array_index (ranges, Range, i / codes->len);

      annotation.start = range.start;
      annotation.end = range.end;
      annotation.code = g_array_index (codes, guint32, i % codes->len);
      if (pick_uuid (self, coding, i == 0, &annotation.uuid))
        scho_step_add_annotation (self->reader->step, &annotation);
      else
        self->reader->counts.known++;
    }
}

/* Notes that stand elsewhere and point at a coding. */
static void
hand_out_memos (TeiReader *reader)
{
  g_autoptr (GHashTable) ids = NULL;

  if (reader->memos->len == 0)
    return;
  ids = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < reader->codings->len; i++)
    {
      TeiCoding *coding = &g_array_index (reader->codings, TeiCoding, i);

      if (coding->id != NULL && !g_hash_table_contains (ids, coding->id))
        g_hash_table_insert (ids, coding->id, coding);
    }
  for (guint i = 0; i < reader->memos->len; i++)
    {
      TeiMemo *memo = &g_array_index (reader->memos, TeiMemo, i);
      TeiCoding *coding = g_hash_table_lookup (ids, memo->target);

      if (coding != NULL && coding->memo == NULL)
        coding->memo = g_steal_pointer (&memo->words);
      else
        reader->counts.memos++;
    }
}

void
tei_reader_resolve (TeiReader *reader, guint32 document)
{
  g_autoptr (GHashTable) there = g_hash_table_new (tei_uuid_hash, tei_uuid_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (tei_uuid_hash, tei_uuid_equal);
  Resolver self = { reader, document, there, seen };
  SchoSnapshot *base = scho_step_get_base (reader->step);
  const SchoAnnotation *annotations = NULL;
  gsize n = 0;

  if (scho_snapshot_get_document (base, document) != NULL)
    annotations = scho_snapshot_get_annotations (base, document, &n);
  for (gsize i = 0; i < n; i++)
    g_hash_table_add (there, (gpointer) &annotations[i].uuid);

  hand_out_memos (reader);
  for (guint i = 0; i < reader->codings->len; i++)
    add_codings (&self, &g_array_index (reader->codings, TeiCoding, i));
}
