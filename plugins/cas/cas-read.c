#include "cas-file.h"

#include "../shared/codings.h"
#include "../shared/import.h"
#include "../shared/json-input.h"
#include "../shared/package.h"
#include "../shared/returns.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

const SchoOptionSpec cas_import_options[] = {
  { "layer", SCHO_OPTION_TEXT, "",
    N_ ("Which layer holds the codings; nothing: all but those of sentences and words"),
    NULL },
  CODINGS_REPEAT_OPTION,
  JSON_LIMIT_OPTION,
  { NULL },
};

typedef struct
{
  const char *name; /* of the file */
  const char *coder;
  const char *layer;
  SchoSnapshot *base;
  SchoStep *step;
  SchoLosses *losses;
  Codings *codings;
  GHashTable *texts; /* of digest to document id: of this step */
  SchoOptions *options;
  GCancellable *cancellable;
} Import;

/* One file while its codings come in. */
typedef struct
{
  const CasFile *file;
  const char *coder; /* nullable */
  guint32 document;
  SchoText *text;
  GArray *returns;
} Place;

static void
import_clear (Import *self)
{
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->codings, codings_free);
  g_clear_pointer (&self->step, scho_step_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

int
cas_guess (const guint8 *head, gsize n_bytes, const char *name)
{
  static const char *const marks[] = { "TypeSystem.xml", ".xmi", NULL };

  if (n_bytes >= 4 && memcmp (head, "PK\x03\x04", 4) == 0)
    return package_guess (head, n_bytes, name, "zip", marks) >= 85 ? 90 : 0;
  if (import_head_begins (head, n_bytes, name, "{")
      && (import_head_has (head, n_bytes, "%FEATURE_STRUCTURES")
          || import_head_has (head, n_bytes, "\"%TYPES\"")))
    return 95;
  if (import_head_begins (head, n_bytes, name, "<")
      && import_head_has (head, n_bytes, "http://www.omg.org/XMI"))
    return 95;
  return import_is_called (name, "xmi") ? 50 : 0;
}

/* The document of the project whose text it is; the title decides between several. */
static guint32
find_document (Import *self, const char *digest, const char *title)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->base, &n);
  guint32 found = GPOINTER_TO_UINT (g_hash_table_lookup (self->texts, digest));

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (documents[i]->digest, digest) == 0
        && (found == 0 || g_str_equal (documents[i]->title, title)))
      found = documents[i]->id;
  return found;
}

/* Texts are compared without their structure, which these files do not have. */
static guint32
find_same_text (Import *self, SchoText *text, const char *title, GError **error)
{
  const SchoDocument *document = scho_lookup_document (self->base, title, NULL);
  g_autoptr (SchoText) there = NULL;

  if (document == NULL || document->length != scho_text_get_length (text))
    return 0;
  there = scho_snapshot_read_text (self->base, document->id, error);
  return there != NULL
                 && g_str_equal (scho_text_get_utf8 (there, NULL),
                                 scho_text_get_utf8 (text, NULL))
             ? document->id
             : 0;
}

static const CasStructure *
find_meta (const CasFile *file)
{
  for (guint i = 0; file->structures != NULL && i < file->structures->len; i++)
    {
      const CasStructure *structure = file->structures->pdata[i];

      if (g_str_equal (structure->type, "DocumentMetaData"))
        return structure;
    }
  return NULL;
}

static gboolean
place_text (Import *self, Place *place, const char *fallback, GError **error)
{
  const CasStructure *meta = find_meta (place->file);
  const char *title = meta != NULL ? cas_structure_get (meta, "documentTitle") : NULL;
  const char *language = meta != NULL ? cas_structure_get (meta, "language") : NULL;
  gsize n_bytes = strlen (place->file->text);
  char *utf8 = g_strdup (place->file->text);

  place->returns = returns_find (utf8, TRUE);
  utf8 = scho_text_normalise (utf8, &n_bytes, NULL, NULL);
  if (!(place->text = scho_text_new_take (utf8, n_bytes, NULL, 0, error)))
    return FALSE;
  if (title == NULL || title[0] == '\0')
    title = fallback;
  if (g_strcmp0 (language, "x-unspecified") == 0)
    language = NULL;
  place->document = find_document (self, scho_text_get_digest (place->text), title);
  if (place->document == 0)
    place->document = find_same_text (self, place->text, title, NULL);
  if (place->document == 0)
    {
      place->document = import_add_document (
          self->step, title, &(SchoDocument){ .language = language }, place->text);
      g_hash_table_insert (self->texts, g_strdup (scho_text_get_digest (place->text)),
                           GUINT_TO_POINTER (place->document));
    }
  return TRUE;
}

