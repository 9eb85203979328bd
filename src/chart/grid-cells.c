#include <chart/grid-cells.h>

#include <math.h>

void
grid_cells_free (GridCells *self)
{
  g_ptr_array_unref (self->down);
  g_ptr_array_unref (self->along);
  g_free (self->cells);
  g_free (self);
}

/* A count of 0 says no more than an empty place; a measure of 0 is a finding. */
gboolean
grid_cells_is_figure (SchoTable *table, guint column, double value)
{
  return isfinite (value)
         && (value != 0
             || scho_table_get_column_type (table, column) == SCHO_COLUMN_NUMBER);
}

const GridCell *
grid_cells_get (const GridCells *self, guint down, guint along)
{
  return &self->cells[(gsize) down * self->along->len + along];
}

static void
clear_cells (GridCells *self)
{
  gsize n = (gsize) self->down->len * self->along->len;

  self->cells = g_new0 (GridCell, n);
  for (gsize i = 0; i < n; i++)
    self->cells[i].value = NAN;
}

/* The label's number + 1; 0 where there is no room for another. */
static guint
find_label (GHashTable *numbers, GPtrArray *labels, char *label, guint most)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, label));

  if (number == 0 && labels->len < most)
    {
      g_ptr_array_add (labels, label);
      number = labels->len;
      g_hash_table_insert (numbers, label, GUINT_TO_POINTER (number));
      return number;
    }
  g_free (label);
  return number;
}

/* Of a table that has a row for each pair. */
typedef struct
{
  SchoDrawing *drawing;
  GridCells *cells;
  GHashTable *down, *along; /* the same where it is symmetric */
  GHashTable *left_out;     /* labels */
  guint *places;            /* down, along of each row; 0: none */
  guint most;
} Pairs;

static guint
place_label (Pairs *self, GHashTable *numbers, GPtrArray *labels, char *label)
{
  g_autofree char *kept = g_strdup (label);
  guint number = find_label (numbers, labels, label, self->most);

  if (number == 0)
    g_hash_table_add (self->left_out, g_steal_pointer (&kept));
  return number;
}

static void
place_rows (Pairs *self)
{
  SchoDrawing *drawing = self->drawing;
  gsize n = scho_table_get_n_rows (drawing->table);
  int across = scene_column (drawing, drawing->chart->across);
  int value = scene_column (drawing, drawing->chart->value);
  GridCells *cells = self->cells;

  self->places = g_new0 (guint, 2 * n);
  for (gsize row = 0; row < n; row++)
    {
      double figure = scene_figure (drawing, row, value);

      if (!grid_cells_is_figure (drawing->table, (guint) value, figure))
        continue;
      self->places[2 * row]
          = place_label (self, self->down, cells->down, scene_dup_label (drawing, row));
      self->places[2 * row + 1]
          = place_label (self, self->along, cells->along,
                         scho_table_dup_cell (drawing->table, row, (guint) across));
    }
}

/* @label: taken over. */
static void
note_empty (Pairs *self, GHashTable *placed, GHashTable *empty, char *label)
{
  if (g_hash_table_contains (placed, label)
      || g_hash_table_contains (self->left_out, label))
    g_free (label);
  else
    g_hash_table_add (empty, label);
}

