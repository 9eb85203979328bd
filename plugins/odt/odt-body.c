#include "odt-body.h"

#include "odt-comment.h"
#include "odt-frames.h"
#include "odt-kinds.h"
#include "odt-lists.h"
#include "odt-objects.h"
#include "odt-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NONE G_MAXUINT
#define MAX_REPLAYS 8
#define MAX_SPACES 1000 /* that a file may ask for at once */
#define ROOT "text:section"

typedef struct
{
  char *xml, *label;
} Note;

/* What is recorded, to be read later. */
typedef enum
{
  NOTHING,
  A_BOX,
  A_NOTE,
  A_DELETION,
} Recorded;

typedef struct
{
  OdtBody *body;
  TextBuilder *builder;
  GHashTable *kinds;
  GCancellable *cancellable;
  GError *error;

  gboolean in_text;
  guint n_skipping, n_hiding; /* elements within what is not shown */
  gboolean in_paragraph;
  guint paragraph, lines, passage; /* stretches of the paragraph */
  gboolean begun, inline_only;
  guint n_inline; /* paragraphs that were put into another */
  guint heading;
  OdtLists *lists;
  OdtTables *tables;
  OdtFrame frame;
  GString *hidden;    /* nullable: the words of what is not shown */
  gboolean in_object; /* the frame has one; its pictures only show it */
  Formula *formula;   /* nullable: the open one */

  XmlRecorder recorder;
  Recorded recorded;
  gboolean in_shape;     /* that is recorded */
  GQueue boxes;          /* of char * */
  GArray *notes;         /* of Note */
  GHashTable *deletions; /* id → XML */
  char *region;          /* id */
  GString *citation;     /* nullable: of the note that is open */
  gboolean in_citation;
  gboolean after_label;
  guint n_replays, page;
  GHashTable *insertions; /* ids; those that are open are skipped in the original */
  guint n_inside;

  OdtComment *comment;  /* nullable: being read */
  GHashTable *passages; /* name → number + 1 */
} Reader;

static gboolean read_again (Reader *self, const char *xml);

static void
clear_note (gpointer data)
{
  g_free (((Note *) data)->xml);
  g_free (((Note *) data)->label);
}

/* Text */

static void
write_number (Reader *self, const char *number)
{
  if (number == NULL)
    return;
  text_builder_append (self->builder, number, -1);
  text_builder_append (self->builder, " ", 1);
}

static void
begin_words (Reader *self)
{
  guint depth = odt_lists_get_depth (self->lists);
  g_autofree char *number = NULL;
  gboolean is_item = odt_lists_take_item (self->lists, &number);

  self->begun = TRUE;
  text_builder_begin_line (self->builder);
  if (self->heading > 0)
    {
      if (depth == 0)
        number = odt_lists_next_heading (self->lists, self->heading);
      self->paragraph = text_builder_open (self->builder, SCHO_STRETCH_HEADING,
                                           MIN (self->heading, 6), number);
    }
  else if (is_item)
    self->paragraph
        = text_builder_open (self->builder, SCHO_STRETCH_LIST_ITEM, depth, number);
  write_number (self, number);
}

static gboolean
is_shown (Reader *self)
{
  return self->in_paragraph && self->n_hiding == 0
         && !(self->body->office->original && self->n_inside > 0);
}

static void
append (Reader *self, const char *utf8, gssize n, gboolean flowing)
{
  if (!is_shown (self))
    return;
  if (self->after_label)
    {
      text_builder_append (self->builder, " ", 1);
      self->after_label = FALSE;
    }
  if (!flowing)
    {
      if (!self->begun)
        begin_words (self);
      text_builder_append (self->builder, utf8, n);
      return;
    }
  while (!self->begun && n > 0 && g_ascii_isspace (*utf8))
    {
      utf8++;
      n--;
    }
  if (n > 0 && !self->begun)
    begin_words (self);
  text_builder_append_flowing (self->builder, utf8, n);
}

static void
begin_paragraph (Reader *self, guint heading, const XmlAttributes *attributes)
{
  if (self->inline_only)
    {
      if (self->n_inline++ > 0)
        text_builder_feed_at_most (self->builder, 1);
      return;
    }
  if (!self->after_label)
    text_builder_break_line (self->builder);
  self->in_paragraph = TRUE;
  self->begun = FALSE;
  self->heading = heading;
  self->paragraph = NONE;
  self->lines = text_builder_open (self->builder, SCHO_STRETCH_PARAGRAPH, 0, NULL);
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

      read_again (self, box);
    }
  g_queue_clear_full (&boxes, g_free);
}

