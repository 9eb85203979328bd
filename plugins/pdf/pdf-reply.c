#include "pdf-reply.h"

#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What of a frame was not yet looked at. */
typedef struct
{
  const guint8 *p;
  gsize n;
} Frame;

static gboolean
refuse (const PdfReply *self, GError **error)
{
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” is damaged: what was read from it makes no sense"), self->name);
  return FALSE;
}

/* Lends the next string, which is text; %NULL where there is none. */
static const char *
next_string (Frame *frame)
{
  const char *string = (const char *) frame->p;
  const guint8 *end = memchr (frame->p, '\0', frame->n);

  if (end == NULL || !g_utf8_validate (string, (gssize) (end - frame->p), NULL))
    return NULL;
  frame->n -= (gsize) (end + 1 - frame->p);
  frame->p = end + 1;
  return string;
}

static gboolean
take_count (PdfReply *self, Frame *frame, GError **error)
{
  PdfCountHead head;

  if (frame->n != sizeof head || self->n_pages != 0)
    return refuse (self, error);
  memcpy (&head, frame->p, sizeof head);
  self->n_pages = head.n_pages;
  lost_add (self->pages->losses, head.n_files, _ ("Files within the file"), self->name,
            NULL);
  if (self->n_pages >= 1 && self->n_pages <= PDF_MAX_PAGES)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("“%s” says that it has %u pages: it is damaged, or too big"),
               self->name, self->n_pages);
  return FALSE;
}

static gboolean
take_about (PdfReply *self, Frame *frame, GError **error)
{
  const char *title = next_string (frame);
  const char *author = title != NULL ? next_string (frame) : NULL;
  const char *date = author != NULL ? next_string (frame) : NULL;

  if (date == NULL || self->pages->title != NULL)
    return refuse (self, error);
  self->pages->title = g_strdup (title);
  self->pages->author = g_strdup (author);
  self->pages->date = g_strdup (date);
  return TRUE;
}

static gboolean
take_page (PdfReply *self, Frame *frame, GError **error)
{
  PdfPageHead head;
  PdfRawPage page = { 0 };
  g_autofree PdfBox *boxes = NULL;

  if (frame->n < sizeof head || self->pages->labels->len >= self->n_pages)
    return refuse (self, error);
  memcpy (&head, frame->p, sizeof head);
  frame->p += sizeof head;
  frame->n -= sizeof head;
  page.label = next_string (frame);
  page.text = page.label != NULL ? next_string (frame) : NULL;
  if (page.text == NULL || frame->n / sizeof (PdfBox) != head.n_boxes)
    return refuse (self, error);
  boxes = g_memdup2 (frame->p, frame->n); /* which lie where no double may */
  page.boxes = boxes;
  page.n_boxes = head.n_boxes;
  page.height = head.height;
  page.n_pictures = head.n_pictures;
  page.n_comments = head.n_comments;
  page.n_fields = head.n_fields;
  pdf_pages_add (self->pages, &page);
  scho_progress_set (self->progress, (double) self->pages->labels->len / self->n_pages,
                     self->name);
  if (self->pages->text->len <= self->limit)
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
               _ ("The text of “%s” is bigger than %zu MiB"), self->name,
               self->limit / 1024 / 1024);
  return FALSE;
}

static gboolean
refuse_document (const PdfReply *self, guint32 kind, Frame *frame, GError **error)
{
  const char *words = kind == PDF_FRAME_DAMAGED ? next_string (frame) : NULL;

  if (kind == PDF_FRAME_ENCRYPTED)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” is encrypted; save it without a password, then import it"),
                 self->name);
  else if (words != NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” is damaged: %s"),
                 self->name, words);
  else
    refuse (self, error);
  return FALSE;
}

static gboolean
take_frame (PdfReply *self, guint32 kind, Frame *frame, GError **error)
{
  if (self->is_whole)
    return refuse (self, error);
  switch (kind)
    {
    case PDF_FRAME_COUNT:
      return take_count (self, frame, error);
    case PDF_FRAME_ABOUT:
      return take_about (self, frame, error);
    case PDF_FRAME_PAGE:
      return take_page (self, frame, error);
    case PDF_FRAME_END:
      self->is_whole = self->n_pages > 0 && self->pages->labels->len == self->n_pages;
      return self->is_whole || refuse (self, error);
    default:
      return refuse_document (self, kind, frame, error);
    }
}

gboolean
pdf_reply_take (const guint8 *bytes, gsize n_bytes, gpointer data, GError **error)
{
  PdfReply *self = data;
  PdfFrameHead head;
  gsize used = 0;

  g_byte_array_append (self->rest, bytes, (guint) n_bytes);
  while (self->rest->len - used >= sizeof head)
    {
      Frame frame = { self->rest->data + used + sizeof head, 0 };

      memcpy (&head, self->rest->data + used, sizeof head);
      if (head.n_bytes > PDF_MAX_FRAME)
        return refuse (self, error);
      if (self->rest->len - used - sizeof head < head.n_bytes)
        break;
      frame.n = head.n_bytes;
      used += sizeof head + head.n_bytes;
      if (!take_frame (self, head.kind, &frame, error))
        return FALSE;
    }
  if (used > 0)
    g_byte_array_remove_range (self->rest, 0, (guint) used);
  return TRUE;
}

gboolean
pdf_reply_is_whole (gpointer data)
{
  return ((const PdfReply *) data)->is_whole;
}
