#include "passages.h"

#include "matching.h"
#include "quotation.h"

#include <glib/gi18n.h>
#include <scholiast/passage-query.h>
#include <scholiast/lookup.h>
#include <string.h>

#define AROUND 80    /* characters before and after */
#define LONGEST 4000 /* characters of a passage that are kept */

struct _SchoPassages
{
  gatomicrefcount ref_count;
  SchoSnapshot *snapshot;
  guint32 code;
  gboolean with_subcodes;
  char *query; /* nullable */
  char *title;
  GPtrArray *all;  /* of SchoPassage, by document, then start */
  GPtrArray *rows; /* of SchoPassage */
  guint n_shown;
};

/* One passage ---------------------------------------------------------------------- */

SchoPassage *
scho_passage_ref (SchoPassage *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
passage_clear (gpointer data)
{
  SchoPassage *self = data;

  g_free ((char *) self->heading);
  if (self->coding.memo != NULL)
    g_ref_string_release ((char *) self->coding.memo);
  g_clear_pointer (&self->document, scho_document_unref);
  g_clear_pointer (&self->code, scho_code_unref);
  g_clear_pointer (&self->coder, scho_coder_unref);
  g_free (self->codes);
  g_free (self->coders);
  g_free ((char *) self->before);
  g_free ((char *) self->words);
  g_free ((char *) self->after);
  g_free (self->folded);
}

void
scho_passage_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, passage_clear);
}

const char *
scho_passage_get_code_name (const SchoPassage *self)
{
  return self->code != NULL ? self->code->name : self->codes != NULL ? self->codes : "";
}

const char *
scho_passage_get_coder_name (const SchoPassage *self)
{
  return self->coder != NULL    ? self->coder->name
         : self->coders != NULL ? self->coders
                                : "";
}

GDateTime *
scho_passage_get_date (const SchoPassage *self)
{
  gint64 time = self->code != NULL ? scho_uuid_get_time (&self->coding.uuid) : -1;

  return time >= 0 ? g_date_time_new_from_unix_local (time / 1000) : NULL;
}

char *
scho_passage_dup_quotation (const SchoPassage *self)
{
  g_autofree char *marked = scho_quotation_mark (self->words);

  if (scho_passage_get_code_name (self)[0] == '\0')
    /* Translators: a quotation and where it is from, without a code: the words in
     * quotation marks, the title of the document, the number of the paragraph. */
    return g_strdup_printf (_ ("%s (%s, paragraph %u)"), marked, self->document->title,
                            self->paragraph);
  /* Translators: a quotation and where it is from: the words in quotation marks, the
   * title of the document, the number of the paragraph, the code, the coder. */
  return g_strdup_printf (
      _ ("%s (%s, paragraph %u; %s; %s)"), marked, self->document->title, self->paragraph,
      scho_passage_get_code_name (self), scho_passage_get_coder_name (self));
}

static SchoPassage *
heading_new (const char *heading)
{
  SchoPassage *self = g_atomic_rc_box_new0 (SchoPassage);

  self->heading = g_strdup (heading);
  return self;
}

static const char *
get_folded (SchoPassage *self)
{
  char *folded = g_atomic_pointer_get (&self->folded);
  g_autofree char *all = NULL;

  if (folded != NULL)
    return folded;
  all = g_strjoin ("\n", self->words, self->document->title,
                   scho_passage_get_code_name (self), scho_passage_get_coder_name (self),
                   self->coding.memo, NULL);
  folded = scho_matching_fold (all);
  /* Another thread may have made it meanwhile. */
  if (!g_atomic_pointer_compare_and_exchange (&self->folded, NULL, folded))
    {
      g_free (folded);
      folded = g_atomic_pointer_get (&self->folded);
    }
  return folded;
}

/* All passages ----------------------------------------------------------------------- */

