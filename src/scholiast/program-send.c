#include <scholiast/program-send.h>

#include <scholiast/code.h>
#include <scholiast/coder.h>
#include <string.h>

#define PIECE (64 * 1024) /* annotations of a document come in pieces of this size */

typedef enum
{
  HEAD,
  DOCUMENT,
  ANNOTATIONS,
  END,
  DONE
} Stage;

struct _SchoProgramSender
{
  const SchoProgram *program;
  SchoSnapshot *snapshot;
  SchoOptions *options;
  char **code_paths; /* by id */
  Stage stage;
  gsize document;   /* the one at hand */
  gsize annotation; /* of it: the next */
  GString *line;
  gboolean is_first; /* field of the line */
};

/* JSON is made by hand here: a tree of nodes for each line takes longer than the program.
 */
static void
append_json_string (GString *line, const char *text)
{
  g_string_append_c (line, '"');
  while (*text != '\0')
    {
      gsize plain = 0;

      while ((guchar) text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\'
             && text[plain] != 0x7f)
        plain++;
      g_string_append_len (line, text, (gssize) plain);
      text += plain;
      if (*text == '\0')
        break;
      if (*text == '"' || *text == '\\')
        g_string_append_printf (line, "\\%c", *text);
      else if (*text == '\n')
        g_string_append (line, "\\n");
      else
        g_string_append_printf (line, "\\u%04x", (guchar) *text);
      text++;
    }
  g_string_append_c (line, '"');
}

static void
append_tab_string (GString *line, const char *text)
{
  for (;; text++)
    {
      gsize plain = strcspn (text, "\t\n\r\\");

      g_string_append_len (line, text, (gssize) plain);
      text += plain;
      if (*text == '\0')
        return;
      g_string_append (line, *text == '\t' ? "\\t" : *text == '\\' ? "\\\\" : "\\n");
    }
}

static gboolean
is_json (const SchoProgramSender *self)
{
  return self->program->format == SCHO_PROGRAM_JSON;
}

static void
begin_field (SchoProgramSender *self, const char *name)
{
  if (!self->is_first)
    g_string_append_c (self->line, is_json (self) ? ',' : '\t');
  self->is_first = FALSE;
  if (!is_json (self))
    return;
  append_json_string (self->line, name);
  g_string_append_c (self->line, ':');
}

/* @value: nullable: null, or an empty field. */
static void
add_text (SchoProgramSender *self, const char *name, const char *value)
{
  begin_field (self, name);
  if (!is_json (self))
    append_tab_string (self->line, value != NULL ? value : "");
  else if (value != NULL)
    append_json_string (self->line, value);
  else
    g_string_append (self->line, "null");
}

static void
add_number (SchoProgramSender *self, const char *name, gint64 value)
{
  begin_field (self, name);
  g_string_append_printf (self->line, "%" G_GINT64_FORMAT, value);
}

static void
add_uuid (SchoProgramSender *self, const char *name, const SchoUuid *uuid)
{
  char string[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (uuid, string);
  add_text (self, name, string);
}

static void
begin_line (SchoProgramSender *self, const char *type)
{
  self->is_first = TRUE;
  if (is_json (self))
    g_string_append_c (self->line, '{');
  add_text (self, "type", type);
}

static void
end_line (SchoProgramSender *self)
{
  g_string_append (self->line, is_json (self) ? "}\n" : "\n");
}

static void
send_options (SchoProgramSender *self)
{
  for (const SchoOptionSpec *spec = self->program->analyses[0].options;
       spec->name != NULL; spec++)
    {
      begin_line (self, "option");
      add_text (self, "name", spec->name);
      add_text (self, "value", scho_options_get_text (self->options, spec->name));
      end_line (self);
    }
}

static void
send_coders (SchoProgramSender *self)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      begin_line (self, "coder");
      add_uuid (self, "uuid", &coders[i]->uuid);
      add_text (self, "name", coders[i]->name);
      end_line (self);
    }
}

static void
send_codes (SchoProgramSender *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      char colour[8];

      scho_colour_format (codes[i]->colour, colour);
      begin_line (self, "code");
      add_uuid (self, "uuid", &codes[i]->uuid);
      add_text (self, "path", self->code_paths[codes[i]->id]);
      add_text (self, "name", codes[i]->name);
      add_text (self, "colour", colour);
      add_text (self, "definition", codes[i]->definition);
      add_text (self, "memo", codes[i]->memo);
      end_line (self);
    }
}