static GHashTable *
new_labels (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* What is undefined wherever it stands has no place; it is told how many there are. */
static void
count_empty (Pairs *self)
{
  SchoDrawing *drawing = self->drawing;
  int across = scene_column (drawing, drawing->chart->across);
  int value = scene_column (drawing, drawing->chart->value);
  g_autoptr (GHashTable) down = new_labels ();
  g_autoptr (GHashTable) along
      = drawing->chart->symmetric ? g_hash_table_ref (down) : new_labels ();

  for (gsize row = 0; row < scho_table_get_n_rows (drawing->table); row++)
    if (!isfinite (scene_figure (drawing, row, value)))
      {
        note_empty (self, self->down, down, scene_dup_label (drawing, row));
        note_empty (self, self->along, along,
                    scho_table_dup_cell (drawing->table, row, (guint) across));
      }
  self->cells->n_empty = g_hash_table_size (down);
  if (along != down)
    self->cells->n_empty += g_hash_table_size (along);
}

/* The places of a row that has no figure, where others with its labels have one. */
static void
find_places (Pairs *self, gsize row)
{
  SchoDrawing *drawing = self->drawing;
  int across = scene_column (drawing, drawing->chart->across);
  g_autofree char *down = scene_dup_label (drawing, row);
  g_autofree char *along = scho_table_dup_cell (drawing->table, row, (guint) across);

  self->places[2 * row] = GPOINTER_TO_UINT (g_hash_table_lookup (self->down, down));
  self->places[2 * row + 1] = GPOINTER_TO_UINT (g_hash_table_lookup (self->along, along));
}

static void
set_cell (GridCells *self, guint down, guint along, GridCell cell)
{
  self->cells[(gsize) down * self->along->len + along] = cell;
}

static void
fill_pairs (Pairs *self)
{
  SchoDrawing *drawing = self->drawing;
  gsize n = scho_table_get_n_rows (drawing->table);
  int value = scene_column (drawing, drawing->chart->value);

  clear_cells (self->cells);
  for (gsize row = 0; row < n; row++)
    {
      GridCell cell = { scene_figure (drawing, row, value), TRUE, row, (guint) value };
      guint down, along;

      if (!grid_cells_is_figure (drawing->table, (guint) value, cell.value))
        find_places (self, row);
      down = self->places[2 * row];
      along = self->places[2 * row + 1];
      if (down == 0 || along == 0)
        continue;
      set_cell (self->cells, down - 1, along - 1, cell);
      if (drawing->chart->symmetric)
        set_cell (self->cells, along - 1, down - 1, cell);
    }
}

static void
read_pairs (SchoDrawing *drawing, GridCells *cells, guint most)
{
  Pairs self = { .drawing = drawing, .cells = cells, .most = most };

  self.down = g_hash_table_new (g_str_hash, g_str_equal);
  self.left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (drawing->chart->symmetric)
    {
      g_ptr_array_unref (cells->along);
      cells->along = g_ptr_array_ref (cells->down);
      self.along = g_hash_table_ref (self.down);
    }
  else
    self.along = g_hash_table_new (g_str_hash, g_str_equal);
  place_rows (&self);
  count_empty (&self);
  fill_pairs (&self);
  cells->n_left_out = g_hash_table_size (self.left_out);
  g_hash_table_unref (self.down);
  g_hash_table_unref (self.along);
  g_hash_table_unref (self.left_out);
  g_free (self.places);
}

/* Of a table that has a column for each label along. */

static gboolean
is_along (SchoTable *table, guint column)
{
  SchoColumnType type = scho_table_get_column_type (table, column);
  gboolean is_last = column + 1 == scho_table_get_n_columns (table);

  return (type == SCHO_COLUMN_INTEGER || type == SCHO_COLUMN_NUMBER)
         && !(is_last
              && g_str_equal (scho_table_get_column_name (table, column), "total"));
}

static gboolean
has_figure (SchoDrawing *drawing, gsize row, guint column)
{
  return grid_cells_is_figure (drawing->table, column,
                               scene_figure (drawing, row, (int) column));
}

/* The numbers of what has a figure, at most @most of them; how many more there are. */
static GArray *
list_rows (SchoDrawing *drawing, GridCells *cells, guint most)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint n_columns = scho_table_get_n_columns (drawing->table);

  for (gsize row = 0; row < scho_table_get_n_rows (drawing->table); row++)
    {
      guint column = 0;

      while (column < n_columns
             && !(is_along (drawing->table, column) && has_figure (drawing, row, column)))
        column++;
      if (column == n_columns)
        cells->n_empty++;
      else if (rows->len < most)
        g_array_append_val (rows, row);
      else
        cells->n_left_out++;
    }
  return rows;
}

static GArray *
list_columns (SchoDrawing *drawing, GridCells *cells, guint most)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize n_rows = scho_table_get_n_rows (drawing->table);

  for (guint column = 0; column < scho_table_get_n_columns (drawing->table); column++)
    {
      gsize row = 0;

      if (!is_along (drawing->table, column))
        continue;
      while (row < n_rows && !has_figure (drawing, row, column))
        row++;
      if (row == n_rows)
        cells->n_empty++;
      else if (columns->len < most)
        g_array_append_val (columns, column);
      else
        cells->n_left_out++;
    }
  return columns;
}

static void
read_wide (SchoDrawing *drawing, GridCells *cells, guint most)
{
  g_autoptr (GArray) rows = list_rows (drawing, cells, most);
  g_autoptr (GArray) columns = list_columns (drawing, cells, most);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (cells->down,
                     scene_dup_label (drawing, g_array_index (rows, gsize, i)));
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (cells->along,
                     g_strdup (scho_table_get_column_title (
                         drawing->table, g_array_index (columns, guint, i))));
  clear_cells (cells);
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < columns->len; j++)
      {
        GridCell cell = { 0, TRUE, g_array_index (rows, gsize, i),
                          g_array_index (columns, guint, j) };

        cell.value = scene_figure (drawing, cell.row, (int) cell.column);
        set_cell (cells, i, j, cell);
      }
}

GridCells *
grid_cells_new (SchoDrawing *drawing, guint most)
{
  GridCells *self = g_new0 (GridCells, 1);

  self->down = g_ptr_array_new_with_free_func (g_free);
  self->along = g_ptr_array_new_with_free_func (g_free);
  if (drawing->chart->across != NULL)
    read_pairs (drawing, self, most);
  else
    read_wide (drawing, self, most);
  return self;
}