static void
end_paragraph (Reader *self)
{
  gboolean was_empty = !self->begun;

  if (self->inline_only || !self->in_paragraph)
    return;
  if (was_empty)
    text_builder_begin_line (self->builder);
  text_builder_close_if_lines (self->builder, self->lines);
  text_builder_close (self->builder, self->passage);
  if (self->paragraph != NONE)
    text_builder_close (self->builder, self->paragraph);
  self->in_paragraph = FALSE;
  if (was_empty && !odt_tables_is_in (self->tables)
      && odt_lists_get_depth (self->lists) == 0 && self->n_replays == 0)
    text_builder_leave_line (self->builder);
  else
    text_builder_break_line (self->builder);
  read_boxes (self);
}

static void
append_spaces (Reader *self, const XmlAttributes *attributes)
{
  int n = CLAMP (xml_attributes_get_int (attributes, "c", 1), 1, MAX_SPACES);
  g_autofree char *spaces = g_strnfill ((gsize) n, ' ');

  append (self, spaces, n, FALSE);
}

static void
add_page (Reader *self)
{
  g_autofree char *label = g_strdup_printf ("%u", ++self->page + 1);

  text_builder_mark (self->builder, SCHO_STRETCH_PAGE, label);
}

/* Objects and formulas */

static void
read_object (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *reference = xml_attributes_dup (attributes, "href");
  g_autofree char *line = NULL;

  self->in_object = TRUE;
  if (reference == NULL) /* it stands in the text itself */
    return;
  line = odt_object_read (self->body->parts, self->body->office, reference,
                          self->cancellable);
  if (line != NULL && *line != '\0')
    append (self, line, -1, FALSE);
}

static void
end_in_formula (Reader *self, OdtKind kind)
{
  g_autofree char *line = NULL;

  if (kind != FORMULA)
    {
      formula_end (self->formula);
      return;
    }
  if (office_text_add_formula (self->body->office, self->formula, &line, &self->error)
      && *line != '\0')
    append (self, line, -1, FALSE);
  g_clear_pointer (&self->formula, formula_free);
}

/* TRUE for what has words that are not those of the text. */
static gboolean
skips_object (Reader *self, OdtKind kind)
{
  OfficeText *office = self->body->office;

  if (kind == OLE_OBJECT)
    office_text_lose (office, OFFICE_OBJECT, NULL);
  else if (kind == INNER_DOCUMENT && self->in_object)
    office_text_lose (office, OFFICE_CHART, NULL);
  else if (kind == READING)
    office_text_lose (office, OFFICE_READING, NULL);
  self->in_object = kind != FRAME && (self->in_object || kind == OLE_OBJECT);
  return kind == OLE_OBJECT || kind == READING
         || (kind == INNER_DOCUMENT && self->in_object);
}

/* Comments */

static void
end_comment (Reader *self)
{
  g_autoptr (OdtComment) comment = g_steal_pointer (&self->comment);
  guint passage = self->passage;

  if (self->body->office->comments == NULL)
    office_text_lose (self->body->office, OFFICE_COMMENT, comment->words->str);
  if (comment->name != NULL)
    {
      passage = text_builder_open (self->builder, TEXT_BUILDER_PASSAGE, 0, NULL);
      g_hash_table_replace (self->passages, g_strdup (comment->name),
                            GUINT_TO_POINTER (passage + 1));
    }
  if (self->body->office->comments != NULL
      && (self->in_paragraph || comment->name != NULL))
    {
      office_text_lose_thread (self->body->office, comment->is_answer,
                               comment->is_settled, comment->words->str);
      odt_comment_add (comment, self->body->office->comments, passage);
    }
  else if (self->body->office->comments != NULL)
    office_text_lose_elsewhere (self->body->office, OFFICE_LONE_COMMENT,
                                comment->words->str);
}

static void
end_passage (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *name = xml_attributes_dup (attributes, "name");
  guint passage
      = name ? GPOINTER_TO_UINT (g_hash_table_lookup (self->passages, name)) : 0;

  if (passage > 0)
    text_builder_close (self->builder, passage - 1);
}

/* Tracked changes */

