#include "brat-write.h"

#include "brat-codes.h"
#include "brat-links.h"

#include "../shared/pseudonyms-option.h"
#include "../shared/text-writer.h"
#include "../shared/tokens.h"
#include "../shared/uncarried.h"
#include "../shared/zip-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const SchoOptionSpec brat_export_options[] = {
  { "document", SCHO_OPTION_DOCUMENT, "", N_ ("Which document"), NULL },
  { "coder", SCHO_OPTION_CODER, "",
    N_ ("Whose codings; all: a ZIP package with a folder for each coder"), NULL },
  PSEUDONYMS_OPTION,
  { NULL },
};

typedef struct
{
  SchoSnapshot *snapshot;
  SchoOutput *output;
  SchoLosses *losses;
  ZipWriter *zip; /* nullable: files go into a folder */
  BratLinks *links;
  Which which;
  guint32 coder; /* whose folder it is */
  char *folder;  /* of the coder, in a package */
  char **types;  /* by code id; see brat-codes.h */
  char **stems;  /* by document id: names of files without ending */
  GCancellable *cancellable;
} Export;

/* The title, without `.txt` if it has that, safe as a file's name. */
static char *
make_stem (const char *title, GHashTable *taken)
{
  g_autoptr (GString) word = g_string_new (NULL);
  char *stem;

  for (const char *p = title; *p != '\0'; p++)
    g_string_append_c (
        word, (guchar) *p < 0x20 || strchr ("/\\:*?\"<>|", *p) != NULL ? '_' : *p);
  if (g_str_has_suffix (word->str, ".txt"))
    g_string_truncate (word, word->len - 4);
  if (word->len == 0 || word->str[0] == '.')
    g_string_prepend_c (word, '_');
  stem = g_strdup (word->str);
  for (guint i = 2; !g_hash_table_add (taken, g_utf8_casefold (stem, -1)); i++)
    {
      g_free (stem);
      stem = g_strdup_printf ("%s (%u)", word->str, i);
    }
  return stem;
}

static void
name_all (Export *self)
{
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const SchoDocument *const *documents;

  self->types = brat_codes_name (self->snapshot);
  self->stems = g_new0 (char *, scho_snapshot_get_document_limit (self->snapshot));
  documents = scho_snapshot_get_documents (self->snapshot, &n);
  for (gsize i = 0; i < n; i++)
    self->stems[documents[i]->id] = make_stem (documents[i]->title, names);
}

static void
export_clear (Export *self)
{
  if (self->types != NULL)
    brat_codes_free_names (self->types, self->snapshot);
  for (guint32 i = 0;
       self->stems != NULL && i < scho_snapshot_get_document_limit (self->snapshot); i++)
    g_free (self->stems[i]);
  g_free (self->stems);
  g_free (self->folder);
  g_clear_pointer (&self->zip, zip_writer_free);
  g_clear_pointer (&self->links, brat_links_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* One file from memory. */
static gboolean
write_file (Export *self, const char *name, GOutputStream *memory, GError **error)
{
  gsize n = g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory));
  gpointer bytes = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory));
  g_autoptr (GOutputStream) stream = NULL;

  if (self->zip != NULL)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", self->folder, name);

      return zip_writer_add (self->zip, path, n > 0 ? bytes : "", n, self->cancellable,
                             error);
    }
  stream = scho_output_add_file (self->output, name, error);
  return stream != NULL
         && g_output_stream_write_all (stream, n > 0 ? bytes : "", n, NULL,
                                       self->cancellable, error);
}

/* What no line can hold is cut there: each line is a fragment. Returns how many. */
static guint
write_fragments (TextWriter *writer, SchoText *text, const SchoAnnotation *annotation)
{
  guint32 from = annotation->start;
  guint n = 0;

  while (from < annotation->end)
    {
      guint32 end = tokens_line_end (text, from, annotation->end);

      if (end > from)
        {
          text_writer_add (writer, n++ > 0 ? ";" : " ");
          text_writer_number (writer, from);
          text_writer_add (writer, " ");
          text_writer_number (writer, end);
        }
      from = end + 1;
    }
  return n;
}

/* The words, a space for each line feed between fragments. */
static void
write_words (TextWriter *writer, SchoText *text, const SchoAnnotation *annotation)
{
  g_autofree char *words = scho_text_dup_range (text, annotation->start, annotation->end);
  gboolean wants_space = FALSE, begun = FALSE;
  const char *from = words;

  for (;;)
    {
      gsize n = strcspn (from, "\n");

      if (n > 0)
        {
          if (wants_space && begun)
            text_writer_add (writer, " ");
          text_writer_add_n (writer, from, n);
          begun = wants_space = TRUE;
        }
      if (from[n] == '\0')
        return;
      from += n + 1;
    }
}

