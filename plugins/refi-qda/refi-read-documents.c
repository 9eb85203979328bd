#include "refi-counted.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many passages show how a file was counted. */
#define SAMPLE 200
/* A reading that is not better than the next by so much for each passage is a guess. */
#define MARGIN 0.1
#define MAX_LISTED 5

typedef struct
{
  RefiReader *reader;
  RefiSource *source;
  SchoText *text;
  RefiPlaces *places;
  double scores[REFI_N_READINGS];
  guint quotes[REFI_N_READINGS]; /* that fit */
  guint n_sample;
  guint32 document;
  gboolean has_mark, has_cr;
  char *encoding;
} Work;

static const char *
get_title (const RefiSource *source)
{
  return source->title != NULL && source->title[0] != '\0' ? source->title
                                                           : _ ("Without a name");
}

static void
work_drop_text (Work *self)
{
  g_clear_pointer (&self->text, scho_text_unref);
  g_clear_pointer (&self->places, refi_places_free);
}

static void
work_free (Work *self)
{
  work_drop_text (self);
  g_free (self->encoding);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/* (nullable) (transfer full): NULL where the package does not have it. */
static char *
dup_raw (Work *self, gsize *n_bytes)
{
  const RefiSource *source = self->source;
  GBytes *bytes = refi_package_get (self->reader->package, source->plain_path);

  if (bytes != NULL)
    {
      char *utf8 = refi_dup_utf8 (bytes, n_bytes, &self->has_mark, &self->encoding);

      if (source->content != NULL && g_strcmp0 (source->content, utf8) != 0)
        scho_losses_add (scho_step_get_losses (self->reader->step), 1,
                         _ ("Second texts of documents that have a file"), source->title);
      return utf8;
    }
  if (source->content == NULL)
    return NULL;
  *n_bytes = strlen (source->content);
  return g_strdup (source->content);
}

static gboolean
read_text (Work *self, GError **error)
{
  gsize n_raw, n_bytes;
  g_autofree char *raw = dup_raw (self, &n_raw);
  char *utf8;

  if (raw == NULL)
    return TRUE;
  n_bytes = n_raw;
  utf8 = scho_text_normalise (g_memdup2 (raw, n_raw + 1), &n_bytes, NULL, &self->has_cr);
  if (!(self->text = scho_text_new_take (utf8, n_bytes, NULL, 0, error)))
    return FALSE;
  self->places = refi_places_new (self->text, raw, n_raw, self->has_mark);
  return TRUE;
}

static void
score_selection (Work *self, const RefiSelection *selection)
{
  RefiReading choices = refi_places_get_choices (self->places);

  for (guint reading = 0; reading < REFI_N_READINGS; reading++)
    if ((reading & ~choices) == 0)
      self->scores[reading]
          += refi_places_score (self->places, reading, selection->start, selection->end,
                                selection->name, &self->quotes[reading]);
}

static void
score (Work *self)
{
  GArray *selections = self->source->selections;
  RefiReading choices = refi_places_get_choices (self->places);
  guint step = MAX (selections->len / SAMPLE, 1);

  for (guint i = 0; choices != 0 && i < selections->len; i += step)
    {
      self->n_sample++;
      score_selection (self, &g_array_index (selections, RefiSelection, i));
    }
  for (guint reading = 0; reading < REFI_N_READINGS; reading++)
    {
      self->scores[reading] = self->scores[reading & choices];
      self->quotes[reading] = self->quotes[reading & choices];
    }
}

/* Where nothing else decides: what is known of who wrote the file. */
static RefiReading
get_usual (RefiReader *self)
{
  g_autofree char *origin
      = g_ascii_strdown (self->origin != NULL ? self->origin : "", -1);

  if (strstr (origin, "nvivo") != NULL || strstr (origin, "quackdas") != NULL)
    return REFI_UTF16;
  if (strstr (origin, "atlas.ti") != NULL || strstr (origin, "maxqda") != NULL
      || strstr (origin, "qualcoder") != NULL)
    return REFI_CRLF_IS_ONE;
  return 0;
}

/* The best; of equal ones the usual, then the plainest. */
static RefiReading
choose (const double *scores, RefiReading usual)
{
  RefiReading best = usual;

  for (guint i = 0; i < REFI_N_READINGS; i++)
    if (scores[i] > scores[best] + 1e-9)
      best = i;
  return best;
}

/* By how much it is better than the next that gives other results. */
static double
get_margin (Work *self, RefiReading best)
{
  double margin = G_MAXDOUBLE;

  for (guint i = 0; i < REFI_N_READINGS; i++)
    if (((i ^ best) & refi_places_get_choices (self->places)) != 0)
      margin = MIN (margin, self->scores[best] - self->scores[i]);
  return margin;
}

/* What makes no difference in the text is not told of it, nor where nothing is counted.
 */
static void
tell_reading (Work *self, RefiReading reading, RefiEvidence evidence)
{
  if (self->n_sample > 0)
    refi_counted_add (self->reader, reading & refi_places_get_choices (self->places),
                      evidence, get_title (self->source));
}

static RefiReading
find_reading (Work *self, const double *all)
{
  RefiReader *reader = self->reader;
  RefiReading best;

  if (reader->is_fixed)
    {
      if (reader->has_word)
        tell_reading (self, reader->reading, REFI_BY_WORD);
      return reader->reading;
    }
  best = choose (self->scores, get_usual (reader));
  if (self->n_sample == 0)
    return best;
  if (get_margin (self, best) > MARGIN * self->n_sample)
    {
      tell_reading (self, best,
                    self->quotes[best] > self->quotes[0] ? REFI_BY_QUOTES
                                                         : REFI_BY_BORDERS);
      return best;
    }
  if (reader->n_guessed++ < MAX_LISTED)
    g_string_append_printf (reader->guessed, "%s%s", reader->guessed->len > 0 ? ", " : "",
                            self->source->title != NULL ? self->source->title : "?");
  best = choose (all, get_usual (reader));
  tell_reading (self, best, best == get_usual (reader) ? REFI_BY_USE : REFI_BY_OTHERS);
  return best;
}

/* The document of that identity in the project, or of that title and text. */
static guint32
find_document (Work *self)
{
  SchoSnapshot *base = scho_step_get_base (self->reader->step);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (base, &n);

  for (gsize i = 0; i < n; i++)
    if (scho_uuid_equal (&documents[i]->uuid, &self->source->guid)
        || (g_strcmp0 (documents[i]->title, self->source->title) == 0
            && g_str_equal (documents[i]->digest, scho_text_get_digest (self->text))))
      return documents[i]->id;
  return 0;
}

static gboolean
is_same_text (Work *self, guint32 id)
{
  SchoSnapshot *base = scho_step_get_base (self->reader->step);
  const SchoDocument *document = scho_snapshot_get_document (base, id);

  return g_str_equal (document->digest, scho_text_get_digest (self->text));
}

/* Surveys call ten thousand answers the same, so each name goes on where it was. */
static char *
dup_free_title (RefiReader *self, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->titles, name));
  char *title = number > 0 ? g_strdup_printf ("%s (%u)", name, number) : g_strdup (name);

  while (scho_step_find_document (self->step, title) != 0)
    {
      number = MAX (number, 1) + 1;
      g_free (title);
      title = g_strdup_printf ("%s (%u)", name, number);
    }
  self->n_renamed += number > 0;
  g_hash_table_insert (self->titles, g_strdup (name),
                       GUINT_TO_POINTER (MAX (number, 1) + 1));
  return title;
}

