/* epub-book.h - which parts an e-book has, and in what order they are read. */
#pragma once

#include "../shared/lost.h"
#include "../shared/package.h"
#include "../shared/properties.h"

typedef struct
{
  GPtrArray *parts; /* of char *: names in the package, in reading order */
  Properties properties;
  SchoLosses *losses; /* pages that are a picture, or named but not in the package */
} EpubBook;

/* Refuses what is no e-book, and books with copy protection. */
gboolean epub_book_read (EpubBook *self,
                         Package *package,
                         const char *name,
                         GCancellable *cancellable,
                         GError **error);
void epub_book_clear (EpubBook *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EpubBook, epub_book_clear)
