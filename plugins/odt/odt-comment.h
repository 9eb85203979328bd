/* odt-comment.h - a comment of an OpenDocument text while it is read. */
#pragma once

#include "odt-kinds.h"

#include "../shared/office.h"
#include "../shared/xml-reader.h"

/* @name: (nullable): what its end is called by */
typedef struct
{
  GString *words;
  gboolean is_answer, is_settled;
  char *name;
  GString *author, *date;
  GString *fact; /* nullable: that of them which is being read */
} OdtComment;

OdtComment *odt_comment_new (const XmlAttributes *attributes);
void odt_comment_free (OdtComment *self);

/* Within it. */
void odt_comment_begin (OdtComment *self, OdtKind kind);
void odt_comment_text (OdtComment *self, const char *utf8, gsize n_bytes);
void odt_comment_end (OdtComment *self);

void odt_comment_add (OdtComment *self, Comments *comments, guint passage);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OdtComment, odt_comment_free)
