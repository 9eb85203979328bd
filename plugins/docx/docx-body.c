#include "docx-body.h"

#include "docx-drawings.h"
#include "docx-extras.h"
#include "docx-fields.h"
#include "docx-kinds.h"
#include "docx-tables.h"

#include "../shared/symbols.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NONE G_MAXUINT
#define MAX_REPLAYS 8 /* text boxes in text boxes */
#define BOX "w:txbxContent"

typedef struct
{
  gboolean begun, marked, joined;
  char *style;
  int list, level, outline; /* -1: as the style says */
  guint stretch, lines;
} Paragraph;

typedef struct
{
  DocxBody *body;
  const char *part; /* that is read */
  GHashTable *kinds;
  TextBuilder *builder;
  GCancellable *cancellable;
  GError *error;

  Paragraph paragraph;
  gboolean in_paragraph, in_properties, in_run, in_mark, in_text, in_instruction;
  gboolean hidden;      /* the run */
  gboolean joining;     /* the paragraph before has lost its end */
  gboolean after_label; /* of a note: one space, whatever the note begins with */
  guint n_skipping;
  DocxFields *fields;
  gboolean in_form; /* what a field of one is */
  Formula *formula; /* nullable: the open one */
  DocxTables *tables;
  DocxDrawing drawing;
  GArray *choices; /* of gboolean: one was taken */

  XmlRecorder recorder; /* of a text box */
  gboolean recording;
  GQueue boxes; /* of char *, for the end of the paragraph */
  guint n_replays;

  DocxExtras *extras; /* notes and comments */
  GPtrArray *notes;   /* of DocxNote, in the order of the text */
  guint n_footnotes, n_endnotes, page;
  GHashTable *passages; /* comment id → number + 1 */
  guint passage;        /* of the paragraph */
} Reader;

static gboolean read_again (Reader *self, const char *xml, gsize n_bytes);

/* Paragraphs */

/* What the paragraph is, is known before its first character. */
static void
begin_text (Reader *self)
{
  Paragraph *paragraph = &self->paragraph;
  DocxStyle style = docx_styles_get (self->body->styles, paragraph->style);
  int list = paragraph->list >= 0 ? paragraph->list : style.list;
  int level = paragraph->level >= 0 ? paragraph->level : MAX (style.level, 0);
  guint heading = style.heading;
  g_autofree char *number = NULL;

  paragraph->begun = TRUE;
  if (paragraph->joined)
    return;
  docx_tables_add_paragraph (self->tables, FALSE);
  text_builder_begin_line (self->builder);
  if (paragraph->outline >= 0) /* levels count from 0, 9 is text */
    heading = paragraph->outline < 9 ? MIN ((guint) paragraph->outline + 1, 6) : 0;
  if (list > 0)
    number = docx_numbering_next (self->body->numbering, list, level);
  if (heading > 0)
    paragraph->stretch
        = text_builder_open (self->builder, SCHO_STRETCH_HEADING, heading, number);
  else if (list > 0)
    paragraph->stretch = text_builder_open (self->builder, SCHO_STRETCH_LIST_ITEM,
                                            (guint) level + 1, number);
  if (number != NULL)
    {
      text_builder_append (self->builder, number, -1);
      text_builder_append (self->builder, " ", -1);
    }
}

static void
begin_paragraph (Reader *self)
{
  self->in_paragraph = TRUE;
  g_free (self->paragraph.style); /* of one that never ended */
  self->paragraph = (Paragraph){ .list = -1, .level = -1, .outline = -1 };
  self->paragraph.stretch = NONE;
  self->paragraph.joined = self->joining;
  if (!self->joining)
    text_builder_break_line (self->builder);
  self->joining = FALSE;
  self->paragraph.lines
      = text_builder_open (self->builder, SCHO_STRETCH_PARAGRAPH, 0, NULL);
  self->passage = text_builder_open (self->builder, TEXT_BUILDER_PASSAGE, 0, NULL);
}

