/* html-losses.h - what a page has that is not in its text. */
#pragma once

#include "lost.h"

#include <libxml/xmlstring.h>

/* @name: of the file
 * @link: of the link that is open, as far as it leads out of the page */
typedef struct
{
  SchoLosses *losses;
  const char *name;
  TextBuilder *builder;
  LostLink link;
} HtmlLosses;

void html_losses_clear (HtmlLosses *self);

/* An element that stands in nothing that is left out. @is_skipped: it is left out itself
 */
void html_losses_begin (HtmlLosses *self,
                        const char *element,
                        const xmlChar **attributes,
                        gboolean is_skipped);
void html_losses_end (HtmlLosses *self, const char *element);

/* @counts: %FALSE within what is left out anyway */
void html_losses_add_navigation (HtmlLosses *self, gboolean counts);
void html_losses_add_hidden (HtmlLosses *self, gboolean counts);