static void
add_document (Work *self)
{
  RefiReader *reader = self->reader;
  const RefiSource *source = self->source;
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  g_autofree char *memo
      = refi_reader_dup_memo (reader, source->description, source->notes);
  g_autofree char *title = dup_free_title (reader, get_title (source));
  SchoDocument values = { .uuid = source->guid,
                          .title = title,
                          .memo = memo,
                          .encoding = self->encoding,
                          .byte_order_mark = self->has_mark };

  refi_add_attributes (reader, source, attributes);
  values.attributes = import_attributes_get (attributes, &values.n_attributes);
  if (self->has_cr)
    values.line_ends = SCHO_LINE_ENDS_CRLF;
  self->document = scho_step_add_document (reader->step, &values, self->text);
}

/* As the file says it. */
static char *
dup_place (Work *self, const RefiSelection *selection)
{
  const char *title = get_title (self->source);

  if (!selection->has_no_place)
    return g_strdup_printf ("%s, %" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, title,
                            selection->start, selection->end);
  return selection->name == NULL ? g_strdup (title)
                                 : g_strdup_printf ("%s, %s", title, selection->name);
}

static const char *
get_fault (const RefiSelection *selection, gboolean fits)
{
  return selection->has_no_place
             ? _ ("Places that are no numbers: their passages are at the beginning")
         : !fits ? _ ("Places outside the text: their passages were put inside")
         : selection->start > selection->end
             ? _ ("Places that end before they begin: they were turned round")
             : _ ("Places without a length: their passages have one character");
}

