/* snippet.h - a few lines of words in a list, cheaper than a label.
 *
 * A list makes and measures two hundred rows at once when all of them are new, and a
 * wrapping label lays its words out four times to be measured once. */
#pragma once

#include <gtk/gtk.h>

#define SCHO_TYPE_SNIPPET (scho_snippet_get_type ())
G_DECLARE_FINAL_TYPE (SchoSnippet, scho_snippet, SCHO, SNIPPET, GtkWidget)

/* It takes whatever width there is; @most_lines, then it is cut with an ellipsis. */
GtkWidget *scho_snippet_new (guint most_lines);

void scho_snippet_set_text (SchoSnippet *self, const char *text);
void scho_snippet_set_markup (SchoSnippet *self, const char *markup);

/* Without markup. */
const char *scho_snippet_get_text (SchoSnippet *self);