/* Those of the paragraph that ended; what is in one ends paragraphs of its own. */
static void
read_boxes (Reader *self)
{
  GQueue boxes = self->boxes;

  g_queue_init (&self->boxes);
  while (!g_queue_is_empty (&boxes) && self->error == NULL)
    {
      g_autofree char *box = g_queue_pop_head (&boxes);

      read_again (self, box, strlen (box));
    }
  g_queue_clear_full (&boxes, g_free);
}

/* A number that stands alone is not written, but the next one counts it. */
static void
count_empty_item (Reader *self)
{
  DocxStyle style = docx_styles_get (self->body->styles, self->paragraph.style);
  int list = self->paragraph.list >= 0 ? self->paragraph.list : style.list;
  int level = self->paragraph.level >= 0 ? self->paragraph.level : MAX (style.level, 0);

  if (list > 0 && !self->paragraph.joined && !self->paragraph.marked)
    g_free (docx_numbering_next (self->body->numbering, list, level));
}

/* An empty paragraph is an empty line; in a cell it is nothing. */
static void
end_paragraph (Reader *self)
{
  Paragraph *paragraph = &self->paragraph;
  gboolean was_empty = !paragraph->begun;

  if (was_empty)
    {
      count_empty_item (self);
      if (docx_tables_add_paragraph (self->tables, TRUE))
        text_builder_begin_line (self->builder);
    }
  text_builder_close_if_lines (self->builder, paragraph->lines);
  text_builder_close (self->builder, self->passage);
  if (paragraph->stretch != NONE)
    text_builder_close (self->builder, paragraph->stretch);
  self->joining = paragraph->marked;
  g_clear_pointer (&paragraph->style, g_free);
  self->in_paragraph = self->in_properties = FALSE;
  if (self->joining)
    return;
  if (was_empty && !docx_tables_is_in (self->tables) && self->n_replays == 0)
    text_builder_leave_line (self->builder);
  else
    text_builder_break_line (self->builder);
  read_boxes (self);
}

/* %FALSE when there is nothing else. */
static gboolean
skip_space (const char **utf8, gssize *n)
{
  const char *end = *utf8 + (*n < 0 ? (gssize) strlen (*utf8) : *n);

  while (*utf8 < end && g_ascii_isspace (**utf8))
    ++*utf8;
  *n = end - *utf8;
  return *n > 0;
}

/* What a field is made of is hidden too, but nothing to read. */
static void
lose_hidden (Reader *self, const char *utf8, gssize n)
{
  g_autofree char *words = g_strndup (utf8, n < 0 ? strlen (utf8) : (gsize) n);

  if (self->hidden && *g_strstrip (words) != '\0')
    office_text_lose (self->body->office, OFFICE_HIDDEN, words);
}

static void
append (Reader *self, const char *utf8, gssize n)
{
  if (self->hidden || docx_fields_is_hiding (self->fields))
    {
      lose_hidden (self, utf8, n);
      return;
    }
  if (self->in_paragraph && !self->paragraph.begun)
    begin_text (self);
  if (self->after_label && !skip_space (&utf8, &n))
    return;
  if (self->after_label)
    text_builder_append (self->builder, " ", 1);
  self->after_label = FALSE;
  text_builder_append (self->builder, utf8, n);
}

static void
append_symbol (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *font = xml_attributes_dup (attributes, "font");
  g_autofree char *code = xml_attributes_dup (attributes, "char");
  g_autofree char *sign = symbol_dup (
      font, code != NULL ? (gunichar) g_ascii_strtoull (code, NULL, 16) : 0);

  if (sign != NULL)
    append (self, sign, -1);
  else
    office_text_lose (self->body->office, OFFICE_SYMBOL, NULL);
}

/* A page or a column ends a line too, but there is none after the last. */
static void
break_line (Reader *self, const XmlAttributes *attributes)
{
  if (!xml_attributes_is (attributes, "type", "page")
      && !xml_attributes_is (attributes, "type", "column"))
    append (self, "\n", 1);
  else if (self->paragraph.begun && !self->hidden)
    text_builder_break_line (self->builder);
}

