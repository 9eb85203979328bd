/* page-numbers.h - numbers of lines or paragraphs beside the text. */
#pragma once

#include "page-view.h"

/**
 * SchoPageNumbers:
 *
 * Lies in the left gutter of a page view. What is counted are lines of the document, as
 * elsewhere in the program, or those of them that are not blank: paragraphs. Neither
 * depends on how a text is wrapped or broken for display.
 */
#define SCHO_TYPE_PAGE_NUMBERS (scho_page_numbers_get_type ())
G_DECLARE_FINAL_TYPE (SchoPageNumbers, scho_page_numbers, SCHO, PAGE_NUMBERS, GtkWidget)

/* @view must live longer. */
GtkWidget *scho_page_numbers_new (SchoPageView *view);

void scho_page_numbers_set_kind (SchoPageNumbers *self, SchoNumbers kind);

/* After the view got another text. */
void scho_page_numbers_update (SchoPageNumbers *self);

/* What stands beside the line that begins at @offset; 0: nothing. */
guint scho_page_numbers_get_number (SchoPageNumbers *self, guint32 offset);

/* What it asks for; 0 without numbers. */
int scho_page_numbers_get_width (SchoPageNumbers *self);
