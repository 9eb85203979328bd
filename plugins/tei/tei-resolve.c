#include "tei-reader.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A coding with a thousand pointers and a thousand codes would be a million codings. */
#define MAX_PER_CODING 1024
/* Links upon links, and circles of them. */
#define MAX_FOLLOWED 4
#define MAX_MEMO (64 * 1024)

typedef struct
{
  TeiReader *reader;
  guint32 document;
  GHashTable *there; /* SchoUuid of the codings that the project has */
  GHashTable *seen;  /* SchoUuid of those of the file */
  GHashTable *ids;   /* xml:id → TeiCoding */
  SchoText *text;
} Resolver;

/* Words of an attribute: its first ones, if there are too many. */
static GStrv
split (TeiReader *reader, const char *words)
{
  GStrv list = g_strsplit_set (words ? words : "", " \t\n\r", MAX_PER_CODING + 1);
  guint n = g_strv_length (list);

  if (n > MAX_PER_CODING)
    {
      g_clear_pointer (&list[n - 1], g_free);
      tei_counts_add (&reader->counts, TEI_COUNT_BOUNDED, 1, NULL);
    }
  return list;
}

static void
find_ranges (Resolver *self, const TeiCoding *coding, GArray *ranges, guint depth);

/* A pointer at another coding means its passages. */
static gboolean
follow (Resolver *self, const char *pointer, GArray *ranges, guint depth)
{
  const char *id = tei_pointer_get_id (pointer);
  TeiCoding *other = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;

  if (other == NULL || depth == MAX_FOLLOWED)
    return FALSE;
  other->followed = TRUE;
  find_ranges (self, other, ranges, depth + 1);
  return TRUE;
}

static void
find_ranges (Resolver *self, const TeiCoding *coding, GArray *ranges, guint depth)
{
  g_auto (GStrv) pointers = split (self->reader, coding->target);
  TeiText *text = self->reader->text;
  TeiRange range;

  if (coding->extent != 0)
    {
      tei_text_get_extent (text, coding->extent - 1, &range.start, &range.end);
      g_array_append_val (ranges, range);
    }
  for (char **pointer = pointers; *pointer != NULL && ranges->len < MAX_PER_CODING;
       pointer++)
    if (**pointer != '\0' && !tei_pointer_read (text, *pointer, ranges)
        && !follow (self, *pointer, ranges, depth))
      tei_counts_add (&self->reader->counts, TEI_COUNT_TARGETS, 1, *pointer);
}

static void
drop_empty (Resolver *self, const TeiCoding *coding, GArray *ranges)
{
  guint n = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      TeiRange range = g_array_index (ranges, TeiRange, i);

      if (range.start < range.end)
        g_array_index (ranges, TeiRange, n++) = range;
      else
        tei_counts_add (&self->reader->counts, TEI_COUNT_EMPTY, 1,
                        coding->target != NULL ? coding->target : coding->id);
    }
  g_array_set_size (ranges, n);
}

/* What the codings of others say in one word: the list's name, or its own. */
static guint32
find_label (Resolver *self, const TeiCoding *coding)
{
  if (coding->label != NULL)
    return tei_reader_ensure_code (self->reader, coding->group, coding->label);
  if (coding->group != NULL && (coding->ana != NULL || !coding->followed))
    return tei_reader_ensure_code (self->reader, NULL, coding->group);
  return 0;
}

/* The properties of an annotation, and what it names. */
static void
add_memo (Resolver *self, const char *id, GString *memo)
{
  TeiFeatures *features = g_hash_table_lookup (self->reader->features, id);
  const char *thing = g_hash_table_lookup (self->reader->things, id);
  const char *words = features != NULL ? features->memo->str
                      : thing != NULL  ? thing + strcspn (thing, "\n")
                                       : "";

  words += *words == '\n';
  if (*words != '\0' && memo->len < MAX_MEMO)
    g_string_append_printf (memo, "%s%s", memo->len > 0 ? "\n" : "", words);
}

static GArray *
find_codes (Resolver *self, const TeiCoding *coding, GString *memo)
{
  GArray *codes = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_auto (GStrv) pointers = split (self->reader, coding->ana);
  guint32 code = coding->code;

  for (char **pointer = pointers; code == 0 && *pointer != NULL; pointer++)
    {
      const char *id = tei_pointer_get_id (*pointer);

      if (**pointer == '\0')
        continue;
      code = id != NULL ? tei_reader_get_code (self->reader, id) : 0;
      if (id != NULL)
        add_memo (self, id, memo);
      if (code != 0)
        g_array_append_val (codes, code);
      code = 0;
    }
  if (codes->len == 0 && (code != 0 || (code = find_label (self, coding)) != 0))
    g_array_append_val (codes, code);
  if (codes->len == 0 && !coding->followed)
    tei_counts_add (&self->reader->counts, TEI_COUNT_CODES, 1, coding->target);
  return codes;
}

