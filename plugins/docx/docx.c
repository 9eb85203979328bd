/* docx.c - documents of Word. */
#include "docx-body.h"

#include "../shared/import.h"
#include "../shared/speakers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SchoOptionSpec import_options[] = {
  { "changes", SCHO_OPTION_CHOICE, "accepted",
    N_ ("Tracked changes: the text with them, or as it was before"),
    "accepted|original" },
  { "comments", SCHO_OPTION_BOOLEAN, "false",
    N_ ("Comments become memos on their passages"), NULL },
  SPEAKERS_OPTIONS,
  IMPORT_LIMIT_OPTION,
  { NULL },
};

static int
guess (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[] = { "word/document", "word/_rels", NULL };

  return package_guess (head, n_bytes, name, "docx|docm|dotx", marks);
}

/* What the document says of itself. */
typedef struct
{
  ImportAttributes *attributes;
  GString *words;
  char *language;
} Properties;

static void
begin_property (gpointer data, const char *name, const XmlAttributes *attributes)
{
  g_string_truncate (((Properties *) data)->words, 0);
}

static void
text_of_property (gpointer data, const char *utf8, gsize n_bytes)
{
  g_string_append_len (((Properties *) data)->words, utf8, (gssize) n_bytes);
}

static void
end_property (gpointer data, const char *name)
{
  static const struct
  {
    const char *element, *name;
    SchoAttributeType type;
  } known[] = {
    { "dc:title", "title", SCHO_ATTRIBUTE_TEXT },
    { "dc:creator", "author", SCHO_ATTRIBUTE_TEXT },
    { "dcterms:created", "date", SCHO_ATTRIBUTE_DATE },
  };
  Properties *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (name, known[i].element) == 0)
      import_attributes_add (self->attributes, known[i].name, self->words->str,
                             known[i].type);
  if (strcmp (name, "dc:language") == 0 && self->language == NULL && self->words->len > 0)
    self->language = g_strdup (self->words->str);
}

static gboolean
read_properties (DocxBody *body,
                 Properties *properties,
                 GCancellable *cancellable,
                 GError **error)
{
  static const XmlHandler handler
      = { .begin = begin_property, .end = end_property, .text = text_of_property };
  gboolean done;

  properties->words = g_string_new (NULL);
  done = docx_read_part (body->package, body->parts->properties, &handler, properties,
                         body->name, cancellable, error);
  g_string_free (properties->words, TRUE);
  return done;
}

static void
tell (SchoStep *step, const DocxBody *body)
{
  if (body->n_inserted + body->n_deleted > 0)
    scho_step_add_note (step,
                        body->original
                            ? _ ("“%s” has tracked changes; the text is as it was "
                                 "before them (%u insertions, %u deletions).")
                            : _ ("“%s” has tracked changes; the text is as if they "
                                 "were accepted (%u insertions, %u deletions)."),
                        body->name, body->n_inserted, body->n_deleted);
  if (body->n_comments > 0 && body->comments == NULL)
    scho_step_add_note (step,
                        _ ("“%s”: comments left out: %u; --set comments=true makes "
                           "memos of them."),
                        body->name, body->n_comments);
  if (body->n_hidden > 0)
    scho_step_add_note (step, _ ("“%s”: hidden passages left out: %u"), body->name,
                        body->n_hidden);
  if (body->n_symbols > 0)
    scho_step_add_note (step, _ ("“%s”: signs of special fonts left out: %u"), body->name,
                        body->n_symbols);
  if (body->parts->n_headers > 0)
    scho_step_add_note (step, _ ("“%s”: headers and footers of pages left out: %u"),
                        body->name, body->parts->n_headers);
}

static SchoStep *
make_step (DocxBody *body,
           SchoSnapshot *base,
           SchoOptions *options,
           const char *coder,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SchoStep) step = import_step_new (base, body->name);
  g_autoptr (ImportAttributes) attributes = import_attributes_new ();
  Properties properties = { .attributes = attributes };
  g_autofree char *language = NULL;
  g_autoptr (SchoText) text = NULL;
  SchoDocument document = { .source = body->name };
  guint32 id;

  if (!(text = text_builder_finish (body->builder, body->name, error))
      || !(text = speakers_add (g_steal_pointer (&text), options, step, body->name,
                                cancellable, error)))
    return NULL;
  /* Properties are a courtesy: a fault in them keeps nobody out. */
  read_properties (body, &properties, cancellable, NULL);
  language = properties.language;
  document.language = language;
  document.attributes = import_attributes_get (attributes, &document.n_attributes);
  id = import_add_document (step, body->name, &document, text);
  import_note_structure (step, body->name, text);
  tell (step, body);
  if (body->comments != NULL)
    comments_apply (body->comments, body->builder, step, id, body->name, coder);
  return g_steal_pointer (&step);
}

static SchoStep *
read_document (DocxBody *body,
               SchoSnapshot *base,
               SchoOptions *options,
               const char *coder,
               GCancellable *cancellable,
               GError **error)
{
  g_auto (DocxParts) parts = { 0 };
  g_autoptr (DocxStyles) styles = NULL;
  g_autoptr (DocxNumbering) numbering = NULL;

  body->parts = &parts;
  if (!docx_parts_find (&parts, body->package, body->name, cancellable, error)
      || !(styles = docx_styles_new (body->package, parts.styles, body->name, cancellable,
                                     error))
      || !(numbering = docx_numbering_new (body->package, parts.numbering, body->name,
                                           cancellable, error)))
    return NULL;
  body->styles = styles;
  body->numbering = numbering;
  if (!docx_body_read (body, cancellable, error))
    return NULL;
  return make_step (body, base, options, coder, cancellable, error);
}

static SchoStep *
docx_import (GInputStream *stream,
             const char *name,
             const char *coder,
             SchoSnapshot *base,
             SchoOptions *options,
             const SchoProgress *progress,
             GCancellable *cancellable,
             GError **error)
{
  gsize limit = import_get_limit (options), n_bytes;
  g_autoptr (TextBuilder) builder = text_builder_new (limit);
  g_autoptr (Comments) comments = NULL;
  g_autoptr (Package) package = NULL;
  DocxBody body = { .builder = builder, .name = name };
  char *bytes;

  scho_progress_set (progress, -1, name);
  if (!(bytes = import_read_all (stream, name, limit, &n_bytes, cancellable, error))
      || !(package = package_open (bytes, n_bytes, name, limit, docx_wants_part,
                                   cancellable, error)))
    return NULL;
  if (scho_options_get_boolean (options, "comments"))
    comments = comments_new ();
  body.package = package;
  body.comments = comments;
  body.original = strcmp (scho_options_get_text (options, "changes"), "original") == 0;
  return read_document (&body, base, options, coder, cancellable, error);
}

static const SchoImporter importers[] = {
  { .id = "docx",
    .title = N_ ("Word document"),
    .extensions = "docx|docm|dotx",
    .options = import_options,
    .guess = guess,
    .read = docx_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.docx",
  .title = N_ ("Word documents"),
  .description = N_ ("Reads documents of Word with their structure, notes and comments."),
  .importers = importers,
};
