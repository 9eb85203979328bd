#include <scholiast/import-report.h>

#include <glib/gi18n-lib.h>
#include <scholiast/snapshot.h>
#include <scholiast/text-unit.h>
#include <string.h>

/* Of so many documents of one file each has the importer's sentences; of more the first.
 */
#define MOST_NOTED 100

/* What came in with one document, or with several. */
typedef struct
{
  guint n_documents;
  guint64 n_words, n_characters, n_codings;
  guint64 stretches[SCHO_STRETCH_LAST + 1];
} Tally;

static const struct
{
  SchoStretchKind kind;
  const char *words;
} kinds[] = {
  /* Translators: %s is how many of them came in. */
  { SCHO_STRETCH_HEADING, N_ ("headings: %s") },
  { SCHO_STRETCH_LIST_ITEM, N_ ("list items: %s") },
  { SCHO_STRETCH_TABLE, N_ ("tables: %s") },
  { SCHO_STRETCH_NOTE, N_ ("notes: %s") },
  { SCHO_STRETCH_SPEAKER_TURN, N_ ("turns of speakers: %s") },
  { SCHO_STRETCH_TIME_CODE, N_ ("times: %s") },
  { SCHO_STRETCH_PAGE, N_ ("pages: %s") },
  { SCHO_STRETCH_VERSE, N_ ("lines of verse: %s") },
};

static void
tally_structure (Tally *self, SchoText *text)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  for (gsize i = 0; i < n; i++)
    self->stretches[stretches[i].kind]++;
}

static void
tally_text (Tally *self, SchoText *text)
{
  self->n_documents++;
  self->n_words += scho_words_count (scho_text_get_utf8 (text, NULL));
  self->n_characters += scho_text_get_length (text);
  tally_structure (self, text);
}

/* @format: with one %s, for the number; nothing for 0. */
static void
append_count (GString *out, const char *between, const char *format, guint64 n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, n);

  if (n == 0)
    return;
  if (out->len > 0)
    g_string_append (out, between);
  g_string_append (out, format);
  g_string_replace (out, "%s", number, 1);
}

static void
append_structure (GString *out, const char *between, const Tally *tally)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    append_count (out, between, _ (kinds[i].words), tally->stretches[kinds[i].kind]);
}

static char *
free_string (GString *string)
{
  return g_string_free (string, string->len == 0);
}

char *
scho_text_describe_structure (SchoText *text)
{
  Tally tally = { 0 };
  GString *out = g_string_new (NULL);

  tally_structure (&tally, text);
  append_structure (out, "; ", &tally);
  return free_string (out);
}

/* Reports ------------------------------------------------------------------------- */

/* Document → how many codings the step adds to it. */
static GHashTable *
count_codings (SchoStep *step)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);
  gsize n = scho_step_get_n_changes (step, SCHO_NOUN_ANNOTATION);

  for (gsize i = 0; i < n; i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_ANNOTATION, i);
      const SchoAnnotation *after = change.after;
      gpointer key = after != NULL ? GUINT_TO_POINTER (after->document) : NULL;

      if (after != NULL && change.before == NULL)
        g_hash_table_insert (
            counts, key,
            GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
    }
  return counts;
}

static guint
get_codings (GHashTable *counts, guint32 document)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (document)));
}

/* The numbers of the documents that the step adds. */
static GArray *
list_added (SchoStep *step)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (gsize i = 0; i < scho_step_get_n_changes (step, SCHO_NOUN_DOCUMENT); i++)
    {
      SchoChange change = scho_step_get_change (step, SCHO_NOUN_DOCUMENT, i);

      if (change.before == NULL)
        g_array_append_val (ids, ((const SchoDocument *) change.after)->id);
    }
  return ids;
}

static void
append_named (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append (out, out->len > 0 ? "\n" : "");
  /* Translators: what a report names, and its value: “Encoding: UTF-8” */
  g_string_append_printf (out, _ ("%s: %s"), name, value);
}

/* Lines of what came in. */
static GString *
describe_document (const SchoDocument *document,
                   SchoText *text,
                   guint n_codings,
                   const char *file,
                   const char *kind)
{
  GString *out = g_string_new (NULL);
  g_autofree char *structure = scho_text_describe_structure (text);
  Tally tally = { .n_codings = n_codings };

  tally_text (&tally, text);
  append_named (out, _ ("File"), file);
  append_named (out, _ ("Read as"), kind);
  append_named (out, _ ("Encoding"), document->encoding);
  append_count (out, "\n", _ ("Words: %s"), tally.n_words);
  append_count (out, "\n", _ ("Characters: %s"), tally.n_characters);
  append_named (out, _ ("Structure"), structure);
  append_count (out, "\n", _ ("Codings: %s"), tally.n_codings);
  return out;
}

