/* conll.c - codings as one label a word (CoNLL, IOB2), for programs that learn. It
 * flattens: no overlap, no memo, no place. */
#include "../shared/pseudonyms-option.h"
#include "../shared/text-writer.h"
#include "../shared/tokens.h"
#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec export_options[] = {
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "", N_ ("Whose codings"), NULL },
  { "by", SCHO_OPTION_CHOICE, "coder",
    N_ ("A file for each coder, or for each code, which keeps codes that overlap"),
    "coder|code" },
  PSEUDONYMS_OPTION,
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  TextWriter *writer;
  SchoLosses *losses;
  gboolean is_told; /* what all files lack, with the first */
  Which which;
  guint32 coder, code; /* of this file; 0: all */
  char **labels;       /* by code id */
} Export;

static void
export_clear (Export *self)
{
  for (guint32 i = 0;
       self->labels != NULL && i < scho_snapshot_get_code_limit (self->snapshot); i++)
    g_free (self->labels[i]);
  g_free (self->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* A label has no space in it. */
static const char *
get_label (Export *self, guint32 code)
{
  if (self->labels[code] == NULL)
    {
      self->labels[code] = scho_snapshot_dup_code_label (self->snapshot, code);
      for (char *p = self->labels[code]; *p != '\0'; p++)
        if (g_ascii_isspace (*p))
          *p = '_';
    }
  return self->labels[code];
}

/* The coding that each token belongs to, counted from 1. Longer ones first, as they begin
 * earlier or end later; what would overlap is left out and said. */
static guint32 *
flatten (Export *self,
         const SchoDocument *document,
         const GArray *tokens,
         const SchoAnnotation *annotations,
         gsize n)
{
  guint32 *owners = g_new0 (guint32, tokens->len + 1);
  guint first = 0;

  for (gsize i = 0; i < n; i++)
    {
      const SchoAnnotation *annotation = &annotations[i];
      g_autofree char *place = NULL;
      guint from, to;

      if ((self->coder != 0 && annotation->coder != self->coder)
          || (self->code != 0 && annotation->code != self->code))
        continue;
      while (first < tokens->len
             && g_array_index (tokens, Span, first).end <= annotation->start)
        first++;
      for (from = to = first;
           to < tokens->len && g_array_index (tokens, Span, to).start < annotation->end;
           to++)
        if (owners[to] != 0)
          break;
      place = uncarried_dup_place (document, annotation->start, annotation->end);
      if (from == to
          || (to < tokens->len && owners[to] != 0
              && g_array_index (tokens, Span, to).start < annotation->end))
        {
          scho_losses_add (self->losses, 1,
                           from == to && owners[from] == 0
                               ? _ ("Passages without a word")
                               : _ ("Passages that overlap an earlier one, left out"),
                           place);
          continue;
        }
      if (g_array_index (tokens, Span, from).start < annotation->start
          || g_array_index (tokens, Span, to - 1).end > annotation->end)
        scho_losses_add (self->losses, 1, _ ("Passages widened to whole words"), place);
      while (from < to)
        owners[from++] = (guint32) i + 1;
    }
  return owners;
}

static void
write_token (Export *self,
             SchoText *text,
             const Span *token,
             const char *prefix,
             const char *label)
{
  gsize from = scho_text_offset_to_byte (text, token->start);
  gsize to = scho_text_offset_to_byte (text, token->end);

  text_writer_add_n (self->writer, scho_text_get_utf8 (text, NULL) + from, to - from);
  text_writer_add (self->writer, prefix);
  text_writer_add (self->writer, label);
  text_writer_add (self->writer, "\n");
}

static void
write_tokens (Export *self,
              SchoText *text,
              const Tokens *tokens,
              const guint32 *owners,
              const SchoAnnotation *annotations)
{
  guint sentence = 0;

  for (guint i = 0; i < tokens->tokens->len; i++)
    {
      const Span *token = &g_array_index (tokens->tokens, Span, i);
      gboolean begins = FALSE;

      while (sentence + 1 < tokens->sentences->len
             && g_array_index (tokens->sentences, Span, sentence).end <= token->start)
        {
          sentence++;
          begins = TRUE;
        }
      if (begins)
        text_writer_add (self->writer, "\n");
      if (owners[i] == 0)
        write_token (self, text, token, "\tO", "");
      else
        write_token (self, text, token,
                     i > 0 && owners[i - 1] == owners[i] ? "\tI-" : "\tB-",
                     get_label (self, annotations[owners[i] - 1].code));
    }
  text_writer_add (self->writer, "\n");
}

static gboolean
write_document (const SchoDocument *document, gpointer data, GError **error)
{
  Export *self = data;
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (self->snapshot, document->id, error);
  g_auto (Tokens) tokens = { 0 };
  g_autofree guint32 *owners = NULL;
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  if (text == NULL)
    return FALSE;
  tokens_find (&tokens, text, document->language);
  owners = flatten (self, document, tokens.tokens, annotations, n);
  if (!self->is_told)
    uncarried_tell_structure (self->losses, document, text, 0);
  text_writer_add (self->writer, "-DOCSTART-\tO\n\n");
  write_tokens (self, text, &tokens, owners, annotations);
  return text_writer_check (self->writer, error);
}

static gboolean
write_file (Export *self,
            GOutputStream *stream,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  gboolean done;

  if (stream == NULL)
    return FALSE;
  self->writer = text_writer_new (stream, cancellable);
  done = which_each_document (&self->which, self->snapshot, write_document, self,
                              progress, cancellable, error)
         && text_writer_finish (self->writer, error);
  g_clear_pointer (&self->writer, text_writer_free);
  self->is_told = TRUE;
  return done;
}

/* Whose sentences they are is not said. */
static void
tell_titles (Export *self)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (self->which.document == 0 || documents[i]->id == self->which.document)
      scho_losses_add (self->losses, 1, _ ("Titles of documents"), documents[i]->title);
}

static gboolean
is_by_code (SchoOptions *options)
{
  return g_str_equal (scho_options_get_text (options, "by"), "code");
}

static gboolean
is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  gsize n_codes, n_coders;

  scho_snapshot_get_codes (snapshot, &n_codes);
  scho_snapshot_get_coders (snapshot, &n_coders);
  if (is_by_code (options))
    return n_codes > 1;
  return n_coders > 1 && scho_options_get_text (options, "coder")[0] == '\0';
}

