/* rtf-comments.c - comments, and the passages they are about. */
#include "rtf-reader.h"

#include <stdlib.h>
#include <string.h>

static void
start_passage (RtfReader *self, int number)
{
  guint passage = text_builder_open (self->builder, TEXT_BUILDER_PASSAGE, 0, NULL);

  g_hash_table_replace (self->passages, GINT_TO_POINTER (number),
                        GUINT_TO_POINTER (passage + 1));
}

static guint
find_passage (RtfReader *self, int number)
{
  return GPOINTER_TO_UINT (
      g_hash_table_lookup (self->passages, GINT_TO_POINTER (number)));
}

/* Of a comment that marks no range; nothing where none has begun. */
static guint
get_paragraph (RtfReader *self)
{
  guint passage = self->passage;

  if (passage != NONE)
    return passage;
  passage = text_builder_open (self->builder, TEXT_BUILDER_PASSAGE, 0, NULL);
  text_builder_close (self->builder, passage);
  return passage;
}

static void
add_comment (RtfReader *self, const char *words)
{
  Comments *comments = self->found->office->comments;

  if (comments == NULL)
    office_text_lose (self->found->office, OFFICE_COMMENT, words);
  else
    comments_add (comments, self->comment > 0 ? self->comment - 1 : get_paragraph (self),
                  self->comment_author, NULL, words);
  g_clear_pointer (&self->comment_author, g_free);
  self->comment = 0;
}

void
rtf_comments_end (RtfReader *self, const char *words)
{
  guint passage;

  switch (self->group.destination)
    {
    case COMMENT_START:
      start_passage (self, atoi (words));
      break;
    case COMMENT_END:
      if ((passage = find_passage (self, atoi (words))) > 0)
        text_builder_close (self->builder, passage - 1);
      break;
    case COMMENT_NUMBER:
      self->comment = find_passage (self, atoi (words));
      break;
    case COMMENT_AUTHOR:
      g_free (self->comment_author);
      self->comment_author = g_strdup (words);
      break;
    default:
      add_comment (self, words);
    }
}