/* The document at hand; passages come by document. */
typedef struct
{
  SchoText *text;
  guint32 document;
  guint32 *paragraphs; /* by line: how many up to and with it */
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->text, scho_text_unref);
  g_clear_pointer (&self->paragraphs, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
is_blank (const char *line, const char *end)
{
  for (; line < end; line = g_utf8_next_char (line))
    if (!g_unichar_isspace (g_utf8_get_char (line)))
      return FALSE;
  return TRUE;
}

static gboolean
reader_go_to (Reader *self, SchoSnapshot *snapshot, guint32 document, GError **error)
{
  const char *line;
  guint32 n_lines, n = 0;

  if (self->text != NULL && self->document == document)
    return TRUE;
  reader_clear (self);
  self->document = document;
  if (!(self->text = scho_snapshot_read_text (snapshot, document, error)))
    return FALSE;
  n_lines = scho_text_get_n_lines (self->text);
  self->paragraphs = g_new (guint32, n_lines + 1);
  line = scho_text_get_utf8 (self->text, NULL);
  for (guint32 i = 0; i < n_lines; i++)
    {
      const char *end = strchr (line, '\n');

      end = end != NULL ? end : line + strlen (line);
      n += !is_blank (line, end);
      self->paragraphs[i] = n;
      line = *end != '\0' ? end + 1 : end;
    }
  return TRUE;
}

static char *
dup_one_line (SchoText *text, guint32 start, guint32 end)
{
  return g_strdelimit (scho_text_dup_range (text, start, end), "\n\t", ' ');
}

/* Context that is cut begins and ends with a whole word. */
static char *
dup_before (SchoText *text, guint32 from, guint32 start, gboolean cut)
{
  g_autofree char *words = dup_one_line (text, from, start);
  const char *space = cut ? strchr (words, ' ') : NULL;

  return space != NULL ? g_strconcat ("…", space, NULL) : g_steal_pointer (&words);
}

static char *
dup_after (SchoText *text, guint32 end, guint32 to, gboolean cut)
{
  g_autofree char *words = dup_one_line (text, end, to);
  char *space = cut ? strrchr (words, ' ') : NULL;

  if (space == NULL)
    return g_steal_pointer (&words);
  *space = '\0';
  return g_strconcat (words, " …", NULL);
}

/* Context ends with the paragraph. */
static void
read_words (SchoPassage *self, Reader *reader)
{
  SchoText *text = reader->text;
  guint32 start = self->coding.start, end = self->coding.end;
  guint32 first = scho_text_offset_to_line (text, start);
  guint32 last = scho_text_offset_to_line (text, end - 1);
  guint32 from = scho_text_line_to_offset (text, first);
  guint32 to = last + 1 < scho_text_get_n_lines (text)
                   ? scho_text_line_to_offset (text, last + 1) - 1
                   : scho_text_get_length (text);

  to = MAX (end, to);
  self->before = dup_before (text, MAX (from, start > AROUND ? start - AROUND : 0), start,
                             start - from > AROUND);
  self->after = dup_after (text, end, MIN (to, end + AROUND), to - end > AROUND);
  self->words = dup_one_line (text, start, MIN (end, start + LONGEST));
  if (end - start > LONGEST)
    {
      char *cut = g_strconcat (self->words, "…", NULL);
      g_free ((char *) self->words);
      self->words = cut;
    }
  self->paragraph = MAX (1, reader->paragraphs[first]);
}

/* The nouns and the memo; not the words. */
static SchoPassage *
passage_new (SchoSnapshot *snapshot, const SchoAnnotation *coding)
{
  SchoPassage *self = g_atomic_rc_box_new0 (SchoPassage);

  self->coding = *coding;
  if (coding->memo != NULL)
    self->coding.memo = g_ref_string_acquire ((char *) coding->memo);
  self->document
      = scho_document_ref (scho_snapshot_get_document (snapshot, coding->document));
  self->code = scho_code_ref (scho_snapshot_get_code (snapshot, coding->code));
  self->coder = scho_coder_ref (scho_snapshot_get_coder (snapshot, coding->coder));
  return self;
}

static void
copy_words (SchoPassage *self, const SchoPassage *old)
{
  self->before = g_strdup (old->before);
  self->words = g_strdup (old->words);
  self->after = g_strdup (old->after);
  self->paragraph = old->paragraph;
}

static gboolean
has_words_of (const SchoPassage *self, const SchoPassage *old)
{
  return self->coding.start == old->coding.start && self->coding.end == old->coding.end
         && g_str_equal (self->document->digest, old->document->digest);
}

static guint
hash_coding (gconstpointer key)
{
  const SchoPassage *self = key;
  guint32 part;

  /* The end of a UUID is random. */
  memcpy (&part, self->coding.uuid.bytes + sizeof self->coding.uuid.bytes - sizeof part,
          sizeof part);
  return part;
}

static gboolean
equal_codings (gconstpointer a, gconstpointer b)
{
  const SchoPassage *left = a, *right = b;

  return scho_uuid_compare (&left->coding.uuid, &right->coding.uuid) == 0;
}

static GHashTable *
index_old (SchoPassages *old)
{
  GHashTable *index = g_hash_table_new (hash_coding, equal_codings);

  for (guint i = 0; old != NULL && i < old->all->len; i++)
    if (((SchoPassage *) old->all->pdata[i])->code != NULL)
      g_hash_table_add (index, old->all->pdata[i]);
  return index;
}

/* Looks the same in every respect. */
static gboolean
is_as_before (const SchoPassage *old,
              SchoSnapshot *snapshot,
              const SchoAnnotation *coding)
{
  return scho_annotation_equal (&old->coding, coding)
         && old->document == scho_snapshot_get_document (snapshot, coding->document)
         && old->code == scho_snapshot_get_code (snapshot, coding->code)
         && old->coder == scho_snapshot_get_coder (snapshot, coding->coder);
}

/* While passages are collected. */
typedef struct
{
  SchoPassages *self;
  GHashTable *index; /* of those before */
  Reader reader;
  GCancellable *cancellable;
  GError **error;
} Collection;

/* Takes @passage. */
static gboolean
add_with_words (Collection *collection, SchoPassage *passage)
{
  SchoPassages *self = collection->self;

  g_ptr_array_add (self->all, passage);
  if (g_cancellable_set_error_if_cancelled (collection->cancellable, collection->error)
      || !reader_go_to (&collection->reader, self->snapshot, passage->coding.document,
                        collection->error))
    return FALSE;
  read_words (passage, &collection->reader);
  return TRUE;
}

static gboolean
add_coding (Collection *collection, const SchoAnnotation *coding)
{
  SchoPassages *self = collection->self;
  SchoPassage key = { .coding = *coding };
  SchoPassage *before = g_hash_table_lookup (collection->index, &key), *passage;

  if (before != NULL && is_as_before (before, self->snapshot, coding))
    {
      g_ptr_array_add (self->all, scho_passage_ref (before));
      return TRUE;
    }
  passage = passage_new (self->snapshot, coding);
  if (before == NULL || !has_words_of (passage, before))
    return add_with_words (collection, passage);
  g_ptr_array_add (self->all, passage);
  copy_words (passage, before);
  return TRUE;
}

/* Each name once. */
static void
add_name (GString *names, GHashTable *seen, const char *name)
{
  if (!g_hash_table_add (seen, (gpointer) name))
    return;
  g_string_append_printf (names, "%s%s", names->len > 0 ? " + " : "", name);
}

/* @codings: that lie on it. */
static gboolean
add_stretch (Collection *collection, const SchoMatch *match, const GPtrArray *codings)
{
  SchoSnapshot *snapshot = collection->self->snapshot;
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) coders = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) code_names = g_string_new (NULL), coder_names = g_string_new (NULL);
  SchoPassage *passage = g_atomic_rc_box_new0 (SchoPassage);

  passage->coding = (SchoAnnotation){ .document = match->document,
                                      .start = match->start,
                                      .end = match->end,
                                      .weight = SCHO_NO_WEIGHT };
  passage->document
      = scho_document_ref (scho_snapshot_get_document (snapshot, match->document));
  for (guint i = 0; i < codings->len; i++)
    {
      const SchoAnnotation *coding = codings->pdata[i];

      add_name (code_names, codes, scho_snapshot_get_code (snapshot, coding->code)->name);
      add_name (coder_names, coders,
                scho_snapshot_get_coder (snapshot, coding->coder)->name);
    }
  passage->codes = g_string_free (g_steal_pointer (&code_names), FALSE);
  passage->coders = g_string_free (g_steal_pointer (&coder_names), FALSE);
  return add_with_words (collection, passage);
}