static void
place_clear (Place *self)
{
  g_clear_pointer (&self->text, scho_text_unref);
  g_clear_pointer (&self->returns, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* What describes the text and not what somebody thinks of it. */
static gboolean
is_of_language (const char *type)
{
  static const char *const types[] = { "Sentence",
                                       "Token",
                                       "DocumentMetaData",
                                       "DocumentAnnotation",
                                       "POS",
                                       "Lemma",
                                       "Stem",
                                       "MorphologicalFeatures",
                                       "Paragraph",
                                       "Div",
                                       "Heading",
                                       "XmlElement",
                                       "XmlDocument",
                                       "XmlTextNode",
                                       "TagDescription",
                                       "TagsetDescription",
                                       "LayerMetaData",
                                       "SurfaceForm",
                                       "Compound",
                                       "Split" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i], type))
      return TRUE;
  return FALSE;
}

static gboolean
set_range (Place *place, const CasStructure *structure, SchoAnnotation *values)
{
  if (structure->begin < 0 || structure->end <= structure->begin)
    return FALSE;
  values->document = place->document;
  values->start = scho_text_utf16_to_offset (
      place->text, returns_take_away (place->returns, (guint64) structure->begin));
  values->end = scho_text_utf16_to_offset (
      place->text, returns_take_away (place->returns, (guint64) structure->end));
  return values->start < values->end
         && (guint64) structure->end
                <= (guint64) scho_text_offset_to_utf16 (
                       place->text, scho_text_get_length (place->text))
                       + place->returns->len;
}

/* The feature that says what it is; the others become its memo. */
static guint
find_main (const CasStructure *structure)
{
  static const char *const names[]
      = { "code", "label", "value", "category", "kind", "type", "name" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint f = 0; f < structure->features->len; f++)
      if (g_ascii_strcasecmp (g_array_index (structure->features, CasFeature, f).name,
                              names[i])
          == 0)
        return f;
  return 0;
}

static void
read_foreign (Import *self,
              const CasStructure *structure,
              SchoAnnotation *values,
              GString *memo)
{
  guint main = find_main (structure);
  SchoCode layer = { .name = structure->type };
  SchoCode code = { 0 };

  code.parent = codings_ensure_code_below (self->codings, &layer);
  values->code = code.parent;
  for (guint i = 0; i < structure->features->len; i++)
    {
      const CasFeature *feature = &g_array_index (structure->features, CasFeature, i);

      code.name = feature->value;
      if (i == main)
        values->code = codings_ensure_code_below (self->codings, &code);
      else
        g_string_append_printf (memo, "%s%s: %s", memo->len > 0 ? "\n" : "",
                                feature->name, feature->value);
    }
}

static void
read_own (Import *self, const CasStructure *structure, SchoAnnotation *values)
{
  const char *weight = cas_structure_get (structure, "weight");
  const char *uuid = cas_structure_get (structure, "identity");

  values->code
      = codings_ensure_code (self->codings, cas_structure_get (structure, "code"));
  values->memo = cas_structure_get (structure, "memo");
  if (weight != NULL)
    values->weight = (gint16) CLAMP (atoi (weight), 0, 100);
  if (uuid == NULL || !scho_uuid_parse (uuid, &values->uuid))
    values->uuid = (SchoUuid){ 0 };
}

static gboolean
add_coding (Import *self,
            const Place *place,
            const CasStructure *structure,
            SchoAnnotation *values,
            GError **error)
{
  g_autoptr (GString) memo = g_string_new (NULL);
  const char *coder = cas_structure_get (structure, "coder");
  gboolean is_own = g_str_equal (structure->type, "Coding")
                    && cas_structure_get (structure, "code") != NULL;

  if (coder == NULL || !is_own)
    coder = place->coder;
  if (coder == NULL)
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("%s: it does not say who coded; name a coder for the whole import "
                      "(--coder)"),
                   self->name);
      return FALSE;
    }
  values->weight = SCHO_NO_WEIGHT;
  values->coder = codings_ensure_coder (self->codings, coder);
  if (is_own)
    read_own (self, structure, values);
  else
    read_foreign (self, structure, values, memo);
  if (memo->len > 0)
    values->memo = memo->str;
  codings_add (self->codings, values);
  return TRUE;
}

static gboolean
add_structure (Import *self, Place *place, const CasStructure *structure, GError **error)
{
  SchoAnnotation values = { 0 };

  if (self->layer[0] != '\0' ? !g_str_equal (structure->type, self->layer)
                             : is_of_language (structure->type))
    return TRUE;
  if (structure->is_relation)
    scho_losses_add (self->losses, 1, _ ("Relations between passages"), structure->type);
  else if (structure->begin == CAS_NOWHERE)
    scho_losses_add (self->losses, 1, _ ("What is said of no passage"), structure->type);
  else if (!set_range (place, structure, &values))
    scho_losses_add (self->losses, 1, _ ("Passages outside the text"), structure->type);
  else
    return add_coding (self, place, structure, &values, error);
  return TRUE;
}

