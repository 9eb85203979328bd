/* workbook.h - tables as a spreadsheet: a sheet each, and one more that says how they
 * were made. */
#pragma once

#include <scholiast/plugin.h>

#include "../shared/zip-writer.h"

/* What an Excel sheet can hold, in rows and in UTF-16 units of a cell. */
#define WORKBOOK_ROWS 1048576u
#define WORKBOOK_UNITS 32767u

/**
 * Workbook:
 * @tables: (element-type SchoTable): the sheets, in order
 * @names: (element-type utf8): what they are called, each once
 *
 * A text is always written as a text: what begins with `=` is never a formula.
 */
typedef struct
{
  GPtrArray *tables, *names;
  SchoLosses *losses;
  const SchoProgress *progress;
  GCancellable *cancellable;
} Workbook;

/* What goes into one part of the package; written in pieces. */
typedef struct
{
  ZipWriter *zip;
  GString *pending;
  GCancellable *cancellable;
  SchoLosses *losses;
  const char *sheet; /* nullable: the title of the one that is written */
} WorkbookPart;

void workbook_init (Workbook *self,
                    GPtrArray *tables,
                    SchoLosses *losses,
                    const SchoProgress *progress,
                    GCancellable *cancellable);
void workbook_clear (Workbook *self);

void workbook_part_begin (WorkbookPart *self, const char *name);
/* What XML cannot say in any way is U+FFFD, and lost. */
void workbook_part_add_text (WorkbookPart *self, const char *text);
/* What is pending, when it is enough. */
gboolean workbook_part_flush (WorkbookPart *self, gboolean all, GError **error);
gboolean workbook_part_end (WorkbookPart *self, GError **error);

/* No more than a sheet can have; what is beyond is a loss. */
gsize workbook_count_rows (Workbook *self, SchoTable *table);

gboolean xlsx_write_workbook (Workbook *self, GOutputStream *stream, GError **error);
gboolean ods_write_workbook (Workbook *self, GOutputStream *stream, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workbook, workbook_clear)
