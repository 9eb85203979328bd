#include "tei-reader.h"

#include "../shared/xml-context.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK (64 * 1024)
/* Positions have 32 bits, and a text must lie in memory whole. */
#define MAX_TEXT (1u << 30)
/* As deep as libxml2 lets a tree be; without a tree it does not look. */
#define MAX_DEPTH 256
#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

char *
tei_attributes_dup (const TeiAttributes *self, const char *name)
{
  gboolean xml = g_str_has_prefix (name, "xml:");

  if (xml)
    name += strlen ("xml:");
  for (int i = 0; i < self->n; i++)
    {
      const char **attribute = self->list + 5 * i;
      const char *uri = attribute[2];
      char *value;

      if (!g_str_equal (attribute[0], name)
          || xml != (g_strcmp0 (uri, XML_NAMESPACE) == 0) || (!xml && uri != NULL))
        continue;
      value = g_strndup (attribute[3], attribute[4] - attribute[3]);
      /* libxml2 leaves ampersands for a second pass, and only these. */
      if (strchr (value, '&') != NULL)
        {
          GString *plain = g_string_new (value);
          g_string_replace (plain, "&#38;", "&", 0);
          g_free (value);
          value = g_string_free (plain, FALSE);
        }
      return value;
    }
  return NULL;
}

char *
tei_attributes_dup_id (const TeiAttributes *self)
{
  char *id = tei_attributes_dup (self, "xml:id");

  return id != NULL ? id : tei_attributes_dup (self, "id");
}

gboolean
tei_attributes_get_number (const TeiAttributes *self,
                           const char *name,
                           gint64 least,
                           gint64 most,
                           gint64 *number)
{
  g_autofree char *value = tei_attributes_dup (self, name);

  return value != NULL && g_ascii_string_to_signed (value, 10, least, most, number, NULL);
}

TeiFrame *
tei_reader_get_frame (TeiReader *self, guint above)
{
  return &g_array_index (self->frames, TeiFrame, self->frames->len - 1 - above);
}

void
tei_reader_capture (TeiReader *self, TeiFrame *frame)
{
  frame->capture = self->captured->len;
  self->n_capturing++;
}

void
tei_reader_fail (TeiReader *self, const char *format, ...)
{
  va_list arguments;

  if (self->error != NULL)
    return;
  va_start (arguments, format);
  self->error = g_error_new_valist (SCHO_ERROR, SCHO_ERROR_INVALID, format, arguments);
  va_end (arguments);
  xmlStopParser (self->context);
}

