/* contingency.h - whether rows and columns of counts go together. */
#pragma once

#include <glib.h>

/**
 * ContingencyResult:
 * @chi2: Pearson's chi-square; NaN when @reason is set
 * @freedom: (rows - 1) (columns - 1)
 * @p: chance of at least that much by chance alone
 * @v: Cramér's V, 0 to 1: Cramér, Mathematical Methods of Statistics (1946), 21.9
 * @smallest: the smallest expected count
 * @exact: of two by two: p of Fisher's exact test, both sides; else NaN
 * @is_defined: %FALSE when fewer than two rows or columns have counts
 *
 * Rows and columns without counts are left out.
 */
typedef struct
{
  gboolean is_defined;
  double chi2, p, v, smallest, exact;
  guint freedom;
} ContingencyResult;

/* @counts: (array length=n_rows*n_columns): row by row. O(rows columns). */
ContingencyResult contingency_test (const guint64 *counts, guint n_rows, guint n_columns);

/* That chi-square with so much @freedom is at least @chi2: the upper incomplete gamma
 * function Q(freedom / 2, chi2 / 2), DLMF 8.2.4, by its series (8.11.4) or its continued
 * fraction (8.9.2). */
double contingency_chance (double chi2, guint freedom);