static void
write_note (TextWriter *writer, guint number, guint passage, const char *memo)
{
  g_autofree char *line = g_strdelimit (g_strdup (memo), "\n\t\r", ' ');

  text_writer_add (writer, "#");
  text_writer_number (writer, number);
  text_writer_add (writer, "\tAnnotatorNotes T");
  text_writer_number (writer, passage);
  text_writer_add (writer, "\t");
  text_writer_add (writer, line);
  text_writer_add (writer, "\n");
}

static gboolean
holds_words (SchoText *text, const SchoAnnotation *annotation)
{
  g_autofree char *words = scho_text_dup_range (text, annotation->start, annotation->end);

  return words[strspn (words, "\n")] != '\0';
}

typedef struct
{
  guint passage, note, attribute; /* the last numbers used */
} Numbers;

static void
write_coding (Export *self,
              TextWriter *writer,
              SchoText *text,
              const SchoDocument *document,
              const SchoAnnotation *annotation,
              Numbers *numbers)
{
  g_autofree char *place
      = uncarried_dup_place (document, annotation->start, annotation->end);
  guint n;

  if (!holds_words (text, annotation))
    {
      scho_losses_add (self->losses, 1, _ ("Passages of empty lines"), place);
      return;
    }
  text_writer_add (writer, "T");
  text_writer_number (writer, ++numbers->passage);
  text_writer_add (writer, "\t");
  text_writer_add (writer, self->types[annotation->code]);
  brat_links_note (self->links, &annotation->uuid, numbers->passage);
  n = write_fragments (writer, text, annotation);
  text_writer_add (writer, "\t");
  write_words (writer, text, annotation);
  text_writer_add (writer, "\n");
  scho_losses_add (self->losses, n > 1,
                   _ ("Passages over several lines, cut into a part for each"), place);
  if (annotation->memo != NULL)
    write_note (writer, ++numbers->note, numbers->passage, annotation->memo);
  scho_losses_add (self->losses,
                   annotation->memo != NULL && strchr (annotation->memo, '\n') != NULL,
                   _ ("Line breaks in memos"), place);
  if (annotation->weight == SCHO_NO_WEIGHT)
    return;
  text_writer_add (writer, "A");
  text_writer_number (writer, ++numbers->attribute);
  text_writer_add (writer, "\tWeight T");
  text_writer_number (writer, numbers->passage);
  text_writer_add (writer, " ");
  text_writer_number (writer, annotation->weight);
  text_writer_add (writer, "\n");
}

static gboolean
write_codings (Export *self,
               const SchoDocument *document,
               SchoText *text,
               const char *name,
               GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (TextWriter) writer = text_writer_new (memory, self->cancellable);
  Numbers numbers = { 0 };
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  brat_links_begin (self->links);
  for (gsize i = 0; i < n; i++)
    if (annotations[i].coder == self->coder)
      write_coding (self, writer, text, document, &annotations[i], &numbers);
  brat_links_write (self->links, writer);
  return text_writer_finish (writer, error) && write_file (self, name, memory, error);
}

static gboolean
write_document (const SchoDocument *document, gpointer data, GError **error)
{
  Export *self = data;
  g_autoptr (SchoText) text
      = scho_snapshot_read_text (self->snapshot, document->id, error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  const char *stem = self->stems[document->id];
  g_autofree char *text_name = g_strconcat (stem, ".txt", NULL);
  g_autofree char *codings_name = g_strconcat (stem, ".ann", NULL);
  gsize n_bytes;

  if (text == NULL)
    return FALSE;
  uncarried_tell_structure (self->losses, document, text, 0);
  scho_text_get_utf8 (text, &n_bytes);
  return g_output_stream_write_all (memory, scho_text_get_utf8 (text, NULL), n_bytes,
                                    NULL, self->cancellable, error)
         && write_file (self, text_name, memory, error)
         && write_codings (self, document, text, codings_name, error);
}

/* A comment: brat has them as labels, and we know them again. */
static void
write_names (Export *self, TextWriter *writer)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (!g_str_equal (self->types[codes[i]->id], codes[i]->name))
      {
        text_writer_add (writer, BRAT_CODE);
        text_writer_add (writer, self->types[codes[i]->id]);
        text_writer_add (writer, "\t");
        text_writer_add (writer, codes[i]->name);
        text_writer_add (writer, "\n");
      }
}

