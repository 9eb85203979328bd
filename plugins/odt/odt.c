/* odt.c - texts of LibreOffice and others: OpenDocument. */
#include "odt-body.h"

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
  static const char *const marks[] = { "application/vnd.oasis.opendocument.text", NULL };
  gboolean is_flat = n_bytes > 0 && (head[0] == '<' || head[0] == 0xef)
                     && memmem (head, n_bytes, "opendocument:xmlns:office", 25) != NULL
                     && memmem (head, n_bytes, marks[0], strlen (marks[0])) != NULL;

  return is_flat ? 90 : package_guess (head, n_bytes, name, "odt|ott|fodt", marks);
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

/* A creation date may have nine digits of seconds; the day is what counts. */
static void
add_date (Properties *self)
{
  g_autofree char *day = g_strndup (self->words->str, strlen ("2018-01-14"));

  import_attributes_add (self->attributes, "date", day, SCHO_ATTRIBUTE_DATE);
}

static void
end_property (gpointer data, const char *name)
{
  Properties *self = data;

  if (strcmp (name, "dc:title") == 0)
    import_attributes_add (self->attributes, "title", self->words->str,
                           SCHO_ATTRIBUTE_TEXT);
  else if (strcmp (name, "meta:initial-creator") == 0)
    import_attributes_add (self->attributes, "author", self->words->str,
                           SCHO_ATTRIBUTE_TEXT);
  else if (strcmp (name, "meta:creation-date") == 0)
    add_date (self);
  else if (strcmp (name, "dc:language") == 0 && self->language == NULL
           && self->words->len > 0)
    self->language = g_strdup (self->words->str);
  g_string_truncate (self->words, 0);
}

/* Properties are a courtesy: a fault in them keeps nobody out. */
static void
read_properties (const OdtParts *parts,
                 Properties *properties,
                 const char *name,
                 GCancellable *cancellable)
{
  static const XmlHandler handler
      = { .begin = begin_property, .end = end_property, .text = text_of_property };

  if (parts->meta == NULL || parts->n_meta == 0)
    return;
  properties->words = g_string_new (NULL);
  xml_read (parts->meta, parts->n_meta, odt_namespaces, &handler, properties, name,
            cancellable, NULL);
  g_string_free (properties->words, TRUE);
}

static void
tell (SchoStep *step, const OdtBody *body)
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
}

static SchoStep *
make_step (OdtBody *body,
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
  read_properties (body->parts, &properties, body->name, cancellable);
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
odt_import (GInputStream *stream,
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
  g_autoptr (OdtStyles) styles = NULL;
  g_auto (OdtParts) parts = { 0 };
  OdtBody body = { .builder = builder, .name = name, .parts = &parts };
  char *bytes;

  scho_progress_set (progress, -1, name);
  if (!(bytes = import_read_all (stream, name, limit, &n_bytes, cancellable, error))
      || !odt_parts_open (&parts, bytes, n_bytes, name, limit, cancellable, error)
      || !(styles = odt_styles_new (&parts, name, cancellable, error)))
    return NULL;
  if (scho_options_get_boolean (options, "comments"))
    comments = comments_new ();
  body.styles = styles;
  body.comments = comments;
  body.original = strcmp (scho_options_get_text (options, "changes"), "original") == 0;
  if (!odt_body_read (&body, cancellable, error))
    return NULL;
  return make_step (&body, base, options, coder, cancellable, error);
}

static const SchoImporter importers[] = {
  { .id = "odt",
    .title = N_ ("OpenDocument text"),
    .extensions = "odt|ott|fodt",
    .options = import_options,
    .guess = guess,
    .read = odt_import },
  { NULL },
};

const SchoPlugin scho_plugin = {
  .api = SCHO_PLUGIN_API,
  .id = "org.scholiast.odt",
  .title = N_ ("OpenDocument texts"),
  .description
  = N_ ("Reads texts of LibreOffice with their structure, notes and comments."),
  .importers = importers,
};
