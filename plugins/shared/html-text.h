/* html-text.h - what a browser shows of a page, as text with stretches. */
#pragma once

#include "import.h"
#include "lost.h"

/* Of importers whose pages may have menus and lists of contents. */
#define HTML_NAVIGATION_OPTION                                                           \
  {                                                                                      \
    "navigation", SCHO_OPTION_BOOLEAN, "false",                                          \
        N_ ("Keep menus, buttons and lists of contents too"), NULL                       \
  }

/**
 * HtmlPage:
 * @keep_navigation: menus, buttons and the like too
 * @cuts: (nullable): places that are watched, in order, in bytes of all characters of the
 * page as an HTML parser gives them, also of those that are not shown
 * @at_cut: called with @data and the number of a place, when the builder is there
 * @title: (nullable): what the page calls itself
 * @language: (nullable): of the page
 * @attributes: (nullable): author, date and outlet are added
 * @losses: (nullable): pictures, navigation and what else of the page is not in the text
 * @n_formulas: that were written on one line
 * @n_bytes: of all characters, counted as @cuts
 *
 * The first fields are for the reader, the others are what it found.
 */
typedef struct
{
  gboolean keep_navigation;
  const guint64 *cuts;
  gsize n_cuts;
  void (*at_cut) (gpointer data, gsize number, TextBuilder *builder);
  gpointer data;
  char *title;
  char *language;
  ImportAttributes *attributes;
  SchoLosses *losses;
  guint n_formulas;
  guint64 n_bytes;
} HtmlPage;

void html_page_clear (HtmlPage *self);

/* Scripts are not run, nothing is loaded, what is hidden is left out. @utf8 is the page,
 * whatever it says of its encoding. */
gboolean html_page_read (HtmlPage *self,
                         const char *utf8,
                         gsize n_bytes,
                         TextBuilder *builder,
                         const SchoProgress *progress,
                         const char *name,
                         GCancellable *cancellable,
                         GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HtmlPage, html_page_clear)
