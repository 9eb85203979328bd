#include <chart/chart.h>

#include <glib/gi18n-lib.h>

#define INK_LIGHT                                                                        \
  {                                                                                      \
    0.12, 0.12, 0.14, 1                                                                  \
  }
#define INK_DARK                                                                         \
  {                                                                                      \
    0.95, 0.95, 0.96, 1                                                                  \
  }

const ChartStyle chart_style_light = {
  .size = 13,
  .ink = INK_LIGHT,
  .dim = { 0.36, 0.37, 0.40, 1 },
  .paper = { 1, 1, 1, 1 },
  .accent = { 0.13, 0.40, 0.72, 1 },
};

const ChartStyle chart_style_dark = {
  .size = 13,
  .ink = INK_DARK,
  .dim = { 0.72, 0.73, 0.76, 1 },
  .paper = { 0.12, 0.12, 0.12, 1 },
  .accent = { 0.45, 0.68, 0.96, 1 },
  .is_dark = TRUE,
};

const char *
scho_chart_get_title (const SchoChart *chart)
{
  static const char *const titles[] = {
    [SCHO_CHART_BARS] = N_ ("Bars"),
    [SCHO_CHART_HEAT_MAP] = N_ ("Heat map"),
    [SCHO_CHART_NETWORK] = N_ ("Network"),
    [SCHO_CHART_LINES] = N_ ("Timeline"),
  };

  return _ (titles[chart->kind]);
}
