/* edit-bar.h - says that the text is being corrected, what is lost by it, and asks. */
#pragma once

#include "page.h"

typedef enum
{
  SCHO_QUESTION_NONE,
  SCHO_QUESTION_KEEP,   /* though passages lose their text */
  SCHO_QUESTION_DISCARD /* what was written */
} SchoQuestion;

/**
 * SchoEditBar:
 *
 * Above the text as long as that is being corrected. Its buttons are actions of the
 * window: keep-text, keep-text-anyway, discard-text, discard-text-anyway, copy-text.
 */
#define SCHO_TYPE_EDIT_BAR (scho_edit_bar_get_type ())
G_DECLARE_FINAL_TYPE (SchoEditBar, scho_edit_bar, SCHO, EDIT_BAR, GtkWidget)

/* @page: (nullable): the one in front; a question about another one is taken back. */
void scho_edit_bar_set_page (SchoEditBar *self, SchoPage *page, const char *title);

/* Blocks nothing: one can go on writing. */
void scho_edit_bar_ask (SchoEditBar *self, SchoQuestion question);
SchoQuestion scho_edit_bar_get_question (SchoEditBar *self);

/* How many codings lose their passage. */
guint scho_edit_bar_get_n_lost (SchoEditBar *self);