static gboolean
collect_query (Collection *collection)
{
  SchoPassages *self = collection->self;
  g_autoptr (SchoPassageQuery) query
      = scho_passage_query_parse (self->query, NULL, collection->error);
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GPtrArray) codings = NULL;
  gboolean done = TRUE;

  if (query == NULL
      || !(matches
           = scho_passage_query_run (query, self->snapshot, NULL, collection->cancellable,
                                     NULL, collection->error)))
    return FALSE;
  codings = scho_passage_query_list_codings (
      query, self->snapshot, (const SchoMatch *) (gpointer) matches->data, matches->len,
      collection->cancellable, collection->error);
  for (guint i = 0; codings != NULL && i < matches->len && done; i++)
    {
      const SchoMatch *match = &g_array_index (matches, SchoMatch, i);

      done = match->annotation != NULL
                 ? add_coding (collection, match->annotation)
                 : add_stretch (collection, match, codings->pdata[i]);
    }
  return done && codings != NULL;
}

static gboolean
collect_code (Collection *collection)
{
  SchoPassages *self = collection->self;
  SchoFilter filter = { .code = self->code, .with_subcodes = self->with_subcodes };
  g_autoptr (GPtrArray) codings = scho_lookup_annotations (self->snapshot, &filter);
  gboolean done = TRUE;

  for (guint i = 0; i < codings->len && done; i++)
    done = add_coding (collection, codings->pdata[i]);
  return done;
}

