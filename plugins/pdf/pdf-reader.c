#include "pdf-reader.h"

#include <poppler.h>
#include <string.h>

typedef struct
{
  PdfWriteFunc write;
  gpointer data;
  gboolean has_pictures;
} Out;

static void
send (const Out *out, PdfFrameKind kind, const GByteArray *content)
{
  PdfFrameHead head = { kind, content != NULL ? content->len : 0 };

  out->write (&head, sizeof head, out->data);
  if (head.n_bytes > 0)
    out->write (content->data, content->len, out->data);
}

static void
add_string (GByteArray *content, const char *string)
{
  g_autofree char *valid = g_utf8_make_valid (string != NULL ? string : "", -1);

  g_byte_array_append (content, (const guint8 *) valid, (guint) strlen (valid) + 1);
}

static void
send_about (const Out *out, PopplerDocument *document)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree char *title = poppler_document_get_title (document);
  g_autofree char *author = poppler_document_get_author (document);
  g_autoptr (GDateTime) date = poppler_document_get_creation_date_time (document);
  g_autofree char *day
      = date != NULL ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");

  add_string (content, title);
  add_string (content, author);
  add_string (content, day);
  send (out, PDF_FRAME_ABOUT, content);
}

static void
add_boxes (GByteArray *content, const PopplerRectangle *boxes, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      PdfBox box = { boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2 };

      g_byte_array_append (content, (const guint8 *) &box, sizeof box);
    }
}

static guint32
count_pictures (PopplerPage *page)
{
  GList *list = poppler_page_get_image_mapping (page);
  guint32 n = g_list_length (list);

  poppler_page_free_image_mapping (list);
  return n;
}

/* What readers have put on the page: notes, highlights, drawings. */
static guint32
count_comments (PopplerPage *page)
{
  GList *list = poppler_page_get_annot_mapping (page);
  guint32 n = 0;

  for (const GList *l = list; l != NULL; l = l->next)
    switch (poppler_annot_get_annot_type (((const PopplerAnnotMapping *) l->data)->annot))
      {
      case POPPLER_ANNOT_LINK:
      case POPPLER_ANNOT_WIDGET:
      case POPPLER_ANNOT_POPUP: /* of another, which counts */
      case POPPLER_ANNOT_PRINTER_MARK:
        break;
      default:
        n++;
      }
  poppler_page_free_annot_mapping (list);
  return n;
}

static gboolean
is_filled (PopplerFormField *field)
{
  g_autofree char *words = NULL;

  switch (poppler_form_field_get_field_type (field))
    {
    case POPPLER_FORM_FIELD_TEXT:
      words = poppler_form_field_text_get_text (field);
      return words != NULL && words[0] != '\0';
    case POPPLER_FORM_FIELD_BUTTON:
      return poppler_form_field_button_get_button_type (field) != POPPLER_FORM_BUTTON_PUSH
             && poppler_form_field_button_get_state (field);
    case POPPLER_FORM_FIELD_CHOICE:
      for (int i = 0; i < poppler_form_field_choice_get_n_items (field); i++)
        if (poppler_form_field_choice_is_item_selected (field, i))
          return TRUE;
      return FALSE;
    default:
      return FALSE;
    }
}

static guint32
count_fields (PopplerPage *page)
{
  GList *list = poppler_page_get_form_field_mapping (page);
  guint32 n = 0;

  for (const GList *l = list; l != NULL; l = l->next)
    n += is_filled (((const PopplerFormFieldMapping *) l->data)->field);
  poppler_page_free_form_field_mapping (list);
  return n;
}

/* Poppler plays a page once more to find its pictures, so it is asked only where there
 * may be some. What describes one is a stream's head, which is never packed. */
static gboolean
may_have_pictures (const char *bytes, gsize n_bytes)
{
  static const char mark[] = "/Image";
  const char *end = bytes + n_bytes;

  for (const char *p = bytes;
       p < end && (p = memmem (p, (gsize) (end - p), mark, strlen (mark))) != NULL;)
    {
      p += strlen (mark);
      if (p < end && !g_ascii_isalpha (*p))
        return TRUE;
    }
  return FALSE;
}

static void
count_beside (const Out *out, PopplerPage *page, PdfPageHead *head)
{
  head->n_pictures = out->has_pictures ? count_pictures (page) : 0;
  head->n_comments = count_comments (page);
  head->n_fields = count_fields (page);
}

/* A page that Poppler cannot make is one without text. */
static void
send_page (const Out *out, PopplerPage *page)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  PdfPageHead head = { 0 };
  g_autofree char *label = page != NULL ? poppler_page_get_label (page) : NULL;
  g_autofree char *text = page != NULL ? poppler_page_get_text (page) : NULL;
  PopplerRectangle *boxes = NULL;
  guint n_boxes = 0;
  double width;

  if (page != NULL)
    {
      poppler_page_get_size (page, &width, &head.height);
      count_beside (out, page, &head);
    }
  if (page == NULL || !poppler_page_get_text_layout (page, &boxes, &n_boxes))
    n_boxes = 0;
  head.n_boxes = n_boxes;
  g_byte_array_append (content, (const guint8 *) &head, sizeof head);
  add_string (content, label);
  add_string (content, text);
  add_boxes (content, boxes, n_boxes);
  g_free (boxes);
  send (out, PDF_FRAME_PAGE, content);
}

static void
send_document (const Out *out, PopplerDocument *document)
{
  int n = poppler_document_get_n_pages (document);
  PdfCountHead count
      = { (guint32) MAX (n, 0), poppler_document_get_n_attachments (document) };
  g_autoptr (GByteArray) content = g_byte_array_new ();

  g_byte_array_append (content, (const guint8 *) &count, sizeof count);
  send (out, PDF_FRAME_COUNT, content);
  send_about (out, document);
  for (int i = 0; i < n && n <= PDF_MAX_PAGES; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      send_page (out, page);
      g_clear_object (&page);
    }
  send (out, PDF_FRAME_END, NULL);
}

static void
send_problem (const Out *out, const GError *problem)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  add_string (content, problem->message);
  if (g_error_matches (problem, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    send (out, PDF_FRAME_ENCRYPTED, NULL);
  else
    send (out, PDF_FRAME_DAMAGED, content);
}

void
pdf_reader_run (const char *bytes, gsize n_bytes, PdfWriteFunc write, gpointer data)
{
  Out out = { write, data, may_have_pictures (bytes, n_bytes) };
  g_autoptr (GBytes) all = g_bytes_new_static (bytes, n_bytes);
  g_autoptr (GError) problem = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (all, NULL, &problem);

  if (document == NULL)
    send_problem (&out, problem);
  else
    send_document (&out, document);
  g_clear_object (&document); /* older headers know no g_autoptr of it */
}