static void
add_page (Reader *self)
{
  g_autofree char *label = g_strdup_printf ("%u", ++self->page + 1);

  text_builder_mark (self->builder, SCHO_STRETCH_PAGE, label);
}

static void
change_field (Reader *self, const XmlAttributes *attributes)
{
  gboolean begins = xml_attributes_is (attributes, "fldCharType", "separate");
  gboolean was_link = docx_fields_get_link (self->fields) != NULL;
  g_autofree char *shown = NULL;

  if (was_link && xml_attributes_is (attributes, "fldCharType", "end"))
    office_text_end_link (self->body->office);
  shown = docx_fields_change (self->fields, attributes);
  if (begins && docx_fields_get_link (self->fields) != NULL)
    office_text_begin_link (self->body->office, docx_fields_get_link (self->fields));
  if (shown != NULL)
    append (self, shown, -1);
}

/* A formula is text of its paragraph, of no run. */
static void
end_formula (Reader *self)
{
  g_autofree char *line = NULL;

  self->in_text = FALSE;
  if (office_text_add_formula (self->body->office, self->formula, &line, &self->error)
      && *line != '\0')
    append (self, line, -1);
  g_clear_pointer (&self->formula, formula_free);
}

/* Notes and comments */

static void
refer_to_note (Reader *self, gboolean is_endnote, const XmlAttributes *attributes)
{
  g_autofree char *id = xml_attributes_dup (attributes, "id");
  gboolean has_mark = xml_attributes_is (attributes, "customMarkFollows", "1")
                      || xml_attributes_is (attributes, "customMarkFollows", "true");
  const char *xml = docx_extras_get_note (self->extras, is_endnote, id);
  DocxNote *note;

  if (xml == NULL || self->hidden)
    {
      office_text_lose (self->body->office, xml != NULL ? OFFICE_HIDDEN : OFFICE_MISSING,
                        NULL);
      return;
    }
  note = docx_note_new (xml, is_endnote,
                        has_mark     ? 0
                        : is_endnote ? ++self->n_endnotes
                                     : ++self->n_footnotes);
  g_ptr_array_add (self->notes, note);
  if (!has_mark)
    {
      append (self, "[", 1);
      append (self, note->label, -1);
      append (self, "]", 1);
    }
}

static void
start_comment (Reader *self, const XmlAttributes *attributes)
{
  char *id = xml_attributes_dup (attributes, "id");

  if (id == NULL)
    return;
  g_hash_table_replace (
      self->passages, id,
      GUINT_TO_POINTER (text_builder_open (self->builder, TEXT_BUILDER_PASSAGE, 0, NULL)
                        + 1));
}

static void
end_comment (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *id = xml_attributes_dup (attributes, "id");
  guint passage
      = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->passages, id)) : 0;

  if (passage > 0)
    text_builder_close (self->builder, passage - 1);
}

/* One that marks no range is on its paragraph. */
static void
add_comment (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *id = xml_attributes_dup (attributes, "id");
  const DocxComment *comment = docx_extras_get_comment (self->extras, id);
  guint passage;

  if (comment == NULL)
    {
      office_text_lose (self->body->office, OFFICE_MISSING, NULL);
      return;
    }
  if (self->body->office->comments == NULL)
    {
      office_text_lose (self->body->office, OFFICE_COMMENT, comment->words->str);
      return;
    }
  office_text_lose_thread (self->body->office, comment->is_answer, comment->is_settled,
                           comment->words->str);
  passage = GPOINTER_TO_UINT (g_hash_table_lookup (self->passages, id));
  comments_add (self->body->office->comments, passage > 0 ? passage - 1 : self->passage,
                comment->author, comment->date, comment->words->str);
}

/* Elements */

/* The end of a paragraph can be inserted or deleted too. */
static gboolean
skips_change (Reader *self, DocxKind kind)
{
  OfficeText *office = self->body->office;
  gboolean inserted = kind == INSERTED || kind == MOVED_TO;
  gboolean gone = inserted == office->original;

  office->n_inserted += inserted;
  office->n_deleted += !inserted;
  if (!self->in_properties)
    {
      if (gone && (kind == INSERTED || kind == DELETED))
        office_text_lose (office, inserted ? OFFICE_INSERTED : OFFICE_DELETED, NULL);
      return gone;
    }
  if (self->in_mark)
    self->paragraph.marked = self->paragraph.marked || gone;
  return FALSE;
}