char *
tei_reader_tidy (TeiReader *self, const char *words)
{
  GString *tidy;

  if (self->header.own)
    return g_strdup (words);
  tidy = g_string_new (NULL);
  for (const char *p = words; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (tidy, *p);
    else if (tidy->len > 0 && tidy->str[tidy->len - 1] != ' ')
      g_string_append_c (tidy, ' ');
  /* Paragraphs of a memo, see tei_reader_begin_in_standoff(). */
  g_string_replace (tidy, " \u2029", "\n", 0);
  g_string_replace (tidy, "\u2029", "\n", 0);
  return g_strstrip (g_string_free (tidy, FALSE));
}

static void
clear_frame (gpointer data)
{
  TeiFrame *frame = data;

  g_free (frame->name);
  g_free (frame->key);
  g_free (frame->type);
}

/* Headers and whole documents stand in a corpus or in TEI, nowhere else. */
static gboolean
is_misplaced (TeiReader *self, TeiKind kind)
{
  return (kind == TEI_ROOT || kind == TEI_CORPUS || kind == TEI_HEADER)
         && self->section != TEI_OUTSIDE;
}

/* Elements that change which rules hold. */
static void
enter (TeiReader *self, TeiKind kind, const TeiAttributes *attributes)
{
  switch (kind)
    {
    case TEI_CORPUS:
      tei_reader_finish_document (self);
      g_free (self->corpus_language);
      self->corpus_language = tei_attributes_dup (attributes, "xml:lang");
      self->section = TEI_OUTSIDE;
      break;
    case TEI_ROOT:
      tei_reader_begin_document (self, attributes);
      self->section = TEI_OUTSIDE;
      break;
    case TEI_HEADER:
      tei_header_clear (&self->header);
      tei_header_init (&self->header);
      self->section = TEI_IN_HEADER;
      break;
    case TEI_TEXT:
      if (self->has_document)
        self->section = TEI_IN_TEXT;
      break;
    case TEI_STANDOFF:
    case TEI_LIST:
    case TEI_SPAN:
      self->section = TEI_IN_STANDOFF;
      break;
    default:
      break;
    }
}

static gboolean
accept (TeiReader *self, TeiKind kind, const char *name)
{
  if (self->frames->len == 0 && kind != TEI_ROOT && kind != TEI_CORPUS)
    tei_reader_fail (self, _ ("%s is not TEI: its outermost element is “%s”"), self->file,
                     name);
  else if (self->frames->len == MAX_DEPTH)
    tei_reader_fail (self, _ ("%s line %d: more than %d elements in each other"),
                     self->file, xmlSAX2GetLineNumber (self->context), MAX_DEPTH);
  return self->error == NULL;
}

static void
begin_element (void *data,
               const xmlChar *name,
               const xmlChar *prefix,
               const xmlChar *uri,
               int n_namespaces,
               const xmlChar **namespaces,
               int n_attributes,
               int n_defaulted,
               const xmlChar **list)
{
  TeiReader *self = data;
  TeiAttributes attributes = { (const char **) list, n_attributes };
  TeiFrame frame
      = { .kind = tei_kinds_find (self->kinds, (const char *) name, (const char *) uri),
          .outside = self->section,
          .element = (const char *) name,
          .capture = -1 };

  if (self->error != NULL || !accept (self, frame.kind, (const char *) name))
    return;
  if (is_misplaced (self, frame.kind))
    frame.kind = TEI_OTHER;
  if (frame.kind == TEI_OWN
      || (tei_kind_is_thing (frame.kind) && self->section == TEI_IN_STANDOFF))
    frame.name = g_strdup ((const char *) name);
  g_array_append_val (self->frames, frame);
  /* In a header, lists and texts are what the header is made of. */
  if (self->section == TEI_OUTSIDE || self->section == TEI_IN_TEXT)
    enter (self, frame.kind, &attributes);

  if (frame.kind == TEI_OTHER
      && (self->section == TEI_IN_TEXT || self->section == TEI_IN_STANDOFF))
    tei_counts_add_name (&self->counts, (const char *) name);

  if (self->section == TEI_IN_HEADER && frame.kind == TEI_OWN)
    tei_reader_begin_own (self, tei_reader_get_frame (self, 0), &attributes);
  else if (self->section == TEI_IN_HEADER && self->frames->len > 1)
    tei_reader_begin_in_header (self, tei_reader_get_frame (self, 0), &attributes);
  else if (self->section == TEI_IN_TEXT)
    tei_reader_begin_in_text (self, tei_reader_get_frame (self, 0), &attributes);
  else if (self->section == TEI_IN_STANDOFF)
    tei_reader_begin_in_standoff (self, tei_reader_get_frame (self, 0), &attributes);
  else if (self->section == TEI_IN_FEATURES)
    tei_reader_begin_in_features (self, tei_reader_get_frame (self, 0), &attributes);
}

/* (nullable): the text of the element that ends, if somebody wanted it. */
static char *
take_words (TeiReader *self, const TeiFrame *frame)
{
  char *words;

  if (frame->capture < 0)
    return NULL;
  words = g_strdup (self->captured->str + frame->capture);
  if (--self->n_capturing == 0)
    g_string_truncate (self->captured, 0);
  return words;
}

static void
end_element (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  TeiReader *self = data;
  TeiFrame *frame;
  g_autofree char *words = NULL;

  if (self->error != NULL || self->frames->len == 0)
    return;
  frame = tei_reader_get_frame (self, 0);
  words = take_words (self, frame);
  if (frame->kind == TEI_HEADER && self->section == TEI_IN_HEADER)
    tei_reader_finish_header (self);
  else if (self->section == TEI_IN_HEADER && frame->kind == TEI_OWN)
    tei_reader_end_own (self, frame, words);
  else if (self->section == TEI_IN_HEADER)
    {
      tei_reader_end_in_header (self, frame, words);
      tei_reader_end_unread (self, frame);
    }
  else if (self->section == TEI_IN_TEXT)
    tei_reader_end_in_text (self, frame, words);
  else if (self->section == TEI_IN_STANDOFF)
    tei_reader_end_in_standoff (self, frame, words);
  else if (self->section == TEI_IN_FEATURES)
    tei_reader_end_in_features (self, frame, words);

  if (frame->kind == TEI_ROOT)
    tei_reader_finish_document (self);
  self->section = frame->outside;
  g_array_set_size (self->frames, self->frames->len - 1);
}

static void
characters (void *data, const xmlChar *bytes, int n)
{
  TeiReader *self = data;

  if (self->error != NULL)
    return;
  if (self->n_capturing > 0)
    g_string_append_len (self->captured, (const char *) bytes, n);
  else if (self->section == TEI_IN_HEADER)
    tei_reader_note_unread (self, (const char *) bytes, (gsize) n);
  if (self->section == TEI_SKIPPING && self->has_document && self->has_text)
    tei_text_skip (self->text, (const char *) bytes, n);
  else if (self->section == TEI_IN_TEXT
           && tei_reader_get_frame (self, 0)->kind == TEI_CHOICE)
    tei_text_skip (self->text, (const char *) bytes, n);
  else if (self->section == TEI_IN_TEXT)
    {
      tei_text_append (self->text, (const char *) bytes, n);
      if (tei_text_get_length (self->text) > MAX_TEXT)
        tei_reader_fail (self, _ ("%s: a text is longer than can be coded"), self->file);
    }
}

/* Nothing of a document type is loaded, and its entities are ours to expand: libxml2 is
 * left in the belief that they are declared in a file it does not read. */
static void
begin_type (void *data,
            const xmlChar *name,
            const xmlChar *external,
            const xmlChar *system)
{
  TeiReader *self = data;
  xmlParserCtxt *context = self->context;

  context->hasExternalSubset = 1;
  context->standalone = 0;
}

static void
declare_entity (void *data,
                const xmlChar *name,
                int type,
                const xmlChar *external,
                const xmlChar *system,
                xmlChar *content)
{
  TeiReader *self = data;

  if (type == XML_INTERNAL_GENERAL_ENTITY)
    tei_entities_declare (self->entities, (const char *) name, (const char *) content);
  else if (type == XML_EXTERNAL_GENERAL_PARSED_ENTITY)
    tei_entities_declare (self->entities, (const char *) name, NULL);
}

static void
read_reference (void *data, const xmlChar *name)
{
  TeiReader *self = data;
  g_autoptr (GString) words = g_string_new (NULL);
  TeiEntityResult result;

  if (self->error != NULL)
    return;
  result = tei_entities_expand (self->entities, (const char *) name, words);
  if (result == TEI_ENTITY_OUTSIDE)
    tei_reader_fail (self,
                     _ ("%s line %d: the entity “%s” of the document type (<!DOCTYPE …>) "
                        "lies in another file; nothing but this file is read"),
                     self->file, xmlSAX2GetLineNumber (self->context),
                     (const char *) name);
  else if (result == TEI_ENTITY_HUGE)
    tei_reader_fail (self,
                     _ ("%s line %d: the entity “%s” of the document type (<!DOCTYPE …>) "
                        "grows too big"),
                     self->file, xmlSAX2GetLineNumber (self->context),
                     (const char *) name);
  else if (result == TEI_ENTITY_UNKNOWN)
    tei_counts_add (&self->counts, TEI_COUNT_ENTITIES, 1, (const char *) name);
  else
    characters (self, (const xmlChar *) words->str, words->len);
}

static void
keep_error (void *data, XmlFault *error)
{
  TeiReader *self = data;
  g_autofree char *words = NULL;

  /* Namespaces without a declaration and the like do no harm. */
  if (error->level != XML_ERR_FATAL || self->error != NULL)
    return;
  words = g_strstrip (g_strdup (error->message ? error->message : ""));
  g_strdelimit (words, "\n", ' ');
  tei_reader_fail (self, _ ("%s line %d: %s"), self->file, error->line, words);
}

static gboolean
parse (TeiReader *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree char *chunk = g_malloc (CHUNK);
  gssize n;

  do
    {
      n = g_input_stream_read (stream, chunk, CHUNK, cancellable, error);
      if (n < 0)
        return FALSE;
      /* All other errors come through keep_error(). */
      if (xml_context_parse (self->context, chunk, (int) n, n == 0)
          == XML_ERR_INVALID_ENCODING)
        tei_reader_fail (self,
                         _ ("%s line %d: these bytes are not in the file’s encoding"),
                         self->file, xmlSAX2GetLineNumber (self->context));
    }
  while (n > 0 && self->error == NULL);

  /* Never without a word, even if libxml2 found none. */
  if (self->error == NULL && !((xmlParserCtxt *) self->context)->wellFormed)
    tei_reader_fail (self, _ ("%s cannot be read as XML"), self->file);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

static GArray *
new_array (gsize size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

static void
clear_stretch (gpointer data)
{
  g_free ((char *) ((SchoStretch *) data)->label);
}

static void
read_wishes (TeiWishes *self, SchoOptions *options)
{
  self->original = g_str_equal (scho_options_get_text (options, "choice"), "original");
  self->notes = scho_options_get_boolean (options, "notes");
  self->document = scho_options_get_text (options, "document");
}

static void
reader_init (TeiReader *self, SchoStep *step)
{
  self->step = step;
  self->kinds = tei_kinds_new ();
  self->entities = tei_entities_new ();
  tei_counts_init (&self->counts);
  self->frames = new_array (sizeof (TeiFrame), clear_frame);
  self->captured = g_string_new (NULL);
  self->nouns = tei_nouns_new (step);
  self->code_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->coder_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  tei_header_init (&self->header);
  self->speakers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->features
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, tei_features_free);
  self->things = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->code_levels = g_hash_table_new (NULL, NULL);
  self->times = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stretches = new_array (sizeof (SchoStretch), clear_stretch);
  self->marks = new_array (sizeof (SchoStretch), clear_stretch);
  self->inclusions = new_array (sizeof (TeiInclusion), tei_inclusion_clear);
  self->codings = new_array (sizeof (TeiCoding), tei_coding_clear);
  self->memos = new_array (sizeof (TeiMemo), tei_memo_clear);
  self->links = new_array (sizeof (TeiLink), tei_link_clear);
}

static void
reader_clear (TeiReader *self)
{
  g_hash_table_unref (self->kinds);
  g_array_unref (self->frames);
  g_string_free (self->captured, TRUE);
  tei_nouns_free (self->nouns);
  g_hash_table_unref (self->code_ids);
  g_hash_table_unref (self->coder_ids);
  g_hash_table_unref (self->people);
  tei_header_clear (&self->header);
  tei_entities_free (self->entities);
  tei_counts_clear (&self->counts);
  g_hash_table_unref (self->speakers);
  g_hash_table_unref (self->features);
  g_hash_table_unref (self->things);
  g_hash_table_unref (self->code_levels);
  g_hash_table_unref (self->times);
  g_array_unref (self->stretches);
  g_array_unref (self->marks);
  g_array_unref (self->inclusions);
  g_free (self->elsewhere);
  g_array_unref (self->codings);
  g_array_unref (self->memos);
  g_array_unref (self->links);
  g_clear_pointer (&self->text, tei_text_free);
  g_free (self->id);
  g_free (self->text_id);
  g_free (self->text_language);
  g_free (self->corpus_language);
  g_free (self->memo);
  g_clear_error (&self->error);
}

SchoStep *
tei_read (GInputStream *stream,
          const char *name,
          const char *coder,
          SchoSnapshot *base,
          SchoOptions *options,
          const SchoProgress *progress,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Import of “%s”"), name);
  g_autoptr (SchoStep) step = scho_step_new (base, label);
  TeiReader self = { .file = name, .coder = coder, .progress = progress };
  xmlSAXHandler sax = { 0 };
  gboolean good;

  sax.startElementNs = begin_element;
  sax.endElementNs = end_element;
  sax.characters = characters;
  sax.internalSubset = begin_type;
  sax.entityDecl = declare_entity;
  sax.reference = read_reference;
  sax.serror = keep_error;
  reader_init (&self, step);
  read_wishes (&self.wishes, options);
  self.context = xml_context_new (&sax, &self);

  good = parse (&self, stream, cancellable, error);
  tei_counts_add (&self.counts, TEI_COUNT_TARGETS, self.codings->len,
                  NULL); /* outside any document */
  if (good)
    tei_counts_tell (&self.counts, step, name);
  xml_context_free (self.context);
  reader_clear (&self);
  return good ? g_steal_pointer (&step) : NULL;
}