static void
restore_deleted (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *id = xml_attributes_dup (attributes, "change-id");
  const char *xml = id != NULL ? g_hash_table_lookup (self->deletions, id) : NULL;

  if (xml == NULL)
    return;
  if (!self->body->office->original || !self->in_paragraph || self->inline_only)
    {
      office_text_lose (self->body->office, OFFICE_DELETED, NULL);
      return;
    }
  self->inline_only = TRUE;
  self->n_inline = 0;
  read_again (self, xml);
  self->inline_only = FALSE;
}

static void
cross_insertion (Reader *self, gboolean begins, const XmlAttributes *attributes)
{
  g_autofree char *id = xml_attributes_dup (attributes, "change-id");

  if (id == NULL || !g_hash_table_contains (self->insertions, id))
    return;
  if (begins && self->body->office->original)
    office_text_lose (self->body->office, OFFICE_INSERTED, NULL);
  if (begins)
    self->n_inside++;
  else if (self->n_inside > 0)
    self->n_inside--;
}

static void
begin_in_changes (Reader *self, OdtKind kind, const XmlAttributes *attributes)
{
  if (kind == REGION)
    {
      g_free (self->region);
      self->region = xml_attributes_dup (attributes, "id");
    }
  else if (kind == INSERTION && self->region != NULL)
    {
      g_hash_table_add (self->insertions, g_strdup (self->region));
      self->body->office->n_inserted++;
    }
  else if (kind == DELETION && self->region != NULL)
    {
      self->body->office->n_deleted++;
      self->recorded = A_DELETION;
      xml_recorder_start (&self->recorder, ROOT, odt_namespaces);
    }
}

/* Elements */

static void
start_recording (Reader *self, Recorded what)
{
  self->recorded = what;
  xml_recorder_start (&self->recorder, ROOT, odt_namespaces);
}

static void
end_recording (Reader *self)
{
  gsize n_bytes;
  char *xml = xml_recorder_finish (&self->recorder, ROOT, &n_bytes);
  Note note = { .xml = xml };

  if (self->in_shape)
    odt_frame_end (&self->frame, SHAPE);
  self->in_shape = FALSE;
  if (self->recorded == A_BOX)
    g_queue_push_tail (&self->boxes, xml);
  else if (self->recorded == A_DELETION)
    g_hash_table_replace (self->deletions, g_strdup (self->region), xml);
  else
    {
      if (self->citation != NULL)
        note.label = g_string_free (g_steal_pointer (&self->citation), FALSE);
      g_array_append_val (self->notes, note);
    }
  self->recorded = NOTHING;
  if (!self->in_paragraph)
    read_boxes (self);
}

static gboolean
hides (Reader *self, OdtKind kind, const XmlAttributes *attributes)
{
  g_autofree char *style = NULL;

  if (kind != SPAN && kind != PARAGRAPH && kind != HEADING && kind != SECTION)
    return FALSE;
  style = xml_attributes_dup (attributes, "style-name");
  if (!(kind == SECTION
        && (xml_attributes_is (attributes, "display", "none")
            || xml_attributes_is (attributes, "is-hidden", "true")))
      && !odt_styles_is_hidden (self->body->styles, style))
    return FALSE;
  self->hidden = g_string_new (NULL);
  return TRUE;
}

static void
begin_citation (Reader *self)
{
  if (self->citation != NULL)
    g_string_free (self->citation, TRUE);
  self->citation = g_string_new (NULL);
  self->in_citation = TRUE;
}

static void
begin_link (Reader *self, const XmlAttributes *attributes)
{
  g_autofree char *address = xml_attributes_dup (attributes, "href");

  office_text_begin_link (self->body->office, address);
}

static void
begin_inline (Reader *self, OdtKind kind, const XmlAttributes *attributes)
{
  if (kind == SPACES)
    append_spaces (self, attributes);
  else if (kind == TAB)
    append (self, "\t", 1, FALSE);
  else if (kind == LINE_BREAK)
    append (self, "\n", 1, FALSE);
  else if (kind == PAGE)
    add_page (self);
  else if (kind == FRAME || kind == ALTERNATIVE || (kind == PICTURE && !self->in_object))
    odt_frame_begin (&self->frame, kind);
  else if (kind == CONTROL)
    office_text_lose (self->body->office, OFFICE_FORM, NULL);
  else if (kind == LINK)
    begin_link (self, attributes);
  else if (kind == OBJECT)
    read_object (self, attributes);
  else if (kind == FORMULA)
    self->formula = formula_new ();
  else if (kind == CITATION)
    begin_citation (self);
  else if (kind == ANNOTATION)
    self->comment = odt_comment_new (attributes);
  else if (kind == ANNOTATION_END)
    end_passage (self, attributes);
  else if (kind == CHANGE)
    restore_deleted (self, attributes);
  else if (kind == CHANGE_START || kind == CHANGE_END)
    cross_insertion (self, kind == CHANGE_START, attributes);
}