static void
put_inside (Work *self, guint32 *start, guint32 *end)
{
  guint32 length = scho_text_get_length (self->text);

  if (*start > *end)
    {
      guint32 other = *start;

      *start = *end;
      *end = other;
    }
  if (*start == *end && *end < length)
    ++*end;
  else if (*start == *end && *start > 0)
    --*start;
}

/* An identity that nothing in the project or the file has had; %FALSE: the project has
 * it.
 */
static gboolean
claim (RefiReader *self, SchoUuid *uuid, const char *created)
{
  if (!scho_uuid_is_null (uuid))
    {
      gpointer owner;

      if (!g_hash_table_lookup_extended (self->annotations, uuid, NULL, &owner))
        {
          const char *kept = g_string_chunk_insert_len (
              self->words, (const char *) uuid->bytes, sizeof uuid->bytes);

          g_hash_table_insert (self->annotations, (gpointer) kept,
                               GINT_TO_POINTER (TRUE));
          return TRUE;
        }
      if (owner == NULL)
        return FALSE;
    }
  {
    gint64 time = created != NULL ? refi_time_parse (created) : -1;

    *uuid = time >= 0 ? scho_uuid_new_at (time) : scho_uuid_new ();
  }
  return TRUE;
}

static void
add_annotation (Work *self, SchoAnnotation *values, const char *created)
{
  RefiReader *reader = self->reader;
  SchoSnapshot *base = scho_step_get_base (reader->step);

  values->document = self->document;
  values->weight = SCHO_NO_WEIGHT;
  if (!claim (reader, &values->uuid, created))
    reader->n_there++;
  else if (scho_snapshot_get_document (base, self->document) != NULL
           && scho_lookup_same_annotation (base, values) != NULL)
    {
      reader->n_there++;
      g_hash_table_remove (reader->annotations, &values->uuid); /* here it has another */
    }
  else
    scho_step_add_annotation (reader->step, values);
}

static guint32
get_code (Work *self, const RefiCoding *coding, guint32 start, guint32 end)
{
  guint32 id = refi_reader_get_code (self->reader, &coding->code);

  if (id != 0)
    return id;
  refi_reader_lose (self->reader, _ ("Codings with a code that is not in the file"),
                    g_strdup_printf ("%s, %u–%u", get_title (self->source), start, end));
  return refi_reader_get_no_code (self->reader);
}

static GArray *
join (GArray *a, GArray *b)
{
  GArray *both = g_array_new (FALSE, FALSE, sizeof (SchoUuid));

  if (a != NULL)
    g_array_append_vals (both, a->data, a->len);
  if (b != NULL)
    g_array_append_vals (both, b->data, b->len);
  return both;
}

