/* mhtml.h - pages that browsers save as one file: MHTML, a page and what it shows. */
#pragma once

#include <glib.h>

/* By its first bytes. */
gboolean mhtml_is (const char *bytes, gsize n_bytes);

/**
 * mhtml_take_page:
 * @bytes: (transfer full): of the whole file, zero-terminated
 * @n_bytes: (inout): of it, then of the page
 * @encoding: (out) (nullable): as the file says
 *
 * Returns: (nullable) (transfer full): the page, zero-terminated; %NULL where none is in
 * it
 */
char *mhtml_take_page (char *bytes, gsize *n_bytes, char **encoding);