static gboolean
add_file (Import *self,
          const CasFile *file,
          const char *coder,
          const char *title,
          GError **error)
{
  g_auto (Place) place = { file, coder };

  if (!place_text (self, &place, title, error))
    return FALSE;
  for (guint i = 0; file->structures != NULL && i < file->structures->len; i++)
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
        || !add_structure (self, &place, file->structures->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_bytes (Import *self,
            const char *bytes,
            gsize n_bytes,
            const char *name,
            const char *coder,
            const char *title,
            GError **error)
{
  g_auto (CasFile) file = { 0 };
  gsize i = 0;

  while (i < n_bytes && (guchar) bytes[i] != '<' && bytes[i] != '{' && bytes[i] != '[')
    i++;
  if (i < n_bytes && bytes[i] == '<')
    {
      if (!cas_file_read_xmi (&file, bytes, n_bytes, name, self->cancellable, error))
        return FALSE;
    }
  else
    {
      g_autoptr (GInputStream) stream
          = g_memory_input_stream_new_from_data (bytes, (gssize) n_bytes, NULL);

      if (!cas_file_read_json (&file, stream, name, self->options, self->cancellable,
                               error))
        return FALSE;
    }
  return add_file (self, &file, coder, title, error);
}

static gboolean
wants_part (const char *part)
{
  const char *slash = strrchr (part, '/');

  return import_is_called (part, "xmi|json")
         && !g_str_has_suffix (part, "exportedproject.json")
         && !g_str_has_prefix (slash != NULL ? slash + 1 : part, "INITIAL_CAS");
}

/* `Ana/Interview 3.xmi`, as we have it; `annotation/Interview 3.txt/ana.json`, as
 * INCEpTION has it, where the name of the file is the coder's. */
static gboolean
read_part (Import *self, Package *package, const char *part, GError **error)
{
  gsize n_bytes;
  const char *bytes = package_get (package, part, &n_bytes);
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *above = g_path_get_basename (folder);
  g_autofree char *file = g_path_get_basename (part);
  gboolean is_theirs = g_str_has_prefix (part, "annotation/")
                       || g_str_has_prefix (part, "curation/")
                       || strstr (part, "/annotation/") != NULL;

  *strrchr (file, '.') = '\0';
  if (g_str_equal (above, "."))
    return read_bytes (self, bytes, n_bytes, part, self->coder, file, error);
  return is_theirs ? read_bytes (self, bytes, n_bytes, part, file, above, error)
                   : read_bytes (self, bytes, n_bytes, part, above, file, error);
}

static gboolean
read_package (Import *self, char *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (Package) package
      = package_open (bytes, n_bytes, self->name, import_get_limit (self->options),
                      wants_part, self->cancellable, error);
  g_autoptr (GPtrArray) parts = NULL;

  if (package == NULL)
    return FALSE;
  parts = package_list (package);
  for (guint i = 0; i < parts->len; i++)
    if (!read_part (self, package, parts->pdata[i], error))
      return FALSE;
  if (parts->len > 0)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("%s holds no text: it is no document of UIMA"), self->name);
  return FALSE;
}

static void
begin (Import *self)
{
  g_autofree char *label = g_strdup_printf (_ ("Codings from “%s”"), self->name);

  self->layer = scho_options_get_text (self->options, "layer");
  self->step = scho_step_new (self->base, label);
  self->losses = scho_step_get_losses (self->step);
  self->codings
      = codings_new (self->step, scho_options_get_boolean (self->options, "repeat"));
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

SchoStep *
cas_read (GInputStream *stream,
          const char *name,
          const char *coder,
          SchoSnapshot *base,
          SchoOptions *options,
          const SchoProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_auto (Import) self = { .name = name,
                           .coder = coder,
                           .base = base,
                           .options = options,
                           .cancellable = cancellable };
  gsize n_bytes;
  char *bytes = import_read_all (stream, name, import_get_limit (options), &n_bytes,
                                 cancellable, error);
  gboolean done;

  if (bytes == NULL)
    return NULL;
  begin (&self);
  if (n_bytes >= 4 && memcmp (bytes, "PK\x03\x04", 4) == 0)
    done = read_package (&self, bytes, n_bytes, error);
  else
    {
      done = read_bytes (&self, bytes, n_bytes, name, coder, name, error);
      g_free (bytes);
    }
  if (!done)
    return NULL;
  codings_add_notes (self.codings, name);
  return g_steal_pointer (&self.step);
}