/* Of what is written twice for old and new programs, the first is taken. */
static gboolean
skips_choice (Reader *self)
{
  gboolean *taken = self->choices->len > 0
                        ? &g_array_index (self->choices, gboolean, self->choices->len - 1)
                        : NULL;

  if (taken == NULL)
    return FALSE;
  if (*taken)
    return TRUE;
  *taken = TRUE;
  return FALSE;
}

static void
begin_choices (Reader *self)
{
  gboolean none = FALSE;

  g_array_append_val (self->choices, none);
}

static void
begin_in_properties (Reader *self, DocxKind kind, const XmlAttributes *attributes)
{
  Paragraph *paragraph = &self->paragraph;

  if (kind == STYLE && paragraph->style == NULL)
    paragraph->style = xml_attributes_dup (attributes, "val");
  else if (kind == LIST_ID)
    paragraph->list = xml_attributes_get_int (attributes, "val", -1);
  else if (kind == LIST_LEVEL)
    paragraph->level = xml_attributes_get_int (attributes, "val", -1);
  else if (kind == OUTLINE)
    paragraph->outline = xml_attributes_get_int (attributes, "val", -1);
  else if (kind == RUN_PROPERTIES)
    self->in_mark = TRUE;
}

/* What is no text, and the words of a sign that is drawn. */
static void
begin_other (Reader *self, DocxKind kind, const XmlAttributes *attributes)
{
  g_autofree char *words = NULL;

  docx_drawing_begin (&self->drawing, kind, attributes);
  if (kind == FORM)
    self->in_form = TRUE;
  else if (kind == WORD_ART
           && (words = xml_attributes_dup (attributes, "string")) != NULL)
    append (self, words, -1);
}

static void
begin_in_run (Reader *self, DocxKind kind, const XmlAttributes *attributes)
{
  if (kind == VANISH)
    self->hidden = docx_is_on (attributes);
  else if (kind == TEXT)
    self->in_text = TRUE;
  else if (kind == TAB)
    append (self, "\t", 1);
  else if (kind == BREAK)
    break_line (self, attributes);
  else if (kind == HYPHEN)
    append (self, "\u2011", -1);
  else if (kind == SOFT_HYPHEN)
    append (self, "\u00ad", -1);
  else if (kind == SYMBOL)
    append_symbol (self, attributes);
  else if (kind == PAGE)
    add_page (self);
  else if (kind == FIELD)
    change_field (self, attributes);
  else if (kind == INSTRUCTION)
    self->in_instruction = TRUE;
  else if (kind == FOOTNOTE || kind == ENDNOTE)
    refer_to_note (self, kind == ENDNOTE, attributes);
  else if (kind == COMMENT)
    add_comment (self, attributes);
  else
    begin_other (self, kind, attributes);
}

static void
begin_link (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *id = xml_attributes_dup (attributes, "id");

  office_text_begin_link (self->body->office,
                          docx_parts_get_link (self->body->parts, self->part, id));
}

static void
begin_block (Reader *self, DocxKind kind, const XmlAttributes *attributes)
{
  if (kind == PARAGRAPH)
    begin_paragraph (self);
  else if (kind == PARAGRAPH_PROPERTIES)
    self->in_properties = TRUE;
  else if (kind == RUN)
    self->in_run = TRUE;
  else if (kind == COMMENT_START)
    start_comment (self, attributes);
  else if (kind == COMMENT_END)
    end_comment (self, attributes);
  else if (kind == ALTERNATIVES)
    begin_choices (self);
  else if (kind == LINK)
    begin_link (self, attributes);
  else
    docx_tables_begin (self->tables, kind, attributes);
}