static void
add_coding (Work *self,
            const RefiCoding *coding,
            const RefiSelection *selection,
            guint32 start,
            guint32 end)
{
  RefiReader *reader = self->reader;
  g_autoptr (GArray) notes
      = join (selection != NULL ? selection->notes : NULL, coding->notes);
  g_autofree char *memo = refi_reader_dup_memo (
      reader, selection != NULL ? selection->description : NULL, notes);
  const SchoUuid *user = scho_uuid_is_null (&coding->user) && selection != NULL
                             ? &selection->user
                             : &coding->user;

  add_annotation (self,
                  &(SchoAnnotation){ .uuid = coding->guid,
                                     .start = start,
                                     .end = end,
                                     .code = get_code (self, coding, start, end),
                                     .coder = refi_reader_get_coder (reader, user),
                                     .memo = memo },
                  coding->created);
}

static void
add_uncoded (Work *self, const RefiSelection *selection, guint32 start, guint32 end)
{
  RefiReader *reader = self->reader;
  g_autofree char *memo
      = refi_reader_dup_memo (reader, selection->description, selection->notes);

  add_annotation (
      self,
      &(SchoAnnotation){ .uuid = selection->guid,
                         .start = start,
                         .end = end,
                         .code = refi_reader_get_no_code (reader),
                         .coder = refi_reader_get_coder (reader, &selection->user),
                         .memo = memo },
      selection->created);
}

static void
add_selection (Work *self, RefiReading reading, RefiSelection *selection)
{
  RefiReader *reader = self->reader;
  guint32 start, end;
  gboolean fits = refi_places_find (self->places, reading, selection->start, &start);

  fits = refi_places_find (self->places, reading, selection->end, &end) && fits;
  if (!fits || start >= end)
    {
      refi_reader_lose (reader, get_fault (selection, fits), dup_place (self, selection));
      put_inside (self, &start, &end);
    }
  selection->has_a_name = selection->name != NULL && selection->name[0] != '\0'
                          && !refi_places_fit (self->text, start, end, selection->name);
  if (start >= end)
    refi_reader_lose (reader, _ ("Passages of texts without a character"),
                      dup_place (self, selection));
  else if (selection->n == 0)
    add_uncoded (self, selection, start, end);
  else
    for (guint i = 0; i < selection->n; i++)
      add_coding (
          self, &g_array_index (self->source->codings, RefiCoding, selection->first + i),
          selection, start, end);
}

static void
add_codings (Work *self, RefiReading reading)
{
  GArray *selections = self->source->selections;
  guint32 length = scho_text_get_length (self->text);

  for (guint i = 0; i < selections->len; i++)
    add_selection (self, reading, &g_array_index (selections, RefiSelection, i));
  for (guint i = 0; i < self->source->whole->len && length > 0; i++)
    add_coding (self, &g_array_index (self->source->whole, RefiCoding, i), NULL, 0,
                length);
}

static void
mark_notes (Work *self)
{
  const RefiSource *source = self->source;

  refi_reader_mark_notes (self->reader, source->notes);
  for (guint i = 0; i < source->selections->len; i++)
    refi_reader_mark_notes (self->reader,
                            g_array_index (source->selections, RefiSelection, i).notes);
  for (guint i = 0; i < source->codings->len; i++)
    refi_reader_mark_notes (self->reader,
                            g_array_index (source->codings, RefiCoding, i).notes);
  for (guint i = 0; i < source->whole->len; i++)
    refi_reader_mark_notes (self->reader,
                            g_array_index (source->whole, RefiCoding, i).notes);
}