/* The tree of types, a tab for each step down. */
static gboolean
write_settings (Export *self, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) looks = g_memory_output_stream_new_resizable ();
  g_autoptr (TextWriter) types = text_writer_new (memory, self->cancellable);
  g_autoptr (TextWriter) colours = text_writer_new (looks, self->cancellable);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  g_autofree char *weights = NULL;

  write_names (self, types);
  text_writer_add (types, "[entities]\n");
  text_writer_add (colours, "[labels]\n");
  for (gsize i = 0; i < n; i++)
    {
      for (guint d = scho_snapshot_get_code_depth (self->snapshot, codes[i]->id); d > 0;
           d--)
        text_writer_add (types, "\t");
      text_writer_add (types, self->types[codes[i]->id]);
      text_writer_add (types, "\n");
      weights = (g_free (weights), g_strdelimit (g_strdup (codes[i]->name), "|", '/'));
      text_writer_add (colours, self->types[codes[i]->id]);
      text_writer_add (colours, " | ");
      text_writer_add (colours, weights);
      text_writer_add (colours, "\n");
    }
  text_writer_add (types, "\n[relations]\n");
  brat_links_write_types (self->links, types);
  text_writer_add (types, "\n[events]\n\n[attributes]\nWeight\tArg:<ENTITY>, "
                          "Value:0");
  for (guint weight = 1; weight <= 100; weight++)
    {
      text_writer_add (types, "|");
      text_writer_number (types, weight);
    }
  text_writer_add (types, "\n");
  text_writer_add (colours, "\n[drawing]\n");
  for (gsize i = 0; i < n; i++)
    {
      char colour[8];

      scho_colour_format (codes[i]->colour, colour);
      text_writer_add (colours, self->types[codes[i]->id]);
      text_writer_add (colours, "\tbgColor:");
      text_writer_add (colours, colour);
      text_writer_add (colours, "\n");
    }
  return text_writer_finish (types, error) && text_writer_finish (colours, error)
         && write_file (self, "annotation.conf", memory, error)
         && write_file (self, "visual.conf", looks, error);
}

static gboolean
write_coder (Export *self, const SchoProgress *progress, GError **error)
{
  return which_each_document (&self->which, self->snapshot, write_document, self,
                              progress, self->cancellable, error)
         && write_settings (self, error);
}

/* One coder: a folder. A limit does not make a folder of what was to be a package. */
gboolean
brat_is_several (SchoSnapshot *snapshot, SchoOptions *options)
{
  gsize n;

  scho_snapshot_get_coders (scho_snapshot_get_whole (snapshot), &n);
  return n <= 1 || scho_options_get_text (options, "coder")[0] != '\0';
}

/* So that the folder comes back as that coder's. */
static gboolean
write_coder_name (Export *self, const SchoCoder *coder, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, SCHO_CODER_FILE, NULL);
  g_autofree char *line = g_strconcat (coder->name, "\n", NULL);

  return zip_writer_add (self->zip, path, line, strlen (line), self->cancellable, error);
}

static gboolean
write_package (Export *self, const SchoProgress *progress, GError **error)
{
  g_autoptr (GOutputStream) stream = scho_output_open (self->output, "brat.zip", error);
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);

  if (stream == NULL)
    return FALSE;
  self->zip = zip_writer_new (stream);
  for (gsize i = 0; i < n; i++)
    {
      g_free (self->folder);
      self->folder = make_stem (coders[i]->name, names);
      self->coder = coders[i]->id;
      if (!write_coder_name (self, coders[i], error)
          || !write_coder (self, progress, error))
        return FALSE;
    }
  return zip_writer_finish (self->zip, self->cancellable, error);
}

gboolean
brat_write (SchoSnapshot *snapshot,
            SchoOutput *output,
            SchoOptions *options,
            const SchoProgress *progress,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (SchoSnapshot) told
      = pseudonyms_take (snapshot, options, output, progress, cancellable, error);
  g_auto (Export) self = { .snapshot = told,
                           .output = output,
                           .losses = scho_output_get_losses (output),
                           .cancellable = cancellable };
  gsize n;
  const SchoCoder *const *coders;

  if (told == NULL
      || !which_find (&self.which, told, scho_options_get_text (options, "document"),
                      NULL, scho_options_get_text (options, "coder"), error))
    return FALSE;
  self.links = brat_links_new (told);
  name_all (&self);
  uncarried_tell (self.losses, told, &self.which,
                  CARRIES_TEXTS | CARRIES_CODES | CARRIES_COLOURS | CARRIES_CODERS
                      | CARRIES_CODINGS | CARRIES_WEIGHTS | CARRIES_MEMOS | CARRIES_LINKS
                      | CARRIES_UNUSED_CODES);
  coders = scho_snapshot_get_coders (told, &n);
  self.coder = self.which.coder != 0 ? self.which.coder : n > 0 ? coders[0]->id : 0;
  if (!(brat_is_several (snapshot, options) ? write_coder (&self, progress, error)
                                            : write_package (&self, progress, error)))
    return FALSE;
  brat_links_tell (self.links, self.losses);
  return TRUE;
}