static void
begin_block (Reader *self, OdtKind kind, const XmlAttributes *attributes)
{
  switch (kind)
    {
    case PARAGRAPH:
      begin_paragraph (self, 0, attributes);
      break;
    case HEADING:
      begin_paragraph (
          self, CLAMP (xml_attributes_get_int (attributes, "outline-level", 1), 1, 10),
          attributes);
      break;
    case LIST:
      odt_lists_begin (self->lists, attributes);
      break;
    case ITEM:
    case LIST_HEADER:
      odt_lists_begin_item (self->lists, kind == LIST_HEADER, attributes);
      break;
    case TABLE:
    case HEADER_ROWS:
    case ROW:
    case CELL:
    case COVERED_CELL:
      odt_tables_begin (self->tables, kind, attributes);
      break;
    default:
      begin_inline (self, kind, attributes);
      break;
    }
}

static void
begin_recorded (Reader *self,
                const char *name,
                OdtKind kind,
                const XmlAttributes *attributes)
{
  xml_recorder_begin (&self->recorder, name, attributes);
  if (self->in_shape && kind == ALTERNATIVE)
    odt_frame_begin (&self->frame, kind);
}

static void
begin (gpointer data, const char *name, const XmlAttributes *attributes)
{
  Reader *self = data;
  OdtKind kind = odt_kinds_find (self->kinds, name);

  if (self->recorded != NOTHING)
    begin_recorded (self, name, kind, attributes);
  else if (kind == TEXT)
    self->in_text = TRUE;
  else if (!self->in_text)
    return;
  else if (self->n_skipping > 0 || kind == SKIPPED || kind == NUMBER
           || skips_object (self, kind))
    self->n_skipping++;
  else if (self->formula != NULL)
    formula_begin (self->formula, name, NULL);
  else if (self->comment != NULL)
    odt_comment_begin (self->comment, kind);
  else if (self->n_hiding > 0 || hides (self, kind, attributes))
    {
      self->n_hiding++;
      if (kind == PARAGRAPH)
        g_string_append_c (self->hidden, ' ');
    }
  else if (kind == NOTE_BODY)
    start_recording (self, A_NOTE);
  else if (kind == SHAPE)
    {
      odt_frame_begin (&self->frame, kind);
      self->in_shape = TRUE;
      start_recording (self, A_BOX);
    }
  else if (kind == TEXT_BOX && self->in_paragraph)
    start_recording (self, A_BOX);
  else if (kind == REGION || kind == INSERTION || kind == DELETION)
    begin_in_changes (self, kind, attributes);
  else
    begin_block (self, kind, attributes);
}

/* All that is within it is gone too. */
static void
end_hidden (Reader *self)
{
  if (--self->n_hiding > 0 || self->hidden == NULL)
    return;
  office_text_lose (self->body->office, OFFICE_HIDDEN, g_strstrip (self->hidden->str));
  g_string_free (g_steal_pointer (&self->hidden), TRUE);
}

static void
end_citation (Reader *self)
{
  g_autofree char *mark = g_strdup_printf ("[%s]", self->citation->str);

  self->in_citation = FALSE;
  append (self, mark, -1, FALSE);
}

static void
end_block (Reader *self, OdtKind kind)
{
  if (kind == TEXT)
    self->in_text = FALSE;
  else if (kind == PARAGRAPH || kind == HEADING)
    end_paragraph (self);
  else if (kind == LIST)
    odt_lists_end (self->lists);
  else if (kind == TABLE || kind == HEADER_ROWS || kind == ROW || kind == CELL
           || kind == COVERED_CELL)
    odt_tables_end (self->tables, kind);
  else if (kind == CITATION && self->in_citation)
    end_citation (self);
  else if (kind == FRAME || kind == ALTERNATIVE)
    odt_frame_end (&self->frame, kind);
  else if (kind == LINK)
    office_text_end_link (self->body->office);
}

