#include "pdf-reader.h"

#include <poppler.h>
#include <string.h>

typedef struct
{
  PdfWriteFunc write;
  gpointer data;
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
    poppler_page_get_size (page, &width, &head.height);
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
  guint32 count = (guint32) MAX (n, 0);
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
  Out out = { write, data };
  g_autoptr (GBytes) all = g_bytes_new_static (bytes, n_bytes);
  g_autoptr (GError) problem = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (all, NULL, &problem);

  if (document == NULL)
    send_problem (&out, problem);
  else
    send_document (&out, document);
  g_clear_object (&document); /* older headers know no g_autoptr of it */
}