static void
append_notes (GString *out, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    g_string_append_printf (out, "%s%s", i == 0 ? "\n\n" : "\n",
                            (const char *) notes->pdata[i]);
}

/* The sentences of the importer, then a line for each loss. */
static GPtrArray *
list_remarks (SchoStep *self)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *notes = scho_step_get_notes (self);
  SchoLosses *losses = scho_step_get_losses (self);

  for (guint i = 0; i < notes->len; i++)
    g_ptr_array_add (remarks, g_strdup (notes->pdata[i]));
  for (guint i = 0; i < scho_losses_get_n_items (losses); i++)
    {
      g_autofree char *line = scho_loss_dup_line (scho_losses_get_item (losses, i));

      /* Translators: what a file had that was not read: “Pictures: 3 (Figure 1; …)” */
      g_ptr_array_add (remarks, g_strdup_printf (_ ("Left out: %s"), line));
    }
  return remarks;
}

static void
write_report (SchoStep *self,
              guint32 id,
              guint n_codings,
              const char *file,
              const char *kind,
              GPtrArray *notes)
{
  SchoDocument document = *scho_step_get_document (self, id);
  g_autoptr (GString) report = describe_document (
      &document, scho_step_get_text (self, id), n_codings, file, kind);

  append_notes (report, notes);
  document.report = report->str;
  scho_step_replace_document (self, &document, NULL);
}

void
scho_step_write_reports (SchoStep *self, const char *file, const char *kind)
{
  g_autoptr (GArray) ids = list_added (self);
  g_autoptr (GHashTable) codings = count_codings (self);
  g_autoptr (GPtrArray) elsewhere = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) notes = list_remarks (self);

  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);
      gboolean noted = i == 0 || ids->len <= MOST_NOTED;

      write_report (self, id, get_codings (codings, id), file, kind,
                    noted ? notes : elsewhere);
      if (i == 0)
        g_ptr_array_add (
            elsewhere,
            /* Translators: a number, the title of a document */
            g_strdup_printf (
                _ ("One of %u documents of the file; what was guessed or left "
                   "out is told with “%s”."),
                ids->len, scho_step_get_document (self, id)->title));
    }
}

/* Arrivals ------------------------------------------------------------------------ */

static char *
describe_tally (const Tally *tally)
{
  GString *out = g_string_new (NULL);

  if (tally->n_documents > 1)
    append_count (out, "; ", _ ("documents: %s"), tally->n_documents);
  append_count (out, "; ", _ ("words: %s"), tally->n_words);
  append_structure (out, "; ", tally);
  append_count (out, "; ", _ ("codings: %s"), tally->n_codings);
  return g_string_free (out, FALSE);
}

static char *
describe_arrival (SchoStep *self, guint32 id, GHashTable *codings)
{
  const SchoDocument *document = scho_step_get_document (self, id);
  g_autofree char *words = NULL;
  Tally tally = { .n_codings = get_codings (codings, id) };

  tally_text (&tally, scho_step_get_text (self, id));
  words = describe_tally (&tally);
  /* Translators: a document's title, what came in with it */
  return g_strdup_printf (_ ("“%s” came in: %s"), document->title, words);
}

char *
scho_step_describe_arrivals (SchoStep *self)
{
  g_autoptr (GArray) ids = list_added (self);
  g_autoptr (GHashTable) codings = count_codings (self);
  Tally tally = { 0 };

  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      tally_text (&tally, scho_step_get_text (self, id));
      tally.n_codings += get_codings (codings, id);
    }
  return ids->len > 0 ? describe_tally (&tally) : NULL;
}

GPtrArray *
scho_step_list_arrivals (SchoStep *self, guint most)
{
  g_autoptr (GArray) ids = list_added (self);
  g_autoptr (GHashTable) codings = count_codings (self);
  g_autofree char *all = NULL;
  GPtrArray *sentences = g_ptr_array_new_with_free_func (g_free);

  if (ids->len > most)
    {
      all = scho_step_describe_arrivals (self);
      /* Translators: what came in with all documents: “documents: 3; words: 41” */
      g_ptr_array_add (sentences, g_strdup_printf (_ ("Came in: %s"), all));
    }
  else
    for (guint i = 0; i < ids->len; i++)
      g_ptr_array_add (sentences,
                       describe_arrival (self, g_array_index (ids, guint32, i), codings));
  return sentences;
}
