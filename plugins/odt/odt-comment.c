#include "odt-comment.h"

#include <string.h>

OdtComment *
odt_comment_new (const XmlAttributes *attributes)
{
  OdtComment *self = g_new0 (OdtComment, 1);
  g_autofree char *parent = xml_attributes_dup (attributes, "parent-name");

  self->words = g_string_new (NULL);
  self->author = g_string_new (NULL);
  self->date = g_string_new (NULL);
  self->name = xml_attributes_dup (attributes, "name");
  self->is_settled = xml_attributes_is (attributes, "resolved", "true");
  self->is_answer = parent != NULL;
  return self;
}

void
odt_comment_free (OdtComment *self)
{
  g_string_free (self->words, TRUE);
  g_string_free (self->author, TRUE);
  g_string_free (self->date, TRUE);
  g_free (self->name);
  g_free (self);
}

void
odt_comment_begin (OdtComment *self, OdtKind kind)
{
  if (kind == CREATOR)
    self->fact = self->author;
  else if (kind == DATE)
    self->fact = self->date;
  else if (kind == PARAGRAPH && self->words->len > 0)
    g_string_append_c (self->words, '\n');
  else if (kind == SPACES || kind == TAB || kind == LINE_BREAK)
    g_string_append_c (self->words, ' ');
}

/* Blanks before the words are the file's layout. */
void
odt_comment_text (OdtComment *self, const char *utf8, gsize n_bytes)
{
  g_autofree char *copy = g_strndup (utf8, n_bytes);

  if (self->fact != NULL)
    g_string_append (self->fact, copy);
  else if (self->words->len > 0 || strspn (copy, " \t\n\r") < n_bytes)
    g_string_append (self->words, copy);
}

void
odt_comment_end (OdtComment *self)
{
  self->fact = NULL;
}

void
odt_comment_add (OdtComment *self, Comments *comments, guint passage)
{
  comments_add (comments, passage, self->author->len > 0 ? self->author->str : NULL,
                self->date->len > 0 ? self->date->str : NULL, self->words->str);
}