static gboolean
must_skip (Reader *self, DocxKind kind)
{
  if (kind == READING || kind == OTHER_FILE)
    {
      office_text_lose (self->body->office,
                        kind == READING ? OFFICE_READING : OFFICE_PART, NULL);
      return TRUE;
    }
  return kind == SKIPPED
         || (kind >= INSERTED && kind <= MOVED_FROM && skips_change (self, kind))
         || (kind == CHOICE && skips_choice (self));
}

static void
begin_in_formula (Reader *self,
                  const char *name,
                  DocxKind kind,
                  const XmlAttributes *attributes)
{
  g_autofree char *value = xml_attributes_dup (attributes, "val");

  self->in_text = kind == TEXT;
  formula_begin (self->formula, name, value);
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Reader *self = data;
  DocxKind kind = docx_kinds_find (self->kinds, name);

  if (self->recording)
    xml_recorder_begin (&self->recorder, name, attributes);
  else if (self->n_skipping > 0 || must_skip (self, kind))
    self->n_skipping++;
  else if (self->formula != NULL)
    begin_in_formula (self, name, kind, attributes);
  else if (kind == FORMULA)
    self->formula = formula_new ();
  else if (self->in_form)
    docx_fields_describe (self->fields, name, attributes);
  else if (kind == TEXT_BOX && self->in_paragraph)
    {
      docx_drawing_begin (&self->drawing, kind, attributes);
      self->recording = TRUE;
      xml_recorder_start (&self->recorder, BOX, docx_namespaces);
    }
  else if (self->in_properties)
    begin_in_properties (self, kind, attributes);
  else
    {
      if (self->in_run)
        begin_in_run (self, kind, attributes);
      begin_block (self, kind, attributes);
    }
}

static void
end_recording (Reader *self)
{
  gsize n_bytes;
  char *box = xml_recorder_finish (&self->recorder, BOX, &n_bytes);

  self->recording = FALSE;
  g_queue_push_tail (&self->boxes, box);
}

static void
end_block (Reader *self, DocxKind kind)
{
  if (kind == PARAGRAPH && self->in_paragraph)
    end_paragraph (self);
  else if (kind == PARAGRAPH_PROPERTIES)
    self->in_properties = FALSE;
  else if (kind == RUN_PROPERTIES)
    self->in_mark = FALSE;
  else if (kind == RUN)
    self->in_run = self->hidden = self->in_text = FALSE;
  else if (kind == TEXT)
    self->in_text = FALSE;
  else if (kind == FORM)
    self->in_form = FALSE;
  else if (kind == INSTRUCTION)
    self->in_instruction = FALSE;
  else if (kind == LINK)
    office_text_end_link (self->body->office);
  else if (kind == ALTERNATIVES && self->choices->len > 0)
    g_array_set_size (self->choices, self->choices->len - 1);
  else if (kind == TABLE || kind == ROW || kind == CELL)
    docx_tables_end (self->tables, kind);
  else if (self->in_run)
    docx_drawing_end (&self->drawing, kind);
}

static void
end_in_formula (Reader *self, DocxKind kind)
{
  self->in_text = FALSE;
  if (kind == FORMULA)
    end_formula (self);
  else
    formula_end (self->formula);
}

static void
end (gpointer data, const char *name)
{
  Reader *self = data;

  if (self->recording)
    {
      if (!xml_recorder_end (&self->recorder, name))
        end_recording (self);
    }
  else if (self->n_skipping > 0)
    self->n_skipping--;
  else if (self->formula != NULL)
    end_in_formula (self, docx_kinds_find (self->kinds, name));
  else
    end_block (self, docx_kinds_find (self->kinds, name));
}

static void
text (gpointer data, const char *utf8, gsize n_bytes)
{
  Reader *self = data;

  if (self->recording)
    xml_recorder_text (&self->recorder, utf8, n_bytes);
  else if (self->in_instruction && self->n_skipping == 0)
    docx_fields_instruct (self->fields, utf8, n_bytes);
  else if (!self->in_text || self->n_skipping > 0)
    return;
  else if (self->formula != NULL)
    formula_text (self->formula, utf8, n_bytes);
  else
    append (self, utf8, n_bytes);
}