/* Times become marks of the text, so that they move with it. */
static void
mark_times (Work *self, RefiReading reading)
{
  GArray *points = self->source->points;
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (SchoStretch));
  gsize n_bytes;
  const char *utf8 = scho_text_get_utf8 (self->text, &n_bytes);
  SchoText *marked;

  for (guint i = 0; i < points->len; i++)
    {
      const RefiPoint *point = &g_array_index (points, RefiPoint, i);
      SchoStretch stretch = { .kind = SCHO_STRETCH_TIME_CODE };

      if (!refi_places_find (self->places, reading, point->position, &stretch.start)
          || point->time < 0)
        {
          refi_reader_lose (self->reader, _ ("Times of transcripts outside the text"),
                            g_strdup_printf ("%s, %" G_GINT64_FORMAT,
                                             get_title (self->source), point->position));
          continue;
        }
      stretch.end = stretch.start;
      stretch.label
          = refi_reader_keep_words (self->reader, refi_time_label (point->time));
      g_array_append_val (stretches, stretch);
    }
  marked
      = scho_text_new_take (g_memdup2 (utf8, n_bytes + 1), n_bytes,
                            (const SchoStretch *) stretches->data, stretches->len, NULL);
  if (marked == NULL)
    return;
  scho_text_unref (self->text);
  self->text = marked;
}

/* Codings of a text that somebody has changed since would go anywhere. */
static void
add (Work *self, const double *all)
{
  gboolean is_timed = self->source->points != NULL && self->source->points->len > 0;
  RefiReading reading = is_timed ? find_reading (self, all) : 0;

  mark_notes (self);
  if (is_timed)
    mark_times (self, reading);
  if (self->source->rich_path != NULL)
    self->source->digest = g_strdup (scho_text_get_digest (self->text));
  self->document = find_document (self);
  if (self->document == 0)
    add_document (self);
  else if (!is_same_text (self, self->document))
    {
      scho_step_add_note (
          self->reader->step,
          _ ("“%s” is in the project with another text; its codings were left "
             "out."),
          get_title (self->source));
      return;
    }
  refi_table_put (self->reader->documents, &self->source->guid,
                  GUINT_TO_POINTER (self->document));
  add_codings (self, is_timed ? reading : find_reading (self, all));
}

static void
list_annotations (RefiReader *self)
{
  SchoSnapshot *base = scho_step_get_base (self->step);
  gsize n_documents, n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (base, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    {
      const SchoAnnotation *list
          = scho_snapshot_get_annotations (base, documents[i]->id, &n);

      for (gsize j = 0; j < n; j++)
        g_hash_table_insert (self->annotations, (gpointer) &list[j].uuid, NULL);
    }
}

static gboolean
open_source (RefiReader *self, RefiSource *source, GPtrArray *works, GError **error)
{
  g_autoptr (Work) work = g_new0 (Work, 1);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  work->reader = self;
  work->source = source;
  if (!read_text (work, error))
    {
      g_prefix_error (error, "%s, %s: ", self->name, get_title (source));
      return FALSE;
    }
  if (work->text == NULL)
    {
      self->n_no_text++;
      return TRUE;
    }
  source->has_text = TRUE;
  score (work);
  g_ptr_array_add (works, g_steal_pointer (&work));
  return TRUE;
}

gboolean
refi_add_documents (RefiReader *self, GError **error)
{
  g_autoptr (GPtrArray) works
      = g_ptr_array_new_with_free_func ((GDestroyNotify) work_free);
  double all[REFI_N_READINGS] = { 0 };

  list_annotations (self);
  for (guint i = 0; i < self->sources->len; i++)
    if (!open_source (self, self->sources->pdata[i], works, error))
      return FALSE;
  for (guint i = 0; i < works->len; i++)
    for (guint j = 0; j < REFI_N_READINGS; j++)
      all[j] += ((Work *) works->pdata[i])->scores[j];
  for (guint i = 0; i < works->len; i++)
    {
      Work *work = works->pdata[i];

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      add (work, all);
      refi_keep_source (self, work->source);
      refi_source_drop_passages (work->source);
      work_drop_text (work);
      scho_progress_set (self->progress, 0.5 + 0.5 * i / works->len,
                         get_title (work->source));
    }
  return TRUE;
}