static gboolean
write_each (Export *self,
            SchoOutput *output,
            gboolean by_code,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  gsize n_codes, n_coders;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n_codes);
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n_coders);

  for (gsize i = 0; i < (by_code ? n_codes : n_coders); i++)
    {
      g_autofree char *label
          = by_code ? scho_snapshot_dup_code_label (self->snapshot, codes[i]->id)
                    : g_strdup (coders[i]->name);
      g_autofree char *name = g_strconcat (label, ".conll", NULL);
      g_autoptr (GOutputStream) stream = scho_output_add_file (output, name, error);

      self->code = by_code ? codes[i]->id : 0;
      self->coder = by_code ? self->which.coder : coders[i]->id;
      if (!write_file (self, stream, progress, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (SchoSnapshot *snapshot,
           SchoOutput *output,
           SchoOptions *options,
           const SchoProgress *progress,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);
  g_auto (Export) self = { .snapshot = told, .losses = scho_output_get_losses (output) };
  g_autoptr (GOutputStream) stream = NULL;

  if (told == NULL
      || !which_find (&self.which, told, scho_options_get_text (options, "document"),
                      NULL, scho_options_get_text (options, "coder"), error))
    return FALSE;
  self.labels = g_new0 (char *, scho_snapshot_get_code_limit (told));
  uncarried_tell (self.losses, told, &self.which,
                  CARRIES_TEXTS | CARRIES_CODES | CARRIES_CODERS | CARRIES_CODINGS);
  uncarried_tell_tree (self.losses, told);
  tell_titles (&self);
  if (is_several (told, options))
    return write_each (&self, output, is_by_code (options), progress, cancellable, error);
  self.coder = self.which.coder;
  stream = scho_output_open (output, "codings.conll", error);
  return write_file (&self, stream, progress, cancellable, error);
}

static const SchoExporter exporters[] = {
  { .id = "conll",
    .title = N_ ("One label a word (CoNLL, IOB)"),
    .extension = "conll",
    .options = export_options,
    .write = write_all,
    .is_several = is_several },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.conll",
  .title = N_ ("CoNLL"),
  .description = N_ ("Writes one label a word, which flattens codings: what overlaps is "
                     "left out and said."),
  .exporters = exporters,
};
