/* attribute-filter.h - what is typed to narrow documents: words, and `name:value`. */
#pragma once

#include <glib.h>
#include <scholiast/document.h>

/**
 * SchoAttributeFilter:
 *
 * Words of a title; `outlet:guardian` for an attribute that has this in it, `outlet=“The
 * Guardian”` for one that is this, with nothing behind the sign for one that is not
 * known. Quotation marks keep spaces. Case and accents do not count, and what could be a
 * word of the title is one, too.
 */
typedef struct _SchoAttributeFilter SchoAttributeFilter;

/* (nullable): nothing is asked for */
SchoAttributeFilter *scho_attribute_filter_new (const char *typed);
void scho_attribute_filter_free (SchoAttributeFilter *self);

/* @title: folded by scho_letters_fold(). @self: (nullable) */
gboolean scho_attribute_filter_matches (const SchoAttributeFilter *self,
                                        const char *title,
                                        const SchoDocument *document);

/* The same, but words may be in any value, too. */
gboolean scho_attribute_filter_finds (const SchoAttributeFilter *self,
                                      const char *title,
                                      const SchoDocument *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoAttributeFilter, scho_attribute_filter_free)
