/* html-attributes.h - attributes as libxml2 hands them out: names and values in turn. */
#pragma once

#include <glib.h>
#include <libxml/xmlstring.h>

/* (nullable); empty where the attribute has no value */
const char *html_get (const xmlChar **attributes, const char *name);

/* The number at its begin, else @otherwise. */
int html_get_number (const xmlChar **attributes, const char *name, int otherwise);

/* One of the words of an attribute. */
gboolean html_has_word (const xmlChar **attributes, const char *name, const char *word);

/* By an attribute or a style of its own. */
gboolean html_is_hidden (const xmlChar **attributes);