static void
end (gpointer data, const char *name)
{
  Reader *self = data;
  OdtKind kind = odt_kinds_find (self->kinds, name);

  if (self->recorded != NOTHING)
    {
      if (self->in_shape && kind == ALTERNATIVE)
        odt_frame_end (&self->frame, kind);
      if (!xml_recorder_end (&self->recorder, name))
        end_recording (self);
    }
  else if (!self->in_text)
    return;
  else if (self->n_skipping > 0)
    self->n_skipping--;
  else if (self->formula != NULL)
    end_in_formula (self, kind);
  else if (self->comment != NULL)
    {
      odt_comment_end (self->comment);
      if (kind == ANNOTATION)
        end_comment (self);
    }
  else if (self->n_hiding > 0)
    end_hidden (self);
  else
    end_block (self, kind);
}

static void
text (gpointer data, const char *utf8, gsize n_bytes)
{
  Reader *self = data;

  if (self->in_shape || (self->frame.in_alternative && self->recorded == NOTHING))
    odt_frame_text (&self->frame, utf8, n_bytes);
  if (self->recorded != NOTHING)
    xml_recorder_text (&self->recorder, utf8, n_bytes);
  else if (self->frame.in_alternative)
    return;
  else if (!self->in_text || self->n_skipping > 0)
    return;
  else if (self->formula != NULL)
    formula_text (self->formula, utf8, n_bytes);
  else if (self->comment != NULL)
    odt_comment_text (self->comment, utf8, n_bytes);
  else if (self->in_citation)
    g_string_append_len (self->citation, utf8, (gssize) n_bytes);
  else if (self->hidden != NULL)
    g_string_append_len (self->hidden, utf8, (gssize) n_bytes);
  else
    append (self, utf8, (gssize) n_bytes, TRUE);
}

static const XmlHandler handler = { .begin = begin, .end = end, .text = text };

static gboolean
read_again (Reader *self, const char *xml)
{
  g_autoptr (GError) why = NULL;
  OdtLists *lists = self->lists;
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
  self->lists = odt_lists_new (self->body->styles);
  self->n_replays++;
  done = xml_read (xml, strlen (xml), odt_namespaces, &handler, self,
                   self->body->office->name, self->cancellable, &why);
  self->n_replays--;
  odt_lists_free (self->lists);
  self->lists = lists;
  if (why != NULL && self->error == NULL)
    self->error = g_steal_pointer (&why);
  return done && self->error == NULL;
}

static gboolean
read_notes (Reader *self)
{
  self->in_text = TRUE;
  for (guint i = 0; i < self->notes->len; i++)
    {
      Note note = g_array_index (self->notes, Note, i);
      guint stretch;

      stretch = office_text_open_note (self->body->office, note.label);
      self->after_label = note.label != NULL;
      if (!read_again (self, note.xml))
        return FALSE;
      self->after_label = FALSE;
      text_builder_close (self->builder, stretch);
    }
  return TRUE;
}

static void
reader_init (Reader *self, OdtBody *body, GCancellable *cancellable)
{
  self->body = body;
  self->builder = body->office->builder;
  self->cancellable = cancellable;
  self->kinds = odt_kinds_new ();
  self->lists = odt_lists_new (body->styles);
  self->tables = odt_tables_new (self->builder);
  self->frame.office = body->office;
  self->notes = g_array_new (FALSE, FALSE, sizeof (Note));
  g_array_set_clear_func (self->notes, clear_note);
  self->deletions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->insertions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->passages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->boxes);
}

static void
free_string (GString *string)
{
  if (string != NULL)
    g_string_free (string, TRUE);
}

static void
reader_clear (Reader *self)
{
  g_hash_table_unref (self->kinds);
  odt_lists_free (self->lists);
  odt_tables_free (self->tables);
  odt_frame_clear (&self->frame);
  free_string (self->hidden);
  g_array_unref (self->notes);
  g_hash_table_unref (self->deletions);
  g_hash_table_unref (self->insertions);
  g_hash_table_unref (self->passages);
  g_queue_clear_full (&self->boxes, g_free);
  g_clear_pointer (&self->formula, formula_free);
  free_string (self->recorder.out);
  free_string (self->citation);
  g_clear_pointer (&self->comment, odt_comment_free);
  g_free (self->region);
}

gboolean
odt_body_read (OdtBody *self, GCancellable *cancellable, GError **error)
{
  Reader reader = { 0 };
  gboolean done;

  reader_init (&reader, self, cancellable);
  done = xml_read (self->parts->content, self->parts->n_content, odt_namespaces, &handler,
                   &reader, self->office->name, cancellable, error);
  if (done && reader.error == NULL)
    done = read_notes (&reader);
  if (reader.error != NULL)
    {
      done = FALSE;
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&reader.error));
    }
  reader_clear (&reader);
  return done;
}