static gboolean
collect (SchoPassages *self, SchoPassages *old, GCancellable *cancellable, GError **error)
{
  Collection collection = { self, index_old (old), { 0 }, cancellable, error };
  gboolean done;

  self->all = g_ptr_array_new_with_free_func (scho_passage_unref);
  done = self->query != NULL ? collect_query (&collection) : collect_code (&collection);
  reader_clear (&collection.reader);
  g_hash_table_unref (collection.index);
  return done;
}

/* Order ------------------------------------------------------------------------------ */

typedef struct
{
  gint64 group, key, document;
  SchoPassage *passage;
} Place;

typedef struct
{
  gboolean descending;
} Direction;

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const Place *left = a, *right = b;
  const Direction *direction = data;

  if (left->group != right->group)
    return left->group < right->group ? -1 : 1;
  if (left->key != right->key)
    return (left->key < right->key) != direction->descending ? -1 : 1;
  if (left->document != right->document)
    return left->document < right->document ? -1 : 1;
  return scho_annotation_compare (&left->passage->coding, &right->passage->coding);
}

typedef struct
{
  char *key;
  guint32 id;
} Named;

static int
compare_named (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Named *) a)->key, ((const Named *) b)->key);
}

/* By id: the place in the order of the language. Takes the names' keys over. */
static guint32 *
rank (GArray *named, guint32 limit)
{
  guint32 *ranks = g_new0 (guint32, limit + 1);

  g_array_sort (named, compare_named);
  for (guint i = 0; i < named->len; i++)
    {
      ranks[g_array_index (named, Named, i).id] = i;
      g_free (g_array_index (named, Named, i).key);
    }
  return ranks;
}

static guint32 *
rank_documents (SchoSnapshot *snapshot)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      Named each = { g_utf8_collate_key_for_filename (documents[i]->title, -1),
                     documents[i]->id };
      g_array_append_val (named, each);
    }
  return rank (named, scho_snapshot_get_document_limit (snapshot));
}

static guint32 *
rank_coders (SchoSnapshot *snapshot)
{
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      Named each = { g_utf8_collate_key (coders[i]->name, -1), coders[i]->id };
      g_array_append_val (named, each);
    }
  return rank (named, scho_snapshot_get_coder_limit (snapshot));
}

/* As the tree has them. */
static guint32 *
rank_codes (SchoSnapshot *snapshot)
{
  guint32 *ranks = g_new0 (guint32, scho_snapshot_get_code_limit (snapshot) + 1);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    ranks[codes[i]->id] = (guint32) i;
  return ranks;
}

typedef struct
{
  guint32 *documents, *coders, *codes;
} Ranks;

static void
ranks_clear (Ranks *self)
{
  g_free (self->documents);
  g_free (self->coders);
  g_free (self->codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ranks, ranks_clear)

static gint64
get_key (const Ranks *ranks, SchoPassageSort sort, const SchoAnnotation *coding)
{
  switch (sort)
    {
    case SCHO_SORT_DATE:
      return scho_uuid_get_time (&coding->uuid);
    case SCHO_SORT_CODER:
      return ranks->coders[coding->coder];
    case SCHO_SORT_CODE:
      return ranks->codes[coding->code];
    case SCHO_SORT_WEIGHT:
      return coding->weight;
    case SCHO_SORT_LENGTH:
      return coding->end - coding->start;
    case SCHO_SORT_PLACE:
    default:
      return ((gint64) ranks->documents[coding->document] << 32) + coding->start;
    }
}

static gint64
get_group (const Ranks *ranks, SchoPassageGroup group, const SchoAnnotation *coding)
{
  return group == SCHO_GROUP_DOCUMENT ? ranks->documents[coding->document]
         : group == SCHO_GROUP_CODER  ? ranks->coders[coding->coder]
         : group == SCHO_GROUP_CODE   ? ranks->codes[coding->code]
                                      : 0;
}

static const char *
get_heading (SchoPassageGroup group, const SchoPassage *passage)
{
  if (group == SCHO_GROUP_DOCUMENT)
    return passage->document->title;
  if (passage->code == NULL)
    return group == SCHO_GROUP_CODER ? _ ("Not of one coder") : _ ("Not of one code");
  return group == SCHO_GROUP_CODER ? passage->coder->name : passage->code->name;
}

/* (element-type Place): what passes the filter. */
static GArray *
sift (SchoPassages *self, const SchoPassageOptions *options, const Ranks *ranks)
{
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), self->all->len);
  g_autofree char *typed = scho_matching_fold (options->filter ? options->filter : "");

  for (guint i = 0; i < self->all->len; i++)
    {
      SchoPassage *passage = self->all->pdata[i];
      Place place = {
        .group = get_group (ranks, options->group, &passage->coding),
        .key = get_key (ranks, options->sort, &passage->coding),
        .document = ranks->documents[passage->coding.document],
        .passage = passage,
      };

      if (typed[0] == '\0' || scho_matching_has (get_folded (passage), typed))
        g_array_append_val (places, place);
    }
  return places;
}