/* @resp: `#id`; the first of several. */
guint32
tei_reader_get_coder (TeiReader *reader, const TeiCoding *coding)
{
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

/* Line feeds that no element could hold, as far as they are there still. */
static void
add_feeds (Resolver *self, const TeiCoding *coding, GArray *ranges)
{
  const char *utf8 = scho_text_get_utf8 (self->text, NULL);
  TeiRange *first, *last;
  gsize byte;

  if (ranges->len == 0 || coding->feeds_before + coding->feeds_after == 0)
    return;
  first = &g_array_index (ranges, TeiRange, 0);
  last = &g_array_index (ranges, TeiRange, ranges->len - 1);
  byte = scho_text_offset_to_byte (self->text, first->start);
  for (guint32 n = coding->feeds_before; n > 0 && byte > 0 && utf8[--byte] == '\n'; n--)
    first->start--;
  byte = scho_text_offset_to_byte (self->text, last->end);
  for (guint32 n = coding->feeds_after; n > 0 && utf8[byte] == '\n'; n--, byte++)
    last->end++;
}

static void
add_codings (Resolver *self, TeiCoding *coding, GArray *ranges)
{
  g_autoptr (GString) memo = g_string_new (coding->memo);
  g_autoptr (GArray) codes = NULL;
  guint64 n_all;
  guint n;
  SchoAnnotation annotation = {
    .document = self->document,
    .weight = coding->weight,
    .flags = coding->flags,
  };

  add_feeds (self, coding, ranges);
  drop_empty (self, coding, ranges);
  if (ranges->len == 0)
    return;
  codes = find_codes (self, coding, memo);
  n_all = (guint64) ranges->len * codes->len;
  n = MIN (n_all, MAX_PER_CODING);
  if (n == 0)
    return;
  tei_counts_add (&self->reader->counts, TEI_COUNT_BOUNDED, n_all > n, NULL);
  annotation.memo = memo->len > 0 || coding->memo != NULL ? memo->str : NULL;
  annotation.coder = tei_reader_get_coder (self->reader, coding);
  for (guint i = 0; i < n; i++)
    {
      TeiRange range = g_array_index (ranges, TeiRange, i / codes->len);

      annotation.start = range.start;
      annotation.end = range.end;
      annotation.code = g_array_index (codes, guint32, i % codes->len);
      coding->is_kept = TRUE;
      if (!pick_uuid (self, coding, i == 0, &annotation.uuid))
        tei_counts_add (&self->reader->counts, TEI_COUNT_KNOWN, 1, NULL);
      else
        {
          scho_step_add_annotation (self->reader->step, &annotation);
          if (i == 0)
            coding->uuid = annotation.uuid;
        }
    }
}

static GHashTable *
list_ids (TeiReader *reader)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < reader->codings->len; i++)
    {
      TeiCoding *coding = &g_array_index (reader->codings, TeiCoding, i);

      if (coding->id != NULL && !g_hash_table_contains (ids, coding->id))
        g_hash_table_insert (ids, coding->id, coding);
    }
  return ids;
}

/* Notes that stand elsewhere and point at a coding. */
static void
hand_out_memos (TeiReader *reader, GHashTable *ids)
{
  for (guint i = 0; i < reader->memos->len; i++)
    {
      TeiMemo *memo = &g_array_index (reader->memos, TeiMemo, i);
      TeiCoding *coding = g_hash_table_lookup (ids, memo->target);

      if (coding != NULL && memo->is_weight)
        tei_coding_set_weight (coding, memo->words);
      else if (coding != NULL && coding->memo == NULL)
        coding->memo = g_steal_pointer (&memo->words);
      else
        tei_counts_add (&reader->counts, TEI_COUNT_MEMOS, 1, memo->words);
    }
}

/* What was joined to another has none. */
static void
free_passages (gpointer passages)
{
  if (passages != NULL)
    g_array_unref (passages);
}

/* First all passages, since only then it is known who points to whom. */
static void
resolve_all (Resolver *self)
{
  GArray *codings = self->reader->codings;
  g_autoptr (GPtrArray) passages = g_ptr_array_new_with_free_func (free_passages);

  for (guint i = 0; i < codings->len; i++)
    {
      GArray *ranges = g_array_new (FALSE, FALSE, sizeof (TeiRange));

      g_ptr_array_add (passages, ranges);
      find_ranges (self, &g_array_index (codings, TeiCoding, i), ranges, 0);
    }
  tei_reader_join_parts (self->reader, self->text, self->ids, passages);
  for (guint i = 0; i < codings->len; i++)
    if (passages->pdata[i] != NULL)
      add_codings (self, &g_array_index (codings, TeiCoding, i), passages->pdata[i]);
}

void
tei_reader_resolve (TeiReader *reader, guint32 document, SchoText *text)
{
  g_autoptr (GHashTable) there = g_hash_table_new (tei_uuid_hash, tei_uuid_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (tei_uuid_hash, tei_uuid_equal);
  g_autoptr (GHashTable) ids = list_ids (reader);
  Resolver self = { reader, document, there, seen, ids, text };
  SchoSnapshot *base = scho_step_get_base (reader->step);
  const SchoAnnotation *annotations = NULL;
  gsize n = 0;

  if (scho_snapshot_get_document (base, document) != NULL)
    annotations = scho_snapshot_get_annotations (base, document, &n);
  for (gsize i = 0; i < n; i++)
    g_hash_table_add (there, (gpointer) &annotations[i].uuid);

  hand_out_memos (reader, ids);
  resolve_all (&self);
  tei_reader_resolve_links (reader, document, ids);
}
