/* report-page.h - a tab that tells how documents came in, see import-report.h. */
#pragma once

#include <gtk/gtk.h>
#include <scholiast/plugins.h>
#include <scholiast/snapshot.h>

#define SCHO_TYPE_REPORT_PAGE (scho_report_page_get_type ())
G_DECLARE_FINAL_TYPE (SchoReportPage, scho_report_page, SCHO, REPORT_PAGE, GtkWidget)

/**
 * scho_report_page_new:
 * @documents: (element-type guint32): in the order of the page
 * @importers: (element-type SchoImporter): whose options are called by their titles
 */
GtkWidget *
scho_report_page_new (SchoSnapshot *snapshot, GArray *documents, GPtrArray *importers);

/* Whether nothing of what it tells is there any more. */
gboolean scho_report_page_is_gone (SchoReportPage *self, SchoSnapshot *snapshot);

/* Whether it tells of that one alone. */
gboolean scho_report_page_is_of (SchoReportPage *self, guint32 document);