static void
send_head (SchoProgramSender *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);

  begin_line (self, "project");
  add_uuid (self, "uuid", &info->uuid);
  add_text (self, "title", info->title);
  add_text (self, "memo", info->memo);
  end_line (self);
  send_options (self);
  send_coders (self);
  send_codes (self);
}

static void
send_attributes (SchoProgramSender *self, const SchoDocument *document)
{
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      begin_line (self, "attribute");
      add_uuid (self, "document", &document->uuid);
      add_text (self, "name", document->attributes[i].name);
      add_text (self, "value", document->attributes[i].value);
      end_line (self);
    }
}

static gboolean
send_document (SchoProgramSender *self, const SchoDocument *document, GError **error)
{
  g_autoptr (SchoText) text = NULL;

  if (self->program->with_texts
      && !(text = scho_snapshot_read_text (self->snapshot, document->id, error)))
    return FALSE;
  begin_line (self, "document");
  add_uuid (self, "uuid", &document->uuid);
  add_text (self, "title", document->title);
  add_text (self, "source", document->source);
  add_text (self, "language", document->language);
  add_number (self, "length", document->length);
  add_text (self, "memo", document->memo);
  add_text (self, "text", text != NULL ? scho_text_get_utf8 (text, NULL) : NULL);
  end_line (self);
  send_attributes (self, document);
  return TRUE;
}

static void
send_annotation (SchoProgramSender *self,
                 const SchoDocument *document,
                 const SchoAnnotation *annotation)
{
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, annotation->coder);

  begin_line (self, "annotation");
  add_uuid (self, "document", &document->uuid);
  add_number (self, "start", annotation->start);
  add_number (self, "end", annotation->end);
  add_text (self, "code", self->code_paths[annotation->code]);
  add_text (self, "coder", coder != NULL ? coder->name : NULL);
  if (annotation->weight == SCHO_NO_WEIGHT)
    add_text (self, "weight", NULL);
  else
    add_number (self, "weight", annotation->weight);
  add_text (self, "memo", annotation->memo);
  add_uuid (self, "uuid", &annotation->uuid);
  end_line (self);
}

/* Some of the document at hand; then the next one is. */
static void
send_annotations (SchoProgramSender *self, const SchoDocument *document)
{
  gsize start = self->line->len, n;
  const SchoAnnotation *all
      = scho_snapshot_get_annotations (self->snapshot, document->id, &n);

  while (self->annotation < n && self->line->len - start < PIECE)
    send_annotation (self, document, &all[self->annotation++]);
  if (self->annotation < n)
    return;
  self->document++;
  self->stage = DOCUMENT;
}

static gboolean
send_next_document (SchoProgramSender *self, GError **error)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (self->snapshot, &n);

  if (self->document == n)
    {
      self->stage = END;
      return TRUE;
    }
  if (self->stage == DOCUMENT)
    {
      self->annotation = 0;
      self->stage = ANNOTATIONS;
      if (!send_document (self, documents[self->document], error))
        return FALSE;
    }
  send_annotations (self, documents[self->document]);
  return TRUE;
}

static gboolean
send_some (SchoProgramSender *self, GError **error)
{
  switch (self->stage)
    {
    case HEAD:
      send_head (self);
      self->stage = DOCUMENT;
      return TRUE;
    case DOCUMENT:
    case ANNOTATIONS:
      return send_next_document (self, error);
    case END:
      begin_line (self, "end");
      end_line (self);
      self->stage = DONE;
      return TRUE;
    case DONE:
    default:
      return TRUE;
    }
}

gboolean
scho_program_sender_next (SchoProgramSender *self, GString *lines, GError **error)
{
  gsize start = lines->len;

  self->line = lines;
  while (self->stage != DONE && lines->len - start < PIECE)
    if (!send_some (self, error))
      return FALSE;
  return TRUE;
}

SchoProgramSender *
scho_program_sender_new (const SchoProgram *program,
                         SchoSnapshot *snapshot,
                         SchoOptions *options)
{
  SchoProgramSender *self = g_new0 (SchoProgramSender, 1);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  self->program = program;
  self->snapshot = scho_snapshot_ref (snapshot);
  self->options = options;
  self->code_paths = g_new0 (char *, scho_snapshot_get_code_limit (snapshot));
  for (gsize i = 0; i < n; i++)
    self->code_paths[codes[i]->id] = scho_snapshot_dup_code_path (snapshot, codes[i]->id);
  return self;
}

void
scho_program_sender_free (SchoProgramSender *self)
{
  for (guint32 i = 0; i < scho_snapshot_get_code_limit (self->snapshot); i++)
    g_free (self->code_paths[i]);
  g_free (self->code_paths);
  scho_snapshot_unref (self->snapshot);
  g_free (self);
}
