/* xlsx-parts.h - what a workbook is made of, besides its sheets' cells. */
#pragma once

#include "sheet-reading.h"
#include "sheet-values.h"

#include "../shared/package.h"
#include "../shared/xml-reader.h"

typedef struct
{
  char *id, *name;
  gboolean is_hidden;
} XlsxSheet;

/**
 * XlsxParts:
 * @sheets: of XlsxSheet
 * @targets: the id of a relation → the name of its part
 * @texts: of const char *, of the grid: what many cells share
 * @formats: of SheetFormat, by the number that cells have
 */
typedef struct
{
  Package *package;
  const char *name; /* of the file */
  char *workbook, *strings, *styles;
  GArray *sheets;
  GHashTable *targets;
  GPtrArray *texts;
  GArray *formats;
  gboolean from_1904;
} XlsxParts;

/* @bytes: (transfer full) */
gboolean xlsx_parts_open (XlsxParts *self,
                          char *bytes,
                          gsize n_bytes,
                          SheetReading *reading,
                          GCancellable *cancellable,
                          GError **error);
void xlsx_parts_clear (XlsxParts *self);

/* One part; one that is not there is read as empty. */
gboolean xlsx_read_part (XlsxParts *self,
                         const char *part,
                         const XmlHandler *handler,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);

/* `_x000D_` stands for a character that XML cannot hold. Changes @text. */
void xlsx_unescape (GString *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (XlsxParts, xlsx_parts_clear)