static const XmlHandler handler = { .begin = begin, .end = end, .text = text };

/* A part that was recorded, in a state of its own. */
static gboolean
read_again (Reader *self, const char *xml, gsize n_bytes)
{
  GArray *choices = self->choices;
  g_autoptr (GError) why = NULL;
  gboolean done;

  if (self->error != NULL)
    return FALSE;
  if (self->n_replays == MAX_REPLAYS)
    {
      g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID,
                   _ ("%s: more than %d text boxes in each other"),
                   self->body->office->name, MAX_REPLAYS);
      return FALSE;
    }
  self->n_replays++;
  self->choices = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->in_run = self->in_text = self->hidden = FALSE;
  done = xml_read (xml, n_bytes, docx_namespaces, &handler, self,
                   self->body->office->name, self->cancellable, &why);
  g_array_unref (self->choices);
  self->choices = choices;
  self->n_replays--;
  /* What is deeper may have said it already. */
  if (why != NULL && self->error == NULL)
    self->error = g_steal_pointer (&why);
  return done && self->error == NULL;
}

static gboolean
read_notes (Reader *self, gboolean endnotes)
{
  self->part = endnotes ? self->body->parts->endnotes : self->body->parts->footnotes;
  for (guint i = 0; i < self->notes->len; i++)
    {
      DocxNote *note = self->notes->pdata[i];
      guint stretch;

      if (note->is_endnote != endnotes)
        continue;
      stretch = office_text_open_note (self->body->office, note->label);
      if (note->label != NULL)
        self->joining = self->after_label = TRUE; /* its first paragraph goes on here */
      if (!read_again (self, note->xml, strlen (note->xml)))
        return FALSE;
      self->joining = self->after_label = FALSE;
      text_builder_close (self->builder, stretch);
    }
  return TRUE;
}

static void
reader_init (Reader *self, DocxBody *body, GCancellable *cancellable)
{
  self->body = body;
  self->builder = body->office->builder;
  self->cancellable = cancellable;
  self->kinds = docx_kinds_new ();
  self->fields = docx_fields_new ();
  self->tables = docx_tables_new (self->builder);
  self->drawing.office = body->office;
  self->part = body->parts->document;
  self->choices = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->notes = g_ptr_array_new_with_free_func (docx_note_free);
  self->passages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->boxes);
}

static void
reader_clear (Reader *self)
{
  g_hash_table_unref (self->kinds);
  docx_fields_free (self->fields);
  g_clear_pointer (&self->formula, formula_free);
  docx_tables_free (self->tables);
  docx_drawing_clear (&self->drawing);
  g_array_unref (self->choices);
  g_ptr_array_unref (self->notes);
  g_hash_table_unref (self->passages);
  g_queue_clear_full (&self->boxes, g_free);
  g_free (self->paragraph.style);
  if (self->recorder.out != NULL)
    g_string_free (self->recorder.out, TRUE);
  if (self->extras != NULL)
    docx_extras_free (self->extras);
}

static gboolean
check_size (DocxBody *self, GError **error)
{
  if (!text_builder_is_full (self->office->builder))
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("The text of “%s” is too big"),
               self->office->name);
  return FALSE;
}

gboolean
docx_body_read (DocxBody *self, GCancellable *cancellable, GError **error)
{
  Reader reader = { 0 };
  gboolean done;

  reader_init (&reader, self, cancellable);
  reader.extras = docx_extras_new (self->package, self->parts, self->office->name,
                                   cancellable, error);
  done = reader.extras != NULL
         && docx_read_part (self->package, self->parts->document, &handler, &reader,
                            self->office->name, cancellable, error);
  if (done && reader.error == NULL)
    done = read_notes (&reader, FALSE) && read_notes (&reader, TRUE);
  if (done)
    docx_extras_lose_comments (reader.extras, self->office);
  if (reader.error != NULL)
    {
      done = FALSE;
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&reader.error));
    }
  reader_clear (&reader);
  return done && check_size (self, error);
}