/* The heading of @before where it is the same, so that it looks like no change. */
static SchoPassage *
reuse_heading (SchoPassage *fresh, GHashTable *old)
{
  SchoPassage *before = g_hash_table_lookup (old, fresh->heading);

  if (before == NULL || before->n != fresh->n)
    return fresh;
  scho_passage_unref (fresh);
  return scho_passage_ref (before);
}

static GHashTable *
index_headings (SchoPassages *old)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; old != NULL && i < old->rows->len; i++)
    {
      SchoPassage *row = old->rows->pdata[i];
      if (row->heading != NULL)
        g_hash_table_insert (index, (gpointer) row->heading, row);
    }
  return index;
}

static void
add_group (SchoPassages *self,
           const SchoPassageOptions *options,
           const Place *first,
           guint n,
           GHashTable *old)
{
  SchoPassage *heading;

  if (options->group != SCHO_GROUP_NONE)
    {
      heading = heading_new (get_heading (options->group, first->passage));
      heading->n = n;
      g_ptr_array_add (self->rows, reuse_heading (heading, old));
    }
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->rows, scho_passage_ref (first[i].passage));
}

static void
arrange (SchoPassages *self, const SchoPassageOptions *options, SchoPassages *old)
{
  g_auto (Ranks) ranks = { rank_documents (self->snapshot), rank_coders (self->snapshot),
                           rank_codes (self->snapshot) };
  g_autoptr (GArray) places = sift (self, options, &ranks);
  g_autoptr (GHashTable) headings = index_headings (old);
  Direction direction = { options->descending };
  const Place *all = (const Place *) (gpointer) places->data;

  g_array_sort_with_data (places, compare_places, &direction);
  self->n_shown = places->len;
  self->rows = g_ptr_array_new_with_free_func (scho_passage_unref);
  for (guint i = 0, n; i < places->len; i += n)
    {
      for (n = 1; i + n < places->len && all[i + n].group == all[i].group; n++)
        ;
      add_group (self, options, &all[i], n, headings);
    }
}

/* The list ----------------------------------------------------------------------------
 */

SchoPassages *
scho_passages_new (SchoSnapshot *snapshot,
                   const SchoPassageOptions *options,
                   SchoPassages *old,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (SchoPassages) self = g_new0 (SchoPassages, 1);
  const SchoCode *code = scho_snapshot_get_code (snapshot, options->code);

  g_atomic_ref_count_init (&self->ref_count);
  self->snapshot = scho_snapshot_ref (snapshot);
  self->code = options->code;
  self->with_subcodes = options->with_subcodes;
  self->query = g_strdup (options->query);
  self->title = g_strdup (self->query != NULL ? self->query
                          : code != NULL      ? code->name
                                              : "");
  if (old != NULL && old->snapshot == snapshot && old->code == options->code
      && g_strcmp0 (old->query, options->query) == 0
      && old->with_subcodes == options->with_subcodes)
    self->all = g_ptr_array_ref (old->all);
  else if (!collect (self, old, cancellable, error))
    return NULL;
  arrange (self, options, old);
  return g_steal_pointer (&self);
}

SchoPassages *
scho_passages_ref (SchoPassages *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_passages_unref (SchoPassages *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  scho_snapshot_unref (self->snapshot);
  g_free (self->query);
  g_free (self->title);
  g_free (self);
}

GPtrArray *
scho_passages_get_rows (SchoPassages *self)
{
  return self->rows;
}

guint
scho_passages_get_n_shown (SchoPassages *self)
{
  return self->n_shown;
}

guint
scho_passages_get_n_all (SchoPassages *self)
{
  return self->all->len;
}

const char *
scho_passages_get_title (SchoPassages *self)
{
  return self->title;
}
