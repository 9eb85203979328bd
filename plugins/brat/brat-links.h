/* brat-links.h - relations between passages, for brat; see ../shared/link.h. */
#pragma once

#include "../shared/text-writer.h"

#include <scholiast/plugin.h>

/* Words for what joins equal things; brat has a kind of line of its own for it. */
#define BRAT_EQUIVALENCE "Equiv"

typedef struct _BratLinks BratLinks;

BratLinks *brat_links_new (SchoSnapshot *snapshot);
void brat_links_free (BratLinks *self);

/* That another file begins; and the passages in it, by their numbers. */
void brat_links_begin (BratLinks *self);
void brat_links_note (BratLinks *self, const SchoUuid *coding, guint passage);

/* Those with both ends in the file. */
void brat_links_write (BratLinks *self, TextWriter *writer);

/* Their types, for annotation.conf. */
void brat_links_write_types (BratLinks *self, TextWriter *writer);

/* What none of the files had. */
void brat_links_tell (BratLinks *self, SchoLosses *losses);

/* A word of letters, digits, hyphens and low lines that is not in @taken, a set; it is
 * after. (transfer full) */
char *brat_make_word (const char *name, const char *otherwise, GHashTable *taken);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BratLinks, brat_links_free)
