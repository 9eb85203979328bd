/* refi-xml.h - the small trees that a reader of libxml2 makes of one element. */
#pragma once

#include <scholiast/plugin.h>

#include <libxml/tree.h>

/* Who wrote a file, and how positions are counted in it. */
#define REFI_ORIGIN "Scholiast"
#define REFI_ORIGIN_NVIVO "Scholiast, for NVivo"
#define REFI_ORIGIN_MAXQDA "Scholiast, for MAXQDA and ATLAS.ti"

/* An element of that local name, in whatever namespace: drafts have others. */
gboolean refi_xml_is (const xmlNode *node, const char *name);

/* The first child element, the next sibling element; %NULL: none. */
xmlNode *refi_xml_first (const xmlNode *node);
xmlNode *refi_xml_next (const xmlNode *node);

/* (nullable) (transfer full): of an attribute without namespace */
char *refi_xml_dup (const xmlNode *node, const char *name);

/* (nullable) (transfer full): the words in the first child of that name, as they stand;
 * %NULL when there are none */
char *refi_xml_dup_child (const xmlNode *node, const char *name);

/* (nullable) (transfer full): the same of the element itself */
char *refi_xml_dup_filled (const xmlNode *node);

/* (nullable) (transfer full): all words in it, as they stand */
char *refi_xml_dup_words (const xmlNode *node);

/* A GUID, with or without braces; %FALSE (and zeros) where there is none. */
gboolean refi_xml_get_guid (const xmlNode *node, const char *name, SchoUuid *guid);

/* An integer; %FALSE where there is none. */
gboolean refi_xml_get_number (const xmlNode *node, const char *name, gint64 *number);

/* Whether an element is written. */
typedef gboolean (*RefiXmlWants) (const xmlNode *node, gpointer data);

/* The element as text: local names, GUIDs as Scholiast writes them, no namespaces.
 * @wants: (nullable): all */
void
refi_xml_write (const xmlNode *node, GString *out, RefiXmlWants wants, gpointer data);

/* ` a="b"` of its attributes, but for those named. */
void
refi_xml_write_attributes (const xmlNode *node, GString *out, const char *const *without);

/* @words with `&amp;` and so on; what XML cannot hold is U+FFFD. */
void refi_xml_escape (GString *out, const char *words, gssize n_bytes);

/* ` name="value"`; nothing for %NULL. */
void refi_xml_put (GString *out, const char *name, const char *value);
void refi_xml_put_guid (GString *out, const char *name, const SchoUuid *guid);
